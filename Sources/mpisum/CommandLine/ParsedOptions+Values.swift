extension ParsedOptions {
  /// The value of an option that names one of a type's cases.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ option: Option
  ) throws(UsageError) -> Choice {
    let text = value(of: option)
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError("--\(option.long) \(text.quoted) is not known; choose from: \(known)")
    }
    return choice
  }

  /// The value of an option that takes an integer within a range.
  ///
  /// - Parameters:
  ///   - option: the option, which has a standard value if it may be absent.
  ///   - range: the values that are allowed.
  ///   - limitName: what a message calls the upper end of the range, if not by its digits.
  ///   - word: a word that the option takes as well, for the message.
  /// - Returns: the integer.
  /// - Throws: ``UsageError`` that names the option, the fault and the range.
  func integer(
    _ option: Option, in range: ClosedRange<Int>, limitName: String? = nil, or word: String? = nil
  ) throws(UsageError) -> Int {
    let text = value(of: option)
    let name = "--\(option.long) \(text.quoted)"
    let limits =
      "from \(range.lowerBound) to \(limitName ?? String(range.upperBound))"
      + (word.map { " or '\($0)'" } ?? "")
    let number: Int
    do {
      number = try Int(text: text)
    } catch {
      let what = error == .notAnInteger ? "one" : "an integer"
      throw UsageError("\(name) \(error.fault); give \(what) \(limits)")
    }
    guard range.contains(number) else {
      let fault = number < range.lowerBound ? "too small" : "too large"
      throw UsageError("\(name) is \(fault); give an integer \(limits)")
    }
    return number
  }
}
