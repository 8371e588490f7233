/// What a run came to: the exit status that `mpisum farm` and `mpisum farm status` end with.
public enum Verdict {
  /// Every task succeeded.
  public static let done: Int32 = 0
  /// Some tasks failed.
  public static let failures: Int32 = 1
  /// The command line or the input is wrong.
  public static let usage: Int32 = 2
  /// The user's policy ended the run.
  public static let halted: Int32 = 3
  /// The run was ended, by its time limit or by a signal, and there is work left.
  public static let workLeft: Int32 = 4
  /// A rank or the store was lost.
  public static let infrastructureLost: Int32 = 5
}
