import Summation

/// What is the same in every run of a series: written once, then only read.
///
/// A run is an even number of k around a middle; in m = 2k − shift they are M ± n for n = 1, 3, 5 …
final class PhaseTables: @unchecked Sendable {
  /// Numbers k in a short run, in a long run, and in a block.
  static let short = 64
  static let long = 1024
  static let block = 1 << 16

  /// Five vectors for each eight n of a long run, of which a short run has the first.
  ///
  /// They are n², cos nψ, n·sin nψ, |cos nψ| and |sin nψ|, where ψ is the angle from m to m + 1.
  let vectors: UnsafeMutablePointer<SIMD8<Double>>

  /// cos nψ and sin nψ for the n of a short run.
  let rotations: [Rotation]

  /// Σ cos nψ and Σ n·sin nψ over a short run, and over a long one.
  let shortSums: (cosines: DoubleDouble, sines: DoubleDouble)
  let longSums: (cosines: DoubleDouble, sines: DoubleDouble)

  /// From the middle of a block's first long run to those of all.
  let toLong: [Rotation]

  /// From the middle of a long run to those of the short ones that make it up.
  let toShort: [Rotation]

  init(_ term: PhaseTerm) {
    let odd = (0..<Self.long / 2).map { 2 * $0 + 1 }
    let all = odd.map { Rotation(turn: term.turn(of: $0)) }
    rotations = Array(all[..<(Self.short / 2)])
    shortSums = Self.sums(zip(odd, rotations))
    longSums = Self.sums(zip(odd, all))
    toLong = (0..<Self.block / Self.long).map {
      Rotation(turn: term.turn(of: 2 * Self.long * $0))
    }
    let pieces = Self.long / Self.short
    toShort = (0..<pieces).map { piece in
      let distance = Self.short * (2 * piece - (pieces - 1))
      let rotation = Rotation(turn: term.turn(of: abs(distance)))
      return distance < 0 ? rotation.inverse : rotation
    }

    vectors = .allocate(capacity: 5 * odd.count / 8)
    for first in stride(from: 0, to: odd.count, by: 8) {
      func vector(_ value: (Double, Rotation) -> Double) -> SIMD8<Double> {
        SIMD8((first..<first + 8).map { value(Double(odd[$0]), all[$0]) })
      }
      let row = vectors + 5 * (first / 8)
      row.initialize(to: vector { n, _ in n * n })
      (row + 1).initialize(to: vector { $1.cosine.high })
      (row + 2).initialize(to: vector { $0 * $1.sine.high })
      (row + 3).initialize(to: vector { abs($1.cosine.high) })
      (row + 4).initialize(to: vector { abs($1.sine.high) })
    }
  }

  deinit {
    vectors.deallocate()
  }

  /// Added exactly, rounded once.
  private static func sums(
    _ rotations: some Sequence<(Int, Rotation)>
  ) -> (cosines: DoubleDouble, sines: DoubleDouble) {
    var (cosines, sines) = (Superaccumulator(), Superaccumulator())
    for (n, rotation) in rotations {
      cosines.add(rotation.cosine.high)
      cosines.add(rotation.cosine.low)
      let product = DoubleDouble.product(Double(n), rotation.sine.high)
      sines.add(product.high)
      sines.add(product.low)
      sines.add(Double(n) * rotation.sine.low)
    }
    func rounded(_ sum: Superaccumulator) -> DoubleDouble {
      var rest = sum
      rest.add(-sum.rounded)
      return DoubleDouble.sum(sum.rounded, rest.rounded)
    }
    return (rounded(cosines), rounded(sines))
  }
}
