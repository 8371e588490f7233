/// What a task was given beyond its command, by a `#mpisum:` line before it; nil where the run's own
/// options hold.
public struct TaskSettings: Hashable, Sendable, Codable {
  /// What later tasks and the reports call it.
  public var name: String?
  /// The ordinals of the tasks that must have succeeded before.
  public var after: [Int] = []
  /// The cores that it uses.
  public var cpus: Int?
  /// How long it may run.
  public var timeout: TimeLimit?
  /// How often it is run again when it fails.
  public var retries: Int?
  /// How many seconds it is expected to take.
  public var time: Double?

  /// The run's own options.
  public init() {}
}
