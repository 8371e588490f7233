import CMPFR
import Glibc

/// Nodes and weights of the Gauss–Legendre rule on [−1, 1].
struct GaussRule {
  /// Nodes from 0 on, with their weights; those below zero are their opposites.
  let nodes: [(node: Ball, weight: Ball)]

  init(count: Int, bits: Int) {
    nodes = (0..<(count + 1) / 2).map { index in
      if count % 2 == 1 && index == count / 2 {
        return Self.weighted(Ball(0, bits: bits), count)
      }
      let guess = cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var node = Ball(guess, bits: bits)
      // Newton's steps double the bits; the first guess has ten or more.
      var known = 8
      while known < 2 * bits {
        let (value, slope) = Self.legendre(count, node)
        node = (node - value / slope).exact
        known *= 2
      }
      return Self.weighted(node, count)
    }
  }

  /// 2/((1 − x²)·P'(x)²).
  private static func weighted(_ x: Ball, _ count: Int) -> (Ball, Ball) {
    let one = Ball(1, bits: x.bits)
    let slope = legendre(count, x).slope
    return (x, (Ball(2, bits: x.bits) / ((one - x * x) * slope * slope)).exact)
  }

  /// P_n(x) and its derivative by the three-term recurrence.
  private static func legendre(_ n: Int, _ x: Ball) -> (value: Ball, slope: Ball) {
    var (before, value) = (Ball(1, bits: x.bits), x)
    for j in stride(from: 2, through: n, by: 1) {
      let next = ((x * value * (2 * j - 1) - before * (j - 1)) / j).exact
      (before, value) = (value, next)
    }
    // n·(x·P_n − P_(n−1))/(x² − 1)
    let slope = (x * value - before) * n / (x * x - Ball(1, bits: x.bits))
    return (value.exact, slope.exact)
  }
}
