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
/// Where nothing is urgent, because the slots have enough to do, it sleeps a quarter of a millisecond at
/// once, and leaves the core to them.
struct Pause {
  private var lastNews = Clock.now()

  /// Sleeps after a round in which something happened or not.
  mutating func wait(_ wasBusy: Bool, isRelaxed: Bool = false, at doorbell: Doorbell) {
    let now = Clock.now()
    let waited = now - lastNews
    if wasBusy {
      lastNews = now
    } else if isRelaxed {
      doorbell.sleep(min(Self.longest, max(waited / 4, Self.relaxed)))
    } else if waited < Self.attentive {
      sched_yield()
    } else {
      doorbell.sleep(min(Self.longest, waited / 4))
    }
  }

  private static let attentive = 40e-6
  private static let relaxed = 250e-6
  private static let longest = 1e-3
}
