/// What a rank's threads may do with MPI.
///
/// In Open MPI 4.1 every level above ``single`` costs about 0.1 µs a message, and the three of them
/// cost the same.
public enum ThreadLevel: Int32, Comparable, Sendable, CaseIterable {
  /// The process has one thread. The corresponding C constant is `MPI_THREAD_SINGLE`.
  case single
  /// Many threads compute; only the one that initialised MPI calls it. The corresponding C constant
  /// is `MPI_THREAD_FUNNELED`.
  case funneled
  /// Any thread calls MPI, one at a time. The corresponding C constant is `MPI_THREAD_SERIALIZED`.
  case serialized
  /// Any thread calls MPI at any time. The corresponding C constant is `MPI_THREAD_MULTIPLE`.
  case multiple

  /// Orders the levels by what they allow.
  public static func < (lesser: ThreadLevel, greater: ThreadLevel) -> Bool {
    lesser.rawValue < greater.rawValue
  }
}
