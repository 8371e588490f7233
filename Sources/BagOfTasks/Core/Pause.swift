#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How long a main thread sleeps when there was nothing to do: longer each time, up to a millisecond.
///
/// An idle rank costs a few hundredths of a core this way; after something has happened it looks again
/// at once, since more is likely to come.
struct Pause {
  private var idleRounds = 0

  /// Sleeps after a round in which something happened or not.
  mutating func wait(_ wasBusy: Bool, at doorbell: Doorbell) {
    guard !wasBusy else {
      idleRounds = 0
      return
    }
    idleRounds += 1
    if idleRounds <= Self.looks {
      sched_yield()
    } else {
      doorbell.sleep(min(Self.longest, Self.shortest * Double(idleRounds - Self.looks)))
    }
  }

  private static let looks = 10
  private static let shortest = 20e-6
  private static let longest = 1e-3
}
