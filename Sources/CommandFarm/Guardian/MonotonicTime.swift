#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Seconds, from the clock that nobody sets and that all processes of a machine share.
enum MonotonicTime {
  /// Seconds since some moment in the past.
  ///
  /// Cost: 25 ns.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
