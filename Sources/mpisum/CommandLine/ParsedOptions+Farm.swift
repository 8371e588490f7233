import CommandFarm

/// Values that the farm's options take.
extension ParsedOptions {
  /// What a text stands for, if the option was given.
  ///
  /// - Parameters:
  ///   - option: the option.
  ///   - right: what would be right, for the message.
  ///   - read: reads the text; nil if it is not right.
  /// - Returns: the value, or nil if the option was not given.
  /// - Throws: ``UsageError`` that names the option, the text and what would be right.
  func value<Value>(
    _ option: Option, right: String, _ read: (String) -> Value?
  ) throws(UsageError) -> Value? {
    guard let text = values(of: option).last else { return nil }
    guard let value = read(text) else {
      throw UsageError("--\(option.long) \(text.quoted) is not understood; give \(right)")
    }
    return value
  }

  /// Seconds, if the option was given.
  func duration(_ option: Option) throws(UsageError) -> Double? {
    try value(option, right: "a time such as 90, 30s, 5m, 1h30m or 2d") { text in
      seconds(ofDuration: text).flatMap { $0 >= 0 ? $0 : nil }
    }
  }

  /// Bytes, if the option was given.
  func size(_ option: Option) throws(UsageError) -> Int? {
    try value(option, right: "a size such as 4096, 64KiB, 10M or 1GB", SizeText.bytes)
  }

  /// The name of a file or a directory, if the option was given.
  func path(_ option: Option) throws(UsageError) -> String? {
    try value(option, right: "a name") { $0.isEmpty ? nil : $0 }
  }

  /// Refuses options that mean nothing together.
  func refuse(_ first: Option, with second: Option, because reason: String) throws(UsageError) {
    if contains(first), contains(second) {
      throw UsageError("--\(first.long) does not go with --\(second.long): \(reason)")
    }
  }

  /// The one operand of a command that takes a store.
  func store() throws(UsageError) -> String {
    guard let store = operands.first else {
      throw UsageError(
        "no store is given: name the file that the farm wrote, such as tasks.txt.farm")
    }
    guard operands.count == 1 else {
      throw UsageError("one store is looked at at a time; \(operands[1].text.quoted) is too much")
    }
    return store.text
  }
}
