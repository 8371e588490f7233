/// Reads the tasks of a farm one by one, from a file of commands or from a template and its values.
///
/// Memory does not grow with the number of tasks, but for the names that `#mpisum:` lines give, and for
/// the lists of values after the first. To be used by one thread.
public final class TaskInput {
  /// The number of tasks that have been read.
  public private(set) var tasksRead = 0

  private enum Origin {
    case commands(TaskFile)
    case values(ValueRows, Template)
  }

  private let origin: Origin
  private var error: InputError?

  /// Opens the files, and reads the headers and all lists of values but the first.
  ///
  /// - Throws: ``InputError`` if a file cannot be opened, or the template refers to what is not there.
  public init(_ options: InputOptions) throws(InputError) {
    if let template = options.template {
      let rows = try ValueRows(options)
      origin = .values(
        rows,
        try Template(
          template, names: rows.names, width: rows.width, isQuoted: options.isQuoted))
    } else {
      guard let file = options.file else {
        throw InputError("a file of commands is missing; `-` is standard input")
      }
      guard options.sources.isEmpty, !options.isCSV, !options.hasHeader,
        options.columnSeparator == nil
      else {
        throw InputError("lists of values, --colsep, --csv and --header need a template")
      }
      origin = .commands(try TaskFile(path: file, isNullSeparated: options.isNullSeparated))
    }
  }

  /// The next task or barrier; nil at the end.
  ///
  /// Waits for a slow pipe, but never longer than until the item is complete.
  ///
  /// - Throws: ``InputError``; once thrown, every further call throws the same.
  public func next() throws(InputError) -> InputItem? {
    if let error { throw error }
    do throws(InputError) {
      let item = try read()
      if case .task = item { tasksRead += 1 }
      return item
    } catch {
      self.error = error
      throw error
    }
  }

  private func read() throws(InputError) -> InputItem? {
    let ordinal = tasksRead + 1
    switch origin {
    case .commands(let file): return try file.next(ordinal: ordinal)
    case .values(let rows, let template):
      guard let values = try rows.next() else { return nil }
      let command = try template.command(ordinal: ordinal, values: values, place: rows.place)
      var task = FarmTask(ordinal: ordinal, command: command)
      task.arguments = values
      return .task(task)
    }
  }
}
