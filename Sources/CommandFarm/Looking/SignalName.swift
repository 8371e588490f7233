/// Names of signals as `kill -l` gives them.
enum SignalName {
  private static let names = [
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
  ]

  /// The name of a signal of Linux, such as `KILL`, or `SIG40`.
  static func text(_ signal: Int64) -> String {
    1...Int64(names.count) ~= signal ? names[Int(signal) - 1] : "SIG\(signal)"
  }
}
