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
}
