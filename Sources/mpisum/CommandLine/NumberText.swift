/// An exact, non-negative integer as a user writes it: `100000000`, `100_000_000`, `1e8`, `1.5e3` or
/// `10^8`.
///
/// No floating point is involved, so that 9007199254740993 stays what it is.
enum NumberText {
  /// Decimal digits without leading zeros, none for zero, and how many zeros follow them.
  case digits([Int], zeros: Int)

  /// A base of at least 2 and an exponent.
  case power(base: Int, exponent: Int)

  init(_ text: String) throws(NumberError) {
    if text.first == "-" {
      // What follows decides whether this is a number below zero or no number at all.
      let magnitude = try Self(magnitude: text.dropFirst())
      guard case .digits([], zeros: _) = magnitude else { throw .negative }
      self = magnitude
    } else {
      self = try Self(magnitude: text[...])
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
    let exponent = try Int(digits: DecimalDigits(exponent).values)
    if base > 1 {
      self = .power(base: base, exponent: exponent)
    } else {
      // 0^0 is taken as 1, the value of the empty product.
      self = .digits(base == 1 || exponent == 0 ? [1] : [], zeros: 0)
    }
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
    digits = Array(digits.drop { $0 == 0 })
    guard !digits.isEmpty else {
      self = .digits([], zeros: 0)
      return
    }
    // A huge exponent is settled by its sign alone, and must not overflow what follows.
    guard let exponent = try? Int(digits: exponentDigits), exponent < 1 << 40 else {
      throw isExponentNegative ? .notAnInteger : .tooLarge
    }
    let scale = (isExponentNegative ? -exponent : exponent) - decimals
    if scale < 0 {
      guard digits.count > -scale, digits.suffix(-scale).allSatisfy({ $0 == 0 }) else {
        throw .notAnInteger
      }
      digits.removeLast(-scale)
    }
    self = .digits(digits, zeros: max(0, scale))
  }
}

extension Int {
  /// Reads an exact, non-negative integer in any of the forms of ``NumberText``.
  init(text: String) throws(NumberError) {
    switch try NumberText(text) {
    case .digits(let digits, let zeros):
      guard digits.count + zeros < 20 else { throw .tooLarge }
      try self.init(digits: digits + Array(repeating: 0, count: zeros))
    case .power(let base, let exponent):
      var power = 1
      for _ in 0..<exponent {
        let (product, overflow) = power.multipliedReportingOverflow(by: base)
        guard !overflow else { throw .tooLarge }
        power = product
      }
      self = power
    }
  }

  fileprivate init(digits: [Int]) throws(NumberError) {
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
