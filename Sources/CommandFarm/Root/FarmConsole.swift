/// Where a run shows itself.
///
/// Called on one thread of the root. Nothing of it waits for a reader, but for ``waitForRoom(_:)``.
public protocol FarmConsole: Sendable {
  /// Takes what a task wrote, and writes as much of it as is read at the moment.
  ///
  /// - Parameters:
  ///   - bytes: as the task wrote them.
  ///   - stream: 0 for standard output, 1 for standard error.
  /// - Returns: false if nobody will ever read it.
  func write(_ bytes: UnsafeRawBufferPointer, stream: Int) -> Bool

  /// Whether all that was taken has been written, after another try if need be.
  var hasRoom: Bool { get }

  /// Waits until something can be written, at most some seconds.
  func waitForRoom(_ seconds: Double)

  /// Says something to the user, in one line.
  func remark(_ text: String)

  /// Shows how the run stands; called about four times a second.
  func show(_ status: FarmStatus)

  /// Takes away what ``show(_:)`` has drawn, and waits a second for whoever reads the rest.
  func finish()
}
