#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Seconds, from the clock that nobody sets and that all processes of a machine share.
@usableFromInline
package enum Clock {
  /// Seconds since some moment in the past; for durations.
  ///
  /// Cost: 25 ns.
  @usableFromInline
  package static func now() -> Double { seconds(of: CLOCK_MONOTONIC) }

  /// What to add to ``now()`` for the seconds since 1970, as good as the machine knows them.
  ///
  /// Fixed once, so that later changes of the date do not bend a trace.
  package static let epoch = seconds(of: CLOCK_REALTIME) - now()

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
