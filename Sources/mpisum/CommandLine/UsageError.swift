/// A mistake of the user: what was wrong and what would be right.
struct UsageError: Error {
  let message: String
  /// Lines that show what the message is about.
  let picture: [String]

  /// A mistake.
  ///
  /// - Parameters:
  ///   - message: what was wrong and what would be right.
  ///   - picture: lines that show the place; nothing in them can harm a terminal.
  init(_ message: String, picture: [String] = []) {
    self.message = message
    self.picture = picture
  }

  /// The one line for standard error, without its newline, and the picture's lines below it.
  func line(of command: Command) -> String {
    let end = message.hasSuffix("?") ? "" : "."
    let line = "\(Program.name): \(message.onOneLine)\(end) Try '\(command.typed) --help'"
    return ([line] + picture).joined(separator: "\n")
  }
}

extension String {
  /// The text in quotes for a message, cut if it is very long.
  var quoted: String {
    let limit = 60
    return "'\(prefix(limit))\(count > limit ? "..." : "")'"
  }

  /// The text with its control characters escaped, so that whatever was typed stays on one line.
  fileprivate var onOneLine: String {
    unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : "\(scalar)"
    }.joined()
  }
}
