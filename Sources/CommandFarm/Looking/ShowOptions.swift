/// What `mpisum farm show` is asked for.
public struct ShowOptions: Hashable, Sendable {
  /// Which tasks.
  public enum Selection: Hashable, Sendable {
    case all
    /// Those that failed or whose time was up.
    case failed
    /// Those with this place in the input: with all their attempts.
    case task(Int)
    /// So many whose longest attempt took longest, the slowest first.
    case slowest(Int)
  }

  /// Which tasks.
  public var selection = Selection.all
  /// Whether what the attempts wrote is shown.
  public var hasOutput = false
  /// Whether it is one JSON object, schema `mpisum.farm.show/1`, instead of text.
  public var isJSON = false

  /// All tasks in a table.
  public init() {}
}
