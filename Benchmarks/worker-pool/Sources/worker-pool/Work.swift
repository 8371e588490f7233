/// Computing that takes a given time and cannot be shortened.
enum Work {
  /// Goes through a chain of multiplications, each of which needs the one before.
  ///
  /// Never inlined: where it is measured it must be the same code as where it is the work.
  @inline(never) @Sendable
  static func turn(_ turns: Int) -> Int {
    var state = UInt64(truncatingIfNeeded: turns) | 1
    for _ in 0..<turns { state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
    return Int(truncatingIfNeeded: state)
  }

  /// How many turns this machine does in a microsecond when nobody disturbs it.
  static func turnsPerMicrosecond() -> Double {
    let turns = 1_000_000
    var best = Duration.seconds(60)
    for round in 0..<20 {
      let start = ContinuousClock.now
      // Another number each time, or the compiler would compute it once; and printed if it is what it
      // will not be, so that it is computed at all.
      if turn(turns + round) == 0 { print("the work came to nothing") }
      best = min(best, ContinuousClock.now - start)
    }
    return Double(turns) / (best / .microseconds(1))
  }
}
