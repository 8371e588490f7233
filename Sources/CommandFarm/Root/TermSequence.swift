#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How an attempt is ended: signals and how long to wait after each.
public struct TermSequence: Sendable {
  /// The signals in their order, each with the milliseconds that it is given to take effect.
  public var steps: [(signal: Int32, milliseconds: Int)]

  /// Three requests and an order, GNU parallel's standard: `TERM,200,TERM,100,TERM,50,KILL,25`.
  public static let standard = TermSequence(
    steps: [(SIGTERM, 200), (SIGTERM, 100), (SIGTERM, 50), (SIGKILL, 25)])

  /// A sequence; the steps need not end with KILL.
  public init(steps: [(signal: Int32, milliseconds: Int)]) {
    self.steps = steps
  }

  /// Reads a sequence such as `INT,5000,KILL`; nil if the text is none.
  ///
  /// Signals have names or numbers, each is followed by its milliseconds, and the last may go without.
  public init?(text: String) {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    steps = []
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let signal = SignalName.number(of: words[index]) else { return nil }
      var milliseconds = 0
      if index + 1 < words.count {
        guard let number = Int(words[index + 1]), (0...3_600_000).contains(number) else {
          return nil
        }
        milliseconds = number
      }
      steps.append((signal, milliseconds))
    }
  }
}
