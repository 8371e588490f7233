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
struct Pause {
  private var lastNews = Clock.now()

  /// Sleeps after a round in which something happened or not.
  mutating func wait(_ wasBusy: Bool, at doorbell: Doorbell) {
    let now = Clock.now()
    guard !wasBusy else {
      lastNews = now
      return
    }
    let waited = now - lastNews
    if waited < Self.attentive {
      sched_yield()
    } else {
      doorbell.sleep(min(Self.longest, waited / 4))
    }
  }

  private static let attentive = 40e-6
  private static let longest = 1e-3
}
