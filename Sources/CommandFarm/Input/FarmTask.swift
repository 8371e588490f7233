/// A task as the user wrote it.
public struct FarmTask: Hashable, Sendable {
  /// Its place among the tasks of the input, from 1.
  public var ordinal: Int
  /// The command as it is run, after templates; bytes, since file names need not be UTF-8.
  public var command: [UInt8]
  /// What a `#mpisum:` line said of it.
  public var settings = TaskSettings()
  /// Tasks with a greater number are started before others that are ready; 0 where the order is the input's.
  package var priority = 0
  /// The values that a template was filled with; empty where there was none.
  public var arguments: [[UInt8]] = []

  /// A task without settings.
  public init(ordinal: Int, command: [UInt8]) {
    self.ordinal = ordinal
    self.command = command
  }
}
