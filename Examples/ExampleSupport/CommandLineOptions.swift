/// Options of the form `--name value`, and flags of the form `--name`.
public struct CommandLineOptions {
  private var values: [String: String] = [:]

  /// Sorts out the words of a command line.
  ///
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - names: the options that have a value.
  ///   - flags: the options that have none.
  /// - Throws: ``UsageError`` for a word that is none of these, an option without its value, and an
  ///   option that occurs twice.
  public init(
    _ arguments: [String], names: [String], flags: [String] = []
  ) throws(UsageError) {
    var words = arguments[...]
    while let word = words.popFirst() {
      guard values[word] == nil else { throw UsageError("\(word) is given twice") }
      if flags.contains(word) {
        values[word] = ""
      } else if names.contains(word) {
        guard let value = words.popFirst() else { throw UsageError("\(word) needs a value") }
        values[word] = value
      } else {
        let known = (names + flags).joined(separator: ", ")
        throw UsageError("'\(word)' is not an option; there are \(known)")
      }
    }
  }

  /// Whether a flag is given.
  public func has(_ flag: String) -> Bool { values[flag] != nil }

  /// The value of an option as it was written; nil where it is not given.
  public func text(_ name: String) -> String? { values[name] }

  /// The value of an option as a whole number such as `1000` or `1e9`.
  ///
  /// - Parameters:
  ///   - name: the option.
  ///   - range: the values that are allowed.
  /// - Returns: the value; nil where the option is not given.
  /// - Throws: ``UsageError`` for anything else.
  public func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text) ?? Double(text).flatMap({ Int(exactly: $0) }) else {
      throw UsageError("\(name) '\(text)' is not a whole number")
    }
    guard range.contains(number) else {
      throw UsageError(
        "\(name) '\(text)' is not between \(range.lowerBound) and \(range.upperBound)")
    }
    return number
  }
}
