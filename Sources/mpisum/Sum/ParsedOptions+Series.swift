import Series

extension String {
  /// The decimal number that the text is: with a point, or an integer in one of the forms of
  /// ``NumberText``; nil for zero and for what is no such number.
  var decimalNumber: DecimalNumber? {
    if let number = DecimalNumber(self) { return number }
    guard case .number(let number)? = try? SeriesLimit(text: self, base: 10) else { return nil }
    return DecimalNumber(number.description)
  }
}

/// Values that say which numbers are summed.
extension ParsedOptions {
  /// The condition that the options --omit, --exactly, --at-most, --all and --base make.
  ///
  /// Without any string the digit 9 is omitted, where the base has one.
  func digitFilter() throws(UsageError) -> DigitFilter {
    let base = try integer(OptionTable.base, in: DigitFilter.bases)
    let exactly = values(of: OptionTable.exactly)
    let atMost = values(of: OptionTable.atMost)
    var omit = values(of: OptionTable.omit)
    if contains(OptionTable.all) {
      for option in [OptionTable.omit, OptionTable.exactly, OptionTable.atMost] {
        try refuse(OptionTable.all, with: option, because: "it takes every k")
      }
    } else if omit.isEmpty && exactly.isEmpty && atMost.isEmpty {
      guard base >= 10 else {
        throw UsageError(
          "--base \(base) needs --omit, --exactly, --at-most or --all: the digit 9, omitted by default, does"
            + " not occur in that base")
      }
      omit = [value(of: OptionTable.omit)]
    }
    do {
      return try DigitFilter(omitting: omit, exactly: exactly, atMost: atMost, base: base)
    } catch {
      throw UsageError(error.description)
    }
  }

  /// Up to where an option says that a series is summed.
  func seriesLimit(_ option: Option, base: Int) throws(UsageError) -> SeriesLimit {
    let text = value(of: option)
    let name = "--\(option.long) \(text.quoted)"
    let right = "an integer from 1, such as 1e8, 10^30 or \(base)^1000000, or 'inf'"
    if ["inf", "infinity", "oo"].contains(text.lowercased()) { return .infinity }
    do {
      return try SeriesLimit(text: text, base: base)
    } catch {
      let most =
        "at most \(WholeNumber.mostDigits) decimal digits, or a power of the base, \(base)^M with M"
        + " up to \(SeriesLimit.greatestExponent)"
      throw UsageError("\(name) \(error.fault); give \(error == .tooLarge ? most : right)")
    }
  }
}
