package import BagOfTasks

/// Where a rank's commands come from, and where what becomes of them is told.
package protocol AttemptTraffic: Sendable {
  /// Waits for an order and takes it; nil when there will be no more.
  func next() -> (id: TaskID, payload: ArraySlice<UInt8>)?

  /// Takes an order if there is one now.
  func nextNow() -> (id: TaskID, payload: ArraySlice<UInt8>)?

  /// Puts back an order that was taken and has not been carried out.
  func giveBack(_ id: TaskID, payload: ArraySlice<UInt8>)

  /// An attempt was started; short ones are only reported at their end.
  func started(_ id: TaskID)

  /// A running attempt has written something; waits while nobody is ready for it.
  func output(_ bytes: ArraySlice<UInt8>, of id: TaskID, stream: UInt8)

  /// An attempt has ended.
  ///
  /// - Parameters:
  ///   - id: the attempt.
  ///   - outcome: whether it has succeeded.
  ///   - start: when it was started, in seconds since 1970.
  ///   - seconds: how long it ran.
  ///   - payload: an ``AttemptEnd``; empty if it was cancelled before its start.
  func finished(
    _ id: TaskID, outcome: TaskOutcome, start: Double, seconds: Double,
    payload: ArraySlice<UInt8>)
}
