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
    // The power as one of the base, if it is: by how much is the one the other's power?
    var (value, factor) = (base, 1)
    while value < power {
      let (product, overflow) = value.multipliedReportingOverflow(by: base)
      if overflow { break }
      (value, factor) = (product, factor + 1)
    }
    if value == power, exponent <= Self.greatestExponent / factor {
      self = .power(base: base, exponent: exponent * factor)
      return
    }
    var (root, divisor) = (power, 1)
    while root < base {
      let (product, overflow) = root.multipliedReportingOverflow(by: power)
      if overflow { break }
      (root, divisor) = (product, divisor + 1)
    }
    if root == base, exponent % divisor == 0, exponent / divisor <= Self.greatestExponent {
      self = .power(base: base, exponent: exponent / divisor)
      return
    }
    guard let number else { throw .tooLarge }
    self = .number(number)
  }
}
