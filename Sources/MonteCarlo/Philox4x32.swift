/// Philox4x32-10: random numbers that are a function of a counter and a key.
///
/// There is no state: the words at any counter can be had on any rank at any time, so a computation
/// that uses the words of sample i for sample i does not depend on who computes it, or in what order.
/// The period is 2¹²⁸ blocks of four words for each of 2⁶⁴ keys.
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: Parallel random numbers: as easy as 1, 2, 3.
/// SC'11, <https://doi.org/10.1145/2063384.2063405>.
public struct Philox4x32: Sendable {
  /// Four words of 32 bits: a counter, or random numbers.
  public typealias Words = (UInt32, UInt32, UInt32, UInt32)

  private let key: (UInt32, UInt32)

  /// The generator of a key, the less significant word first.
  public init(key: (UInt32, UInt32)) {
    self.key = key
  }

  /// The generator of a seed.
  public init(seed: UInt64) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// The random words of a counter, which the first two words of the paper's counter hold.
  @inline(__always)
  public func words(at counter: UInt64) -> Words {
    words(
      at: (UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), 0, 0))
  }

  /// The random words of a counter, the least significant word first.
  ///
  /// Called in a loop over counters it becomes vector code, several counters at a time.
  @inline(__always)
  public func words(at counter: Words) -> Words {
    var (a, b, c, d) = counter
    var (low, high) = key
    for _ in 0..<10 {
      let p = UInt64(a) &* 0xD251_1F53
      let q = UInt64(c) &* 0xCD9E_8D57
      a = UInt32(truncatingIfNeeded: q >> 32) ^ b ^ low
      b = UInt32(truncatingIfNeeded: q)
      c = UInt32(truncatingIfNeeded: p >> 32) ^ d ^ high
      d = UInt32(truncatingIfNeeded: p)
      // Weyl sequences: the golden ratio and √3 − 1.
      low &+= 0x9E37_79B9
      high &+= 0xBB67_AE85
    }
    return (a, b, c, d)
  }
}
