/// An attempt whose process is running.
final class RunningAttempt {
  let id: UInt64
  let order: AttemptOrder
  let lease: SlotTable.Lease
  /// The process, which leads a group of its own of the same number.
  let process: Int32
  /// A number that no other attempt of this guardian has.
  let serial: UInt64
  /// When it was started.
  let start: Double
  /// What it writes.
  var streams: [AttemptStream]

  /// Whether its pipes are looked at while it runs; at first they are not.
  var isWatched = false
  /// Whether the rank has been told that it runs.
  var isAnnounced = false
  /// Why it is being ended, if it is.
  var ending: AttemptEnd.Reason?
  /// The next signal of the sequence that ends it.
  var termStep = 0
  /// When that is due.
  var nextSignal = Double.infinity
  /// Processes of its own outside its group: they must not survive it if it is ended.
  var strays: Set<ProcessTable.Identity> = []

  init(
    id: UInt64, order: AttemptOrder, lease: SlotTable.Lease, process: Int32, serial: UInt64,
    start: Double, streams: [AttemptStream]
  ) {
    self.id = id
    self.order = order
    self.lease = lease
    self.process = process
    self.serial = serial
    self.start = start
    self.streams = streams
  }

  /// When its time is up.
  var timeout: Double { order.timeout > 0 ? start + order.timeout : .infinity }

  /// When something is to be done about it even if nothing happens.
  var deadline: Double {
    var deadline = ending == nil ? timeout : nextSignal
    if !isWatched { deadline = min(deadline, start + Self.unwatched) }
    if !isAnnounced { deadline = min(deadline, start + Self.unannounced) }
    for stream in streams where !stream.held.isEmpty {
      deadline = min(deadline, stream.heldSince + Self.heldBack)
    }
    return deadline
  }

  /// A command that is done by then need not have its pipes added to a set and taken out again; one that
  /// fills a pipe waits.
  static let unwatched = 5e-3
  /// A command that is done by then is not announced.
  static let unannounced = 0.1
  /// How long output is held back.
  static let heldBack = 1.0
}
