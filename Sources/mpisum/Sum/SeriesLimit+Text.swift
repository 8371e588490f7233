import Series

extension SeriesLimit {
  /// Exponents that a power of the base may have.
  static let greatestExponent = 1_000_000_000_000

  /// Numbers of more digits are kept as powers of the base, if they are such.
  private static let mostWritten = 1000

  /// Reads a number of at least 1 in any of the forms of ``NumberText``.
  ///
  /// - Parameters:
  ///   - text: what the user wrote.
  ///   - base: the base in which numbers of the series are written.
  /// - Throws: ``NumberError``.
  init(text: String, base: Int) throws(NumberError) {
    switch try NumberText(text) {
    case .digits(let digits, let zeros):
      guard !digits.isEmpty else { throw .tooSmall }
      if digits.count + zeros > Self.mostWritten,
        digits[0] == 1, !digits.dropFirst().contains(where: { $0 != 0 })
      {
        self = try Self(power: 10, digits.count - 1 + zeros, inBase: base)
      } else {
        guard digits.count + zeros <= WholeNumber.mostDigits,
          let number = WholeNumber(
            decimalDigits: digits + Array(repeating: 0, count: zeros))
        else { throw .tooLarge }
        self = .number(number)
      }
    case .power(let power, let exponent):
      self = try Self(power: power, exponent, inBase: base)
    }
  }

  private init(power: Int, _ exponent: Int, inBase base: Int) throws(NumberError) {
    let number = WholeNumber(power: power, exponent)
    if let number, number.decimalCount <= Self.mostWritten {
      self = .number(number)
      return
    }
    // As a power of the base, if one of the two is a power of the other.
    if let factor = Self.exponent(of: power, inBase: base),
      exponent <= Self.greatestExponent / factor
    {
      self = .power(base: base, exponent: exponent * factor)
      return
    }
    if let root = Self.exponent(of: base, inBase: power), exponent % root == 0,
      exponent / root <= Self.greatestExponent
    {
      self = .power(base: base, exponent: exponent / root)
      return
    }
    guard let number else { throw .tooLarge }
    self = .number(number)
  }

  /// The exponent that makes a number a power of `base`; nil if none does.
  private static func exponent(of number: Int, inBase base: Int) -> Int? {
    var (power, exponent) = (base, 1)
    while power < number {
      let (product, overflow) = power.multipliedReportingOverflow(by: base)
      if overflow { return nil }
      (power, exponent) = (product, exponent + 1)
    }
    return power == number ? exponent : nil
  }
}
