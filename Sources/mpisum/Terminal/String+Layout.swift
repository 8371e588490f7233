extension String {
  /// The text without spaces at its ends.
  var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// The text with spaces behind it up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  /// The text with spaces before it up to a width.
  func rightAligned(to width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }

  /// The text broken at spaces into lines of at most `width` characters where its words allow.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

extension Sequence<(String, String)> {
  /// The pairs as lines of a name with a colon, and a value.
  func labelled() -> String {
    map { name, value in "\(name):".padded(to: 14) + value + "\n" }.joined()
  }
}

extension Sequence<String> {
  /// The strings as lines, each indented and ended by a newline.
  func lines(indentedBy indent: Int = 0) -> String {
    map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
  }
}
