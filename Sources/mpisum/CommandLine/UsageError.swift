/// A mistake of the user: what was wrong and what would be right, on one line.
struct UsageError: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }

  /// The line for standard error, without its newline.
  var line: String { "\(Program.name): \(message). Try '\(Program.name) --help'" }
}

extension String {
  /// The text in quotes for a message: control characters escaped, and cut if it is very long.
  var quoted: String {
    let limit = 60
    var text = ""
    for scalar in unicodeScalars.prefix(limit) {
      text +=
        scalar.properties.generalCategory == .control
        ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return "'\(text)\(unicodeScalars.count > limit ? "..." : "")'"
  }
}
