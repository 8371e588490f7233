import MonteCarlo

/// Random numbers in [0, 1) that are functions of an integer and a seed: what `rand` means.
package enum RandomNumber {
  /// The number at an integer: 53 random bits.
  @inline(__always)
  package static func value(at number: Int64, seed: UInt64) -> Double {
    let words = Philox4x32(seed: seed).words(at: UInt64(bitPattern: number))
    return Double((UInt64(words.1) << 32 | UInt64(words.0)) >> 11) * 0x1p-53
  }
}
