/// Where a run shows itself.
///
/// Called on one thread of the root, which waits meanwhile.
public protocol FarmConsole: Sendable {
  /// Writes what a task wrote, all of it before anything else is written.
  ///
  /// - Parameters:
  ///   - bytes: as the task wrote them.
  ///   - stream: 0 for standard output, 1 for standard error.
  /// - Returns: whether it could be written.
  func write(_ bytes: UnsafeRawBufferPointer, stream: Int) -> Bool

  /// Says something to the user, in one line.
  func remark(_ text: String)

  /// Shows how the run stands; called about four times a second.
  func show(_ status: FarmStatus)

  /// Takes away what ``show(_:)`` has drawn.
  func finish()
}
