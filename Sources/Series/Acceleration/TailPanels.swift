import CMPFR
import Glibc

/// The real axis from some place on in panels, each in the middle of a square of the complex plane where
/// the function is known to be analytic and below a bound.
///
/// That keeps a hump or a pole from hiding between the points where the function is looked at: it would
/// make some panel's bound great or infinite.
struct TailPanels {
  /// How far the panels reach at least: beyond what a user's numbers do.
  static let leastEnd = 0x1p1000

  /// The farthest place that the smooth part may begin at.
  static let farthestStart = 0x1p18

  /// Panels at most.
  private static let most = 60_000

  struct Panel {
    let start: Double
    let end: Double

    /// A bound of the function's absolute value in the square, whose centre is the panel's and whose
    /// sides are twice as long.
    let bound: Radius

    /// Half of its length, nearly.
    var half: Double { (end - start) / 2 }
  }

  let panels: [Panel]

  /// - Parameters:
  ///   - function: the term, or a part of it.
  ///   - tolerance: a part of the sum that does not matter.
  /// - Throws: ``SeriesError`` if there are places beyond `farthestStart` where too little is known.
  init(_ function: PreciseFunction, tolerance: Radius) throws(SeriesError) {
    let box = function.with(bits: 128)
    let negligible = Self.log2(tolerance) - 64
    var panels: [Panel] = []
    var (place, level) = (8.0, 1)
    while place < Self.leastEnd {
      level = max(1, level - 1)
      if let panel = Self.panel(box, at: place, &level, negligible: negligible) {
        panels.append(panel)
        place = panel.end
      } else {
        // All that is before is summed term by term.
        panels = []
        place = max(place * 1.02, place + 4)
      }
      guard place <= Self.farthestStart || !panels.isEmpty, panels.count < Self.most else {
        throw SeriesError(
          "the term is not known to be smooth beyond k = \(Int(min(place, 1e18))): it may have a "
            + "pole, a jump or a hump there")
      }
    }
    self.panels = panels
  }

  /// The longest panel that begins somewhere with a square of 2^-`level` of its centre in which the function is
  /// known; a shorter one where that makes the bound much less, unless it is as good as zero.
  private static func panel(
    _ function: SmoothFunction, at start: Double, _ level: inout Int, negligible: Double
  ) -> Panel? {
    var longer: Panel?
    while true {
      let share = exp2(Double(-level))
      let centre = start / (1 - share / 2)
      let reach = share * centre
      if reach < 2 { return longer }
      // Somewhat more than it, for what is rounded here.
      let side = Radius(reach * (1 + 0x1p-40))
      let square = ComplexBall(
        Ball(centre, bits: function.bits).widened(by: side),
        Ball(0, bits: function.bits).widened(by: side))
      if let value = function(square) {
        let panel = Panel(start: start, end: centre + reach / 2, bound: value.modulus)
        if log2(panel.bound) + Glibc.log2(reach) < negligible { return panel }
        if let longer, log2(longer.bound) - log2(panel.bound) < 48 {
          level -= 1
          return longer
        }
        longer = panel
      } else if let longer {
        level -= 1
        return longer
      }
      level += 1
    }
  }

  private static func log2(_ bound: Radius) -> Double { bound.log2 ?? -1e300 }

  /// The least number that the smooth part may begin with.
  var start: Int { Int(panels[0].start.rounded(.up)) }

  /// Where the last panel ends.
  var end: Double { panels[panels.count - 1].end }

  /// log2 of a bound of (∫|g^(m)| from a number on)/θ^m: Cauchy's bound is m!·M/ρ^m, where ρ
  /// is the distance to the square's border.
  func derivativeBound(order m: Int, from start: Int, angle: Double) -> Double {
    let factorial = lgamma(Double(m + 1)) / log(2)
    var (greatest, count) = (-Double.infinity, 0.0)
    for panel in panels where panel.end > Double(start) {
      guard let size = panel.bound.log2 else { continue }
      let distance = Glibc.log2(panel.half * angle)
      greatest = max(greatest, size + 1 + Glibc.log2(panel.half) - Double(m) * distance)
      count += 1
    }
    return count == 0 ? greatest : greatest + Glibc.log2(count) + factorial
  }
}
