/// The names of Linux's signals, as `kill -l` gives them.
enum SignalName {
  /// The numbers that a signal may have, the real-time ones included.
  static let numbers = 1...64

  private static let names = [
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
  ]

  /// The name of a signal, such as `KILL`, or `SIG40`.
  static func text(_ signal: Int64) -> String {
    1...Int64(names.count) ~= signal ? names[Int(signal) - 1] : "SIG\(signal)"
  }

  /// The number of a signal written as `TERM`, `SIGTERM` or `15`, in upper or lower case.
  static func number(of text: some StringProtocol) -> Int32? {
    if let number = Int(text) { return numbers.contains(number) ? Int32(number) : nil }
    let name = text.uppercased()
    return names.firstIndex(of: name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name)
      .map { Int32($0 + 1) }
  }
}
