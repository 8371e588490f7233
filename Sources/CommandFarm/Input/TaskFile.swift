/// A file of commands.
///
/// A line is a command; or, with NUL separators, a record is, of any number of lines.
final class TaskFile {
  private let reader: RecordReader
  private let isNullSeparated: Bool
  /// The ordinals of the tasks that have names.
  private var ordinals: [String: Int] = [:]
  private var directive = Directive()
  /// Where the directive for the next command begins; nil if there is none.
  private var directivePlace: String?

  init(path: String, isNullSeparated: Bool) throws(InputError) {
    reader = try RecordReader(path: path, isNullSeparated: isNullSeparated)
    self.isNullSeparated = isNullSeparated
  }

  /// The next task, which gets this ordinal, or barrier; nil at the end.
  func next(ordinal: Int) throws(InputError) -> InputItem? {
    while let record = try reader.nextLine() {
      guard let first = record.firstIndex(where: { !isBlank($0) }) else { continue }
      if record[first] == UInt8(ascii: "#") {
        let text = UnsafeRawBufferPointer(rebasing: record[first...])
        if text.starts(with: Self.mark) {
          if try read(text) { return .barrier }
          continue
        }
        if !isNullSeparated { continue }
      }
      var task = FarmTask(ordinal: ordinal, command: Array(record))
      if directivePlace != nil { task.settings = takeSettings(for: ordinal) }
      return .task(task)
    }
    if let directivePlace {
      throw InputError("\(directivePlace): no command follows this `#mpisum:` line")
    }
    return nil
  }

  private static let mark = Array("#mpisum".utf8)

  private func isBlank(_ byte: UInt8) -> Bool {
    ShellSyntax.isBlank(byte) || isNullSeparated && byte == UInt8(ascii: "\n")
  }

  /// Reads a `#mpisum:` line.
  ///
  /// - Returns: whether it is a barrier.
  private func read(_ line: UnsafeRawBufferPointer) throws(InputError) -> Bool {
    guard line.count > Self.mark.count, line[Self.mark.count] == UInt8(ascii: ":") else {
      // To skip what was meant as a dependency would be worse than to insist.
      throw InputError(
        "\(reader.place): a colon is missing: `#mpisum: name=a`; for a comment write `# mpisum`")
    }
    guard let text = String(validating: line.dropFirst(Self.mark.count + 1), as: UTF8.self) else {
      throw InputError("\(reader.place): a `#mpisum:` line must be UTF-8")
    }
    if Directive.isBarrier(text[...]) {
      if let directivePlace {
        throw InputError(
          "\(reader.place): this barrier parts a command from its `#mpisum:` line; "
            + "put it before \(directivePlace)")
      }
      return true
    }
    do throws(Directive.Fault) {
      try directive.append(text[...])
    } catch {
      throw InputError("\(reader.place): \(error.description)")
    }
    for name in directive.after where ordinals[name] == nil {
      throw InputError("\(reader.place): after=\(name): no earlier task has that name")
    }
    if let name = directive.settings.name, let other = ordinals[name] {
      throw InputError("\(reader.place): name=\(name): task \(other) has that name already")
    }
    if directivePlace == nil { directivePlace = reader.place }
    return false
  }

  /// What was said of the task with this ordinal.
  private func takeSettings(for ordinal: Int) -> TaskSettings {
    var settings = directive.settings
    for name in directive.after {
      guard let other = ordinals[name], !settings.after.contains(other) else { continue }
      settings.after.append(other)
    }
    if let name = settings.name { ordinals[name] = ordinal }
    directive = Directive()
    directivePlace = nil
    return settings
  }
}
