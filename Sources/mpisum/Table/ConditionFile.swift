import Glibc

/// A file of conditions, one a line, written as options or as bare strings.
struct ConditionFile: Sendable {
  /// Longer files are taken for something else.
  private static let mostBytes = 64 << 20

  /// The file's name; `-` is standard input.
  let path: String
  /// What the command line says of base and limit, for lines that do not.
  let common: ParsedOptions
  /// The decimals that are wanted.
  let decimals: Int?

  /// Reads the whole file.
  ///
  /// - Returns: the rows of all lines, in their order.
  /// - Throws: ``UsageError`` that names file and line.
  func lines() throws(UsageError) -> [TableLine] {
    let name = path == "-" ? "standard input" : path
    var lines: [TableLine] = []
    let newline = UInt8(ascii: "\n")
    let texts = try read(name).split(separator: newline, omittingEmptySubsequences: false)
    for (index, text) in texts.enumerated() {
      let words = words(of: text)
      guard let first = words.first, first.text.first != "#" else { continue }
      do throws(UsageError) {
        lines += try rows(of: words)
        guard lines.count <= ParsedOptions.mostRows else {
          throw UsageError("with this there are more than \(ParsedOptions.mostRows) rows")
        }
      } catch {
        throw UsageError("\(name):\(index + 1): \(error.message)")
      }
    }
    guard !lines.isEmpty else { throw UsageError("\(name): no line holds a condition") }
    return lines
  }

  /// The rows of one line.
  private func rows(of words: [Word]) throws(UsageError) -> [TableLine] {
    // The parser steps over the program's name.
    let name = Word(bytes: Array(Program.name.utf8))
    var options = try ArgumentParser.parse([name] + words, of: OptionTable.tableLine)
    for operand in options.operands {
      let isCount = operand.text.contains(":")
      options.append(isCount ? OptionTable.exactly : OptionTable.omit, operand.text)
    }
    for (option, value) in common.occurrences where !options.contains(option) {
      options.append(option, value)
    }
    return try options.tableLines(decimals: decimals)
  }

  /// The words of a line: what stands between blanks, without the quotes that a shell needs.
  private func words(of line: ArraySlice<UInt8>) -> [Word] {
    let blanks = Array(" \t\r".utf8)
    let quotes = Array("'\"".utf8)
    return line.split { blanks.contains($0) }
      .map { Word(bytes: $0.filter { !quotes.contains($0) }) }
  }

  private func read(_ name: String) throws(UsageError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw UsageError("\(name): cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw UsageError("\(name): cannot be read: \(String(cString: strerror(errno)))")
      }
      bytes += buffer[..<count]
      guard bytes.count <= Self.mostBytes else {
        throw UsageError(
          "\(name): longer than \(Self.mostBytes >> 20) MiB; is it a list of conditions?")
      }
    }
  }
}
