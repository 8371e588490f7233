import CMPFR

/// A smooth function with as many bits as a value needs.
final class PreciseFunction {
  private var versions: [Int: SmoothFunction] = [:]
  private let steps: [SmoothFunction.Step]

  /// Bits that a value is first tried with.
  let bits: Int

  init(_ function: SmoothFunction) {
    steps = function.steps
    bits = function.bits
  }

  /// The function with so many bits.
  func with(bits: Int) -> SmoothFunction {
    if let version = versions[bits] { return version }
    let version = SmoothFunction(steps, bits: bits)
    versions[bits] = version
    return version
  }

  /// A value, and coefficients of derivatives, that are good to some bits relatively or absolutely.
  ///
  /// - Parameters:
  ///   - order: of the last coefficient.
  ///   - tolerance: radius that will do for each of them.
  ///   - most: bits that are tried at most.
  ///   - x: makes the point, with so many bits.
  /// - Returns: nil where there is no value, or too few of its bits are known.
  func jet(
    order: Int, tolerance: Radius, most: Int, _ x: (Int) -> ComplexBall
  ) -> Jet? {
    var bits = bits
    while true {
      if let jet = with(bits: bits).jet(x(bits), order: order),
        jet.coefficients.allSatisfy({ $0.reach < tolerance })
      {
        return jet
      }
      if bits >= most { return nil }
      bits = min(most, 2 * bits)
    }
  }
}

extension Ball {
  /// A double, exactly.
  init(_ value: Double, bits: Int) {
    self.init(bits: max(bits, 53)) { mpfr_set_d($0, value, MPFR_RNDN) }
  }

  /// 2^exponent.
  init(powerOfTwo exponent: Int, bits: Int) {
    self.init(bits: bits) { mpfr_set_ui_2exp($0, 1, exponent, MPFR_RNDN) }
  }

  /// The midpoint as a double.
  var double: Double { middle.with { mpfr_get_d($0, MPFR_RNDN) } }
}
