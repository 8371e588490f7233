extension Int {
  /// Reads an exact, non-negative integer: `100000000`, `100_000_000`, `1e8`, `1.5e3` or `10^8`.
  ///
  /// No floating point is involved, so that 9007199254740993 stays what it is.
  init(text: String) throws(NumberError) {
    if text.first == "-" {
      // What follows decides whether this is a number below zero or no number at all.
      guard try Int(magnitude: text.dropFirst()) == 0 else { throw .negative }
      self = 0
    } else {
      self = try Int(magnitude: text[...])
    }
  }

  private init(magnitude text: Substring) throws(NumberError) {
    if let caret = text.firstIndex(of: "^") {
      try self.init(base: text[..<caret], exponent: text[text.index(after: caret)...])
    } else {
      try self.init(scientific: text)
    }
  }

  /// `base^exponent`, both plain integers.
  private init(base: Substring, exponent: Substring) throws(NumberError) {
    let base = try Int(digits: DecimalDigits(base).values)
    let exponent = try DecimalDigits(exponent).values
    guard base > 1 else {
      // 0^0 is taken as 1, the value of the empty product.
      self = base == 1 || exponent.allSatisfy { $0 == 0 } ? 1 : 0
      return
    }
    var power = 1
    for _ in 0..<(try Int(digits: exponent)) {
      let (product, overflow) = power.multipliedReportingOverflow(by: base)
      guard !overflow else { throw .tooLarge }
      power = product
    }
    self = power
  }

  /// Digits with an optional fraction and an optional exponent, such as `1.5e3`.
  private init(scientific text: Substring) throws(NumberError) {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 == "e" || $0 == "E"
    }
    let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var digits = try DecimalDigits(mantissa[0]).values
    var decimals = 0
    if mantissa.count == 2 {
      let fraction = try DecimalDigits(mantissa[1]).values
      digits += fraction
      decimals = fraction.count
    }
    var isExponentNegative = false
    var exponentDigits: [Int] = []
    if parts.count == 2 {
      isExponentNegative = parts[1].first == "-"
      let hasSign = isExponentNegative || parts[1].first == "+"
      exponentDigits = try DecimalDigits(parts[1].dropFirst(hasSign ? 1 : 0)).values
    }
    guard digits.contains(where: { $0 != 0 }) else {
      self = 0
      return
    }
    // A huge exponent is settled by its sign alone, and must not overflow what follows.
    guard let exponent = try? Int(digits: exponentDigits), exponent < 1 << 40 else {
      throw isExponentNegative ? .notAnInteger : .tooLarge
    }
    let scale = (isExponentNegative ? -exponent : exponent) - decimals
    if scale < 0 {
      guard digits.reversed().prefix(-scale).allSatisfy({ $0 == 0 }) else {
        throw .notAnInteger
      }
      digits.removeLast(-scale)
    }
    var value = try Int(digits: digits)
    for _ in 0..<Swift.max(scale, 0) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw .tooLarge }
      value = product
    }
    self = value
  }

  private init(digits: [Int]) throws(NumberError) {
    var value = 0
    for digit in digits {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(digit)
      guard !overflow, !carry else { throw .tooLarge }
      value = sum
    }
    self = value
  }
}
