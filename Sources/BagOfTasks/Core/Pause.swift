#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How long a main thread sleeps when there was nothing to do.
///
/// For some microseconds after something has happened it only lets others run, since more is likely to
/// come. Then it sleeps a quarter of the time that it has waited by now, up to a millisecond: nothing is
/// noticed later than a quarter after it could have been, and an idle rank costs a few hundredths of a core.
/// Where nothing is urgent, because the slots have enough to do, or because there is no other rank that could
/// send anything, it sleeps at once, and leaves the core to them.
struct Pause {
  private let isAlone: Bool
  private var lastNews = Clock.now()

  /// - Parameter ranks: how many ranks there are.
  init(ranks: Int) { isAlone = ranks == 1 }

  /// Sleeps after a round in which something happened or not.
  ///
  /// - Parameters:
  ///   - wasBusy: whether something has happened.
  ///   - supply: for how many seconds the slots have enough to do; 0 if they may have run out.
  ///   - doorbell: what ends the sleep.
  mutating func wait(_ wasBusy: Bool, supply: Double = 0, at doorbell: Doorbell) {
    let now = Clock.now()
    let waited = now - lastNews
    if wasBusy {
      lastNews = now
    } else if isAlone {
      doorbell.sleep(Self.longest)
    } else if supply > 0 {
      doorbell.sleep(min(Self.longest, max(waited / 4, supply / 8, Self.shortest)))
    } else if waited < Self.attentive {
      sched_yield()
    } else {
      doorbell.sleep(min(Self.longest, waited / 4))
    }
  }

  private static let attentive = 40e-6
  private static let shortest = 50e-6
  private static let longest = 1e-3
}
