import CMPFR
import Glibc

/// The integral of a smooth function from a number to infinity.
///
/// Panel by panel by Gauss and Legendre's rule, whose error is bounded by the function's bound in the
/// panel's square: (64/15)·M·ρ^(2−2n)/(1 − ρ^-2) for an ellipse with half-axes that sum to ρ = 2 + √3.
/// (L. N. Trefethen, "Approximation Theory and Approximation Practice", theorem 19.3.) Behind the last
/// panel, the rate of decay must leave next to nothing.
struct TailIntegral {
  private let function: PreciseFunction
  private let panels: TailPanels
  private var rules: [[Int]: GaussRule] = [:]

  /// What is left of the work that one integral may take: some seconds.
  ///
  /// A value of the function counts 32, and a node of a new rule four times as much as the rule has nodes.
  private var work = 4_000_000

  init(_ function: PreciseFunction, _ panels: TailPanels) {
    self.function = function
    self.panels = panels
  }

  /// The integral, nearly to within a tolerance.
  mutating func callAsFunction(
    from start: Int, tolerance: Radius
  ) throws(SeriesError) -> ComplexBall {
    var total = ComplexBall(0, bits: function.bits)
    let wanted = (tolerance.log2 ?? 0) - 16
    for panel in panels.panels where panel.end > Double(start) {
      let begin = max(panel.start, Double(start))
      let half = (panel.end - begin) / 2
      let size = (panel.bound.log2 ?? -.infinity) + Glibc.log2(half) + 3
      if size < wanted {
        total = total.widened(by: panel.bound * Radius(2 * half * (1 + 0x1p-50)))
        continue
      }
      if let bound = smallValue(panel, tolerance) {
        total = total.widened(by: bound)
        continue
      }
      let perNode = 2 * Glibc.log2(2 + 3.0.squareRoot())
      let count = 8 * Int(((size - wanted) / perNode / 8 + 0.5).rounded(.up))
      work -= 32 * count
      guard count <= 512, work > 0 else { throw Self.tooWide }
      let error = size - perNode * Double(count - 1)
      let part = try sum(begin, panel.end, count, spread: size - wanted, tolerance)
      total = total + part.widened(by: Radius(1, exponent: Int(error.rounded(.up))))
    }
    return total
  }

  private static let tooWide = SeriesError(
    "the integral of the term's tail is not found: its bounds are too wide, as where nearly equal parts of"
      + " the term cancel")

  /// A bound of a far panel's integral by the value at its start, if that is as good as zero.
  ///
  /// Where the term is a difference of what is nearly the same, the square's bound is much too great,
  /// but there is a limit to that: a hump makes it greater still.
  private func smallValue(_ panel: TailPanels.Panel, _ tolerance: Radius) -> Radius? {
    let place = Glibc.log2(panel.start)
    guard place > 128 else { return nil }
    let enough = tolerance * Radius(0x1p-24 / panel.half)
    let value = function.jet(
      order: 0, tolerance: enough * Radius(0x1p-40), most: 16 * function.bits + 4 * Int(place)
    ) { ComplexBall(Ball(panel.start, bits: $0)) }
    guard let size = value?.value.modulus, size < enough, let bound = panel.bound.log2,
      bound - (size.log2 ?? -.infinity) < 3 * place + 32
    else { return nil }
    return size * Radius(16 * panel.half)
  }

  /// Gauss and Legendre's sum over a panel; what is summed may be more than the tolerance by so many bits.
  private mutating func sum(
    _ start: Double, _ end: Double, _ count: Int, spread: Double, _ tolerance: Radius
  ) throws(SeriesError) -> ComplexBall {
    // Nodes are off by a rounding of the centre, and slopes are bounded like values.
    let ruleBits = 128 * Int(((spread + 32) / 128).rounded(.up))
    let known = rules[[count, ruleBits]]
    if known == nil { work -= 4 * count * count }
    guard work > 0 else { throw Self.tooWide }
    let rule = known ?? GaussRule(count: count, bits: ruleBits)
    rules[[count, ruleBits]] = rule
    var sum = ComplexBall(0, bits: function.bits)
    let error = tolerance * Radius(1 / (end - start), exponent: -14)
    for (node, weight) in rule.nodes {
      for side in node.isZero ? [1] : [1, -1] {
        let jet = function.jet(
          order: 0, tolerance: error, most: 16 * function.bits + 4 * Int(max(1, Glibc.log2(end)))
        ) { bits in
          let bits = max(bits, ruleBits)
          let (start, end) = (Ball(start, bits: bits), Ball(end, bits: bits))
          let x = (start + end) / 2 + (end - start) / 2 * node * side
          return ComplexBall(x.exact)
        }
        guard let jet else {
          throw SeriesError("the term has no value that could be told near k = \(end)")
        }
        sum = sum + jet.value * weight
      }
    }
    let bits = function.bits
    return sum * ((Ball(end, bits: bits) - Ball(start, bits: bits)) / 2)
  }
}
