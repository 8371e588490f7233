#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The names of signals as `kill` takes them.
enum SignalName {
  /// The numbers that a signal may have, the real-time ones included.
  static let numbers = 1...64

  private static let known: [String: Int32] = [
    "HUP": SIGHUP, "INT": SIGINT, "QUIT": SIGQUIT, "ILL": SIGILL, "TRAP": SIGTRAP,
    "ABRT": SIGABRT, "BUS": SIGBUS, "FPE": SIGFPE, "KILL": SIGKILL, "USR1": SIGUSR1,
    "SEGV": SIGSEGV, "USR2": SIGUSR2, "PIPE": SIGPIPE, "ALRM": SIGALRM, "TERM": SIGTERM,
    "CHLD": SIGCHLD, "CONT": SIGCONT, "STOP": SIGSTOP, "TSTP": SIGTSTP, "TTIN": SIGTTIN,
    "TTOU": SIGTTOU, "URG": SIGURG, "XCPU": SIGXCPU, "XFSZ": SIGXFSZ, "VTALRM": SIGVTALRM,
    "PROF": SIGPROF, "WINCH": SIGWINCH, "IO": SIGIO, "PWR": SIGPWR, "SYS": SIGSYS,
  ]

  /// The number of a signal written as `TERM`, `SIGTERM` or `15`, in upper or lower case.
  static func number(of text: some StringProtocol) -> Int32? {
    if let number = Int(text) { return numbers.contains(number) ? Int32(number) : nil }
    let name = text.uppercased()
    return known[name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name]
  }
}
