/// What holds for all commands that a rank runs.
public struct RunnerSettings: Sendable {
  /// The working directory of the commands.
  public var directory: String
  /// How an attempt is ended: signals to its process group, each followed by a pause in milliseconds.
  ///
  /// What is left of the attempt after the last of them is killed.
  public var termSequence: [(signal: Int32, milliseconds: Int)] = Self.standardTermSequence
  /// How many bytes of each stream of an attempt are kept; nil for all.
  public var outputLimit: Int?
  /// Where the directories for the commands' temporary files are made; nil for the node's own place.
  public var scratchBase: String?
  /// Whether those directories, where a command has written to them, are left behind.
  public var keepScratch = false
  /// Whether each attempt is bound to cores of its own.
  public var isPinned = true
  /// Variables to be set for all commands.
  public var environment: [(name: String, value: String)] = []

  /// Settings for commands that run in a directory.
  public init(directory: String) {
    self.directory = directory
  }

  /// GNU parallel's: `TERM,200,TERM,100,TERM,50,KILL,25`.
  public static var standardTermSequence: [(signal: Int32, milliseconds: Int)] {
    [(15, 200), (15, 100), (15, 50), (9, 25)]
  }
}
