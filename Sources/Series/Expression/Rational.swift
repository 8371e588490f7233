import CGMP
import CMPFR

/// A rational number of GMP's, exactly and in lowest terms.
package struct Rational: Hashable, Sendable {
  /// The most bits that a numerator or a denominator may have.
  static let mostBits = 1 << 16

  private let storage: Storage

  /// An integer.
  package init(_ value: Int) {
    storage = Storage { __gmpq_set_si($0, value, 1) }
  }

  /// What a user wrote.
  package init(_ number: ExactNumber) {
    let numerator = number.isZero ? "0" : (number.isNegative ? "-" : "") + number.numerator
    storage = Storage {
      __gmpq_set_str($0, "\(numerator)/\(number.denominator)", 10)
      __gmpq_canonicalize($0)
    }
  }

  /// A number that MPFR holds, if neither it nor its inverse has too many bits.
  init?(_ number: Real) {
    guard number.with({ mpfr_number_p($0) != 0 }) else { return nil }
    guard number.isZero || number.exponent.magnitude < Self.mostBits else { return nil }
    storage = Storage { result in number.with { mpfr_get_q(result, $0) } }
  }

  private init(_ body: (mpq_ptr) -> Void) {
    storage = Storage(body)
  }

  /// What a function of GMP's makes of two numbers.
  private init(_ function: (mpq_ptr, mpq_srcptr, mpq_srcptr) -> Void, _ a: Self, _ b: Self) {
    storage = Storage { result in a.with { a in b.with { b in function(result, a, b) } } }
  }

  /// Calls a function with the number.
  func with<Result>(_ body: (mpq_srcptr) -> Result) -> Result {
    withExtendedLifetime(storage) { body(storage.pointer) }
  }

  /// −1, 0 or 1.
  package var sign: Int { with { Int($0.pointee._mp_num._mp_size.signum()) } }

  /// Bits of the longer one of numerator and denominator.
  var bits: Int {
    64
      * with {
        Int(max($0.pointee._mp_num._mp_size.magnitude, $0.pointee._mp_den._mp_size.magnitude))
      }
  }

  /// The number, if it is an integer that an `Int` can hold.
  package var integer: Int? {
    with {
      var (numerator, denominator) = ($0.pointee._mp_num, $0.pointee._mp_den)
      guard __gmpz_cmp_ui(&denominator, 1) == 0, __gmpz_fits_slong_p(&numerator) != 0
      else { return nil }
      return __gmpz_get_si(&numerator)
    }
  }

  /// Whether it is an integer, of any size.
  var isInteger: Bool {
    with {
      var denominator = $0.pointee._mp_den
      return __gmpz_cmp_ui(&denominator, 1) == 0
    }
  }

  /// The greatest integer that is not above the number.
  var floor: Self {
    with { number in
      var (numerator, denominator) = (number.pointee._mp_num, number.pointee._mp_den)
      return Self { result in
        __gmpz_fdiv_q(&result.pointee._mp_num, &numerator, &denominator)
        __gmpz_set_ui(&result.pointee._mp_den, 1)
      }
    }
  }

  static prefix func - (a: Self) -> Self {
    Self { result in a.with { __gmpq_neg(result, $0) } }
  }

  static func + (a: Self, b: Self) -> Self { Self(__gmpq_add, a, b) }

  static func - (a: Self, b: Self) -> Self { Self(__gmpq_sub, a, b) }

  static func * (a: Self, b: Self) -> Self { Self(__gmpq_mul, a, b) }

  /// The quotient; the divisor is not zero.
  static func / (a: Self, b: Self) -> Self {
    precondition(b.sign != 0, "a rational number is divided by zero")
    return Self(__gmpq_div, a, b)
  }

  static func < (a: Self, b: Self) -> Bool {
    a.with { a in b.with { b in __gmpq_cmp(a, b) < 0 } }
  }

  /// The number to a power; nil for a negative power of zero, and for what has too many bits.
  func power(_ exponent: Int) -> Self? {
    if exponent == 0 { return Self(1) }
    guard exponent > 0 || sign != 0 else { return nil }
    let (bits, overflow) = bits.multipliedReportingOverflow(by: Int(clamping: exponent.magnitude))
    guard !overflow, bits <= Self.mostBits else { return nil }
    var (result, square, rest) = (Self(1), self, exponent.magnitude)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return exponent < 0 ? Self(1) / result : result
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.with { a in b.with { b in __gmpq_equal(a, b) != 0 } }
  }

  package func hash(into hasher: inout Hasher) {
    with {
      var (numerator, denominator) = ($0.pointee._mp_num, $0.pointee._mp_den)
      hasher.combine(numerator._mp_size)
      hasher.combine(__gmpz_getlimbn(&numerator, 0))
      hasher.combine(__gmpz_getlimbn(&denominator, 0))
    }
  }

  /// The number of GMP's, which does not change and is freed with its last owner.
  private final class Storage: @unchecked Sendable {
    let pointer: mpq_ptr = .allocate(capacity: 1)

    init(_ body: (mpq_ptr) -> Void) {
      __gmpq_init(pointer)
      body(pointer)
    }

    deinit {
      __gmpq_clear(pointer)
      pointer.deallocate()
    }
  }
}
