import Glibc

extension Double {
  /// A moment as the local clock shows it, such as `2026-01-31 12:00:00`.
  var localTime: String {
    var seconds = time_t(Swift.min(Swift.max(self, 0), 2e11))
    var parts = tm()
    localtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    let count = strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S", &parts)
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Seconds for people, such as `0.031 s`, `4.20 s`, `37.2 s`, `12m05s`, `2h05m` or `3d04h`.
  var duration: String {
    let seconds = Swift.max(self, 0)
    if seconds < 599.95 { return seconds.fixed(seconds < 1 ? 3 : seconds < 10 ? 2 : 1) + " s" }
    func pair(_ value: Int, _ units: (String, String), of size: Int) -> String {
      let rest = value % size
      return "\(value / size)\(units.0)\(rest < 10 ? "0" : "")\(rest)\(units.1)"
    }
    let whole = Int(Swift.min(seconds, 1e15).rounded())
    if whole < 3600 { return pair(whole, ("m", "s"), of: 60) }
    let minutes = (whole + 30) / 60
    if minutes < 1440 { return pair(minutes, ("h", "m"), of: 60) }
    return pair((whole + 1800) / 3600, ("d", "h"), of: 24)
  }
}
