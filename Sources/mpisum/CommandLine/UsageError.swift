/// A mistake of the user: what was wrong and what would be right.
struct UsageError: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }

  /// The one line for standard error, without its newline.
  func line(of command: Command) -> String {
    "\(Program.name): \(message.onOneLine). Try '\(command.typed) --help'"
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
