import CommandFarm
import Glibc
import MPI
import Series

extension InputOptions {
  /// Reads where the tasks come from out of the command line.
  init(_ parsed: ParsedOptions) throws(UsageError) {
    let words = parsed.operands
    let mark = words.firstIndex { Operands.valueMarks.contains($0.text) } ?? words.endIndex
    let front = words[..<mark]
    let sources = try Self.sources(parsed, words[mark...])

    if sources.isEmpty {
      self.init(file: try Self.taskFile(front, parsed))
    } else {
      self.init(template: try Self.template(front, mark: words[mark...].first), sources: sources)
    }
    isNullSeparated = parsed.contains(OptionTable.null)
    isCSV = parsed.contains(OptionTable.csvInput)
    hasHeader = parsed.contains(OptionTable.header)
    isQuoted = !parsed.contains(OptionTable.noQuote)
    columnSeparator = try parsed.value(OptionTable.colsep, right: "the text between columns") {
      $0.isEmpty ? nil : Array($0.utf8)
    }
    try check(parsed)
  }

  /// The files among the sources; `-` is standard input.
  var files: [String] {
    let fromSources = sources.compactMap { source in
      if case .file(let name) = source.arguments { name } else { nil }
    }
    return (file.map { [$0] } ?? []) + fromSources
  }

  /// The sources of `--arg-file`, then those behind the marks.
  private static func sources(
    _ parsed: ParsedOptions, _ words: ArraySlice<Word>
  ) throws(UsageError) -> [Source] {
    var sources: [Source] = []
    for name in parsed.values(of: OptionTable.argFile) {
      guard !name.isEmpty else { throw UsageError("--arg-file '' names no file") }
      sources.append(Source(.file(name)))
    }
    var rest = words
    while let mark = rest.popFirst() {
      let values = rest.prefix { !Operands.valueMarks.contains($0.text) }
      rest = rest.dropFirst(values.count)
      let isLinked = mark.text.hasSuffix("+")
      guard !isLinked || !sources.isEmpty else {
        throw UsageError(
          "'\(mark.text)' has no source before it to go along with; use '\(mark.text.dropLast())'")
      }
      guard !values.isEmpty else {
        let what = mark.text.hasPrefix("::::") ? "file" : "value"
        throw UsageError("there is no \(what) after '\(mark.text)'")
      }
      if mark.text.hasPrefix("::::") {
        sources += values.map { Source(.file($0.text), isLinked: isLinked) }
      } else {
        sources.append(Source(.values(values.map(\.bytes)), isLinked: isLinked))
      }
    }
    return sources
  }

  /// The one word before the values.
  private static func template(
    _ front: ArraySlice<Word>, mark: Word?
  ) throws(UsageError) -> [UInt8] {
    guard let template = front.first, !template.bytes.allSatisfy({ $0 == 32 }) else {
      let place = mark.map { "before '\($0.text)'" } ?? "beside --arg-file"
      throw UsageError("there is no template \(place); give one quoted word such as 'sim {}'")
    }
    guard front.count == 1 else {
      let joined = front.map(\.text).joined(separator: " ")
      throw UsageError("the template has to be one word; quote it: \(joined.quoted)")
    }
    return template.bytes
  }

  /// The one operand where there are no values.
  private static func taskFile(
    _ front: ArraySlice<Word>, _ parsed: ParsedOptions
  ) throws(UsageError) -> String {
    guard let file = front.first?.text, !file.isEmpty else {
      throw UsageError("no task file is given; name one, or '-' for standard input")
    }
    if front.count > 1 {
      if let meant = nearest(to: file, in: OptionTable.farmWords) {
        throw UsageError(
          "\(file.quoted) and \(front[1].text.quoted) are two task files, where one is taken"
            + " (did you mean '\(Program.name) farm \(meant)'?)")
      }
      throw UsageError(
        "\(file.quoted) and \(front[1].text.quoted) are too much: give one task file, or a quoted"
          + " template and ':::' with its values")
    }
    let onlyForTemplates = [
      OptionTable.colsep, OptionTable.csvInput, OptionTable.header, OptionTable.noQuote,
    ]
    for option in onlyForTemplates where parsed.contains(option) {
      throw UsageError(
        "--\(option.long) is for templates, and the lines of a task file are commands; for values"
          + " in a file give --arg-file FILE 'TEMPLATE'")
    }
    let isFilled = file.contains { $0 == "{" } && file.contains { $0 == "}" }
    // Of several ranks not all need see the root's files: there the reader speaks of a missing one.
    let isAlone = (LauncherEnvironment.current?.size ?? 1) == 1
    if file != "-", isFilled || isAlone, access(file, F_OK) != 0 {
      let reason =
        isFilled || file.contains(" ")
        ? "a template needs ':::' or --arg-file with its values" : String(cString: strerror(errno))
      throw UsageError("there is no task file \(file.quoted): \(reason)")
    }
    return file
  }

  private func check(_ parsed: ParsedOptions) throws(UsageError) {
    try parsed.refuse(
      OptionTable.csvInput, with: OptionTable.colsep, because: "a comma separates the columns")
    try parsed.refuse(
      OptionTable.csvInput, with: OptionTable.null, because: "lines end with a newline there")
    if hasHeader, !isCSV, columnSeparator == nil {
      throw UsageError("--header names columns, and there are none without --csv or --colsep")
    }
    if isNullSeparated, files.isEmpty {
      throw UsageError("--null says how the records of a file end, and there is no file")
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw UsageError("standard input ('-') can be read once only")
    }
  }
}
