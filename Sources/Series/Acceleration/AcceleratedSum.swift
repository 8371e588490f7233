import CMPFR
public import Summation

/// The sum of a regular term over all k from 1, by two methods that have nothing but the term in common.
///
/// One sums some terms and expands the rest (``TailExpansion``); the other extrapolates from the partial sums
/// (``LevinTransform``) or turns the series into an alternating one first (``CondensedSum``). The value is
/// only given as far as the two agree, and where they do not, there is none.
///
/// That both are wrong alike is what has to be kept out: a sum that does not exist, or a hump far out that
/// neither meets. So the rate of decay has to be a steady one where k is beyond all that a user writes
/// (``DecayRate``), and the tail is covered with squares of the complex plane up to 2^1000, in
/// each of which the term is bounded (``TailPanels``).
public struct AcceleratedSum: Sendable {
  /// Decimals that are wanted unless told.
  public static let defaultDigits = 30

  /// The most digits that may be wanted.
  public static let mostDigits = 100

  /// The methods have to agree to so many digits.
  static let leastDigits = 6

  /// The sum: the first method's value, with twice the distance to the second's.
  public let value: Enclosure

  /// The two methods, as a reader knows them.
  public let methods: [String]

  /// Terms that the first method summed one by one.
  public let terms: Int

  /// - Parameters:
  ///   - expression: the term.
  ///   - digits: that are wanted.
  /// - Throws: ``SeriesError`` if the term is not a regular one, if its sum diverges, or if the methods
  ///   do not agree; it says which.
  public init(
    _ expression: TermExpression, digits: Int = defaultDigits
  ) throws(SeriesError) {
    // The steps are the same for every limit.
    try self.init(expression.program(upTo: 1), digits: digits) {
      expression.ball(at: $0, bits: $1)
    }
  }

  /// - Parameters:
  ///   - program: the term.
  ///   - digits: that are wanted.
  /// - Throws: ``SeriesError`` if the term is not a regular one, if its sum diverges, or if the methods
  ///   do not agree; it says which.
  package init(_ program: TermProgram, digits: Int = defaultDigits) throws(SeriesError) {
    try self.init(program, digits: digits) { _, _ in nil }
  }

  /// Likewise; the reference is the term at a number with so many bits, by another way.
  private init(
    _ program: TermProgram, digits: Int, _ reference: (Int, Int) -> Ball?
  ) throws(SeriesError) {
    precondition(digits >= 1 && digits <= Self.mostDigits, "so many digits are not computed")
    // MPFR's own range of exponents is narrow beside what a tail goes through.
    let range = (mpfr_get_emin(), mpfr_get_emax())
    mpfr_set_emin(mpfr_get_emin_min())
    mpfr_set_emax(mpfr_get_emax_max())
    defer {
      mpfr_set_emin(range.0)
      mpfr_set_emax(range.1)
    }
    let split = try PhaseSplit(program, bits: 10 * digits / 3 + 80)
    try Self.check(split, reference)
    let scale = try Self.scale(split)
    // 10^-(digits + 3) of the scale.
    let tolerance = scale * Radius(1, exponent: -(10 * (digits + 3) / 3) - 2)
    var first = Ball(0, bits: 64)
    var second = first
    var methods: [String] = []
    var terms = 0
    for component in split.components {
      let sum = try ComponentSum(component, tolerance: tolerance)
      let weight = component.isDoubled ? 2 : 1
      first = first + sum.first.real * weight
      second = second + sum.second.real * weight
      for method in sum.methods where !methods.contains(method) { methods.append(method) }
      terms = max(terms, sum.terms)
    }
    let gap = (first - second).exact.magnitude
    let error = first.radius + gap * Radius(2)
    let least = Ball(10, bits: 64).power(Self.leastDigits).magnitude
    guard first.isFinite, error * least < scale + first.magnitude,
      let value = first.exact.widened(by: error).enclosure
    else {
      throw SeriesError(
        "the methods do not agree: \(methods.joined(separator: ", ")) give \(first.double) and "
          + "\(second.double)")
    }
    self.value = value
    self.methods = methods
    self.terms = terms
  }

  /// Both methods sum the parts of the term: these have to be the term.
  private static func check(
    _ split: PhaseSplit, _ reference: (Int, Int) -> Ball?
  ) throws(SeriesError) {
    for k in [1, 2, 3, 8, 101] {
      guard let expected = reference(k, 256) else { continue }
      var sum = Ball(0, bits: 256)
      for component in split.components {
        let unit = component.phase.unit(bits: 256).power(k)
        guard let value = component.function.with(bits: 256)(k) else { continue }
        sum = sum + (value * unit).real * (component.isDoubled ? 2 : 1)
      }
      let gap = sum - expected
      guard !(gap.radius + Radius(1, exponent: -200) * sum.magnitude < gap.exact.magnitude)
      else {
        throw SeriesError("the term's parts are not the term at k = \(k)")
      }
    }
  }

  /// The size of the greatest of some terms.
  private static func scale(_ split: PhaseSplit) throws(SeriesError) -> Radius {
    var scale = Radius.zero
    for component in split.components {
      for k in Array(1...16) + (5...20).map({ 1 << $0 }) {
        guard let value = component.function(k) else {
          throw SeriesError("the term has no value at k = \(k)")
        }
        if scale < value.modulus { scale = value.modulus }
      }
    }
    return scale.isZero ? Radius(1) : scale
  }
}
