import CommandFarm

/// A template with its lists of values, as a test writes them.
struct TemplateInput {
  private(set) var options: InputOptions
  private var files: [InputFile] = []

  init(_ template: String) {
    options = InputOptions(template: Array(template.utf8), sources: [])
  }

  /// With a list of values, `:::`.
  func values(_ values: String..., isLinked: Bool = false) -> Self {
    var result = self
    let bytes = values.map { Array($0.utf8) }
    result.options.sources.append(.init(.values(bytes), isLinked: isLinked))
    return result
  }

  /// With a file of values, `::::`; in messages its name is `FILE`.
  func file(_ text: String, isLinked: Bool = false) throws -> Self {
    var result = self
    let file = try InputFile(text)
    result.files.append(file)
    result.options.sources.append(.init(.file(file.path), isLinked: isLinked))
    return result
  }

  /// With other options.
  func with(_ change: (inout InputOptions) -> Void) -> Self {
    var result = self
    change(&result.options)
    return result
  }

  func columns(_ separator: String) -> Self {
    with { $0.columnSeparator = Array(separator.utf8) }
  }

  var csv: Self { with { $0.isCSV = true } }

  var header: Self { with { $0.hasHeader = true } }

  /// The tasks.
  func tasks() throws -> [FarmTask] {
    let items = try files.first.map { file in
      try file.named { () throws(InputError) in try readAll(options) }
    }
    let all: [InputItem]
    if let items {
      all = items
    } else {
      do throws(InputError) {
        all = try readAll(options)
      } catch { throw Complaint(error.description) }
    }
    return all.compactMap { if case .task(let task) = $0 { task } else { nil } }
  }

  /// The commands.
  func commands() throws -> [String] { try tasks().map(\.text) }
}
