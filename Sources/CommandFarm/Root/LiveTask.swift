/// A task that has been read and has not ended for good.
package final class LiveTask {
  package let task: FarmTask
  /// Its row in the store; nil until it is written there.
  var row: Int64?
  /// Attempts that have been counted, in earlier runs too.
  var attempts: Int
  /// Attempts of this run that may still fail without harm.
  var retriesLeft: Int
  /// Attempts of this run that have ended.
  var tries = 0
  /// What they took together.
  var seconds = 0.0
  /// How often it was running when its rank's guardian was lost.
  var losses = 0

  /// How often it was ended by a signal to everything on its node.
  var disturbances = 0

  // Of the attempt that is under way.
  /// The attempt's id; nil while the task waits.
  var attempt: Int64?
  /// When and where it was started, once that is known.
  var start: Start?
  /// Whether the attempt is in the store.
  var isRecorded = false
  /// The chunks of output that are in the store, for each stream.
  var chunks = [0, 0]
  /// Whether it was told to end because it had run for too long.
  var isOverdue = false
  /// Whether it was called back, because it would not be done in time.
  var isCalledBack = false

  // Before that.
  /// How many tasks must end before this one may be started.
  var prerequisites = 0
  /// Ranks that it should not be given to again.
  var avoids: Set<Int> = []

  /// When and where an attempt was started.
  struct Start {
    var rank: Int
    /// By that rank's clock.
    var time: Double
    /// When the root heard of it, by the root's.
    var heard: Double
  }

  package init(_ task: FarmTask, row: Int64?, attempts: Int, retries: Int) {
    self.task = task
    self.row = row
    self.attempts = attempts
    retriesLeft = retries
  }

  /// Begins an attempt.
  func begin(_ attempt: Int64) {
    self.attempt = attempt
    attempts += 1
    start = nil
    isRecorded = false
    chunks = [0, 0]
    isOverdue = false
    isCalledBack = false
  }

  /// Takes back the beginning of an attempt that no rank has started.
  func retract() {
    attempt = nil
    attempts -= 1
  }
}
