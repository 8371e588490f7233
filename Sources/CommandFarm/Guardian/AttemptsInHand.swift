package import BagOfTasks

/// The orders that a rank has passed to its guardian and that have not come to an end, and whether there
/// is room for more.
package struct AttemptsInHand {
  /// An order.
  package struct Entry {
    let cpus: Int
    /// When the guardian was told.
    let sent: Double
    /// Whether it must not be put back any more.
    var isUnwanted = false
  }

  private let slots: Int
  private let capacity: Int
  private(set) var entries: [TaskID: Entry] = [:]
  private var cpus = 0
  /// How long attempts take, in the mean of late; nil before the first has ended.
  private var meanSeconds: Double?
  /// Whether the guardian could not start what it had: it gets no more until something ends.
  private var isHeld = false

  package init(slots: Int, capacity: Int) {
    self.slots = slots
    self.capacity = capacity
  }

  /// How many orders the guardian has beyond what can run: for short commands it must not have to ask.
  ///
  /// They last for some milliseconds. Long commands are better started where there is room first.
  private var lookahead: Int {
    guard let meanSeconds, meanSeconds < Self.short, !isHeld else { return 0 }
    let wanted = Self.lookahead / max(meanSeconds, 1e-6)
    return slots * Int(min(max(wanted, 1), Self.greatestLookahead))
  }

  /// Whether another order may be passed on.
  package var hasRoom: Bool {
    guard !isHeld || entries.isEmpty else { return false }
    let lookahead = lookahead
    return entries.count < slots + lookahead && (lookahead > 0 || cpus < capacity)
  }

  /// Whether it is time to pass on more, some at a time.
  var isLow: Bool { hasRoom && entries.count <= max(slots + lookahead / 2, slots - 1) }

  var isEmpty: Bool { entries.isEmpty }

  package mutating func insert(_ id: TaskID, cpus wanted: Int) {
    let cpus = min(max(wanted, 1), capacity)
    entries[id] = Entry(cpus: cpus, sent: Clock.now())
    self.cpus += cpus
  }

  /// Removes an order that will not be carried out.
  @discardableResult
  mutating func remove(_ id: TaskID) -> Entry? {
    guard let entry = entries.removeValue(forKey: id) else { return nil }
    cpus -= entry.cpus
    return entry
  }

  /// Removes an attempt that has ended.
  package mutating func finish(_ id: TaskID, seconds: Double) {
    remove(id)
    isHeld = false
    meanSeconds = meanSeconds.map { $0 + (seconds - $0) / 8 } ?? seconds
  }

  /// Removes an order that the guardian could not carry out soon.
  ///
  /// - Returns: whether it is to be put back.
  package mutating func takeBack(_ id: TaskID) -> Bool {
    isHeld = true
    guard let entry = remove(id) else { return false }
    return !entry.isUnwanted
  }

  /// Notes that orders are not to be put back.
  mutating func discard(_ ids: ClosedRange<TaskID>) {
    for id in entries.keys where ids.contains(id) { entries[id]?.isUnwanted = true }
  }

  /// Attempts shorter than this are short.
  private static let short = 20e-3
  /// How long what the guardian has in advance should last.
  private static let lookahead = 3e-3
  private static let greatestLookahead = 8.0
}
