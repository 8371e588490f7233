/// Tasks whose length depends on nothing but their number: most are empty, one in 64 takes microseconds,
/// one in 8192 the better part of a millisecond.
enum Work {
  /// Does the task of a number.
  ///
  /// - Returns: a number that cannot be had without doing it.
  static func run(_ number: Int) -> UInt64 {
    var state = mix(UInt64(truncatingIfNeeded: number))
    for _ in 0..<rounds(state) { state = mix(state) }
    return state
  }

  private static func rounds(_ random: UInt64) -> Int {
    if random & 8191 == 0 { return 200_000 }
    return random & 63 == 0 ? Int(random >> 54) : 0
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
