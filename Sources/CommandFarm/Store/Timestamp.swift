#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Points in time, in seconds since 1970.
public enum Timestamp {
  /// The system's clock.
  public static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The local time, such as `2026-03-01 12:00:00`.
  static func local(_ seconds: Double) -> String {
    guard abs(seconds) < 1e11 else { return "?" }
    var time = time_t(seconds.rounded(.down))
    var parts = tm()
    localtime_r(&time, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return date + " \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
  }
}
