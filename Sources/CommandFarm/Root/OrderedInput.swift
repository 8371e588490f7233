/// Hands out a farm's input: as it is, or the longest tasks first.
///
/// For that all that stands between two barriers is read before the first of it is handed out, a quarter
/// of a kilobyte a task with a short command. A task counts with the longest of those that wait for it behind it:
/// so it comes before them, as ``Prerequisites`` wants it, and the longest chain begins first. Tasks of which
/// nobody knows how long they take come before all others, since one of them may be the longest; equal ones
/// stay in the order of the input.
package final class OrderedInput {
  /// The tasks so far whose duration was known beforehand.
  package private(set) var knownCount = 0

  private let input: TaskInput
  private let durations: KnownDurations?
  private let taskTime: Double?
  /// What has been read up to the next barrier, and the places of what is left of it, the next one last.
  private var section: [FarmTask] = []
  private var places: [Int] = []
  private var isBarrierNext = false

  /// An input in an order.
  ///
  /// - Parameters:
  ///   - input: where the tasks come from.
  ///   - durations: how long they took; nil for the order of the input.
  ///   - taskTime: how many seconds a task takes of which nothing else is known.
  package init(_ input: TaskInput, durations: KnownDurations?, taskTime: Double?) {
    self.input = input
    self.durations = durations
    self.taskTime = taskTime
  }

  /// The next task or barrier; nil at the end.
  ///
  /// - Throws: ``InputError``, before the first task of a section with a mistake in it is handed out.
  package func next() throws(InputError) -> InputItem? {
    guard let durations else { return try input.next() }
    if places.isEmpty && !isBarrierNext { try readSection(durations) }
    if let place = places.popLast() {
      // Its command need not be kept any longer.
      defer { section[place].command = [] }
      return .task(section[place])
    }
    guard isBarrierNext else { return nil }
    isBarrierNext = false
    return .barrier
  }

  private func readSection(_ durations: KnownDurations) throws(InputError) {
    section = []
    while !isBarrierNext, let item = try input.next() {
      switch item {
      case .task(let task): section.append(task)
      case .barrier: isBarrierNext = true
      }
    }
    let own = section.map {
      durations.seconds(of: $0.command) ?? $0.settings.time ?? taskTime ?? .infinity
    }
    knownCount += own.count { $0.isFinite }
    let chains = chains(own)
    for place in section.indices { section[place].priority = Self.priority(chains[place]) }
    places = section.indices.sorted { (chains[$0], $1) < (chains[$1], $0) }
  }

  /// The seconds from the start of each task to the end of the longest chain of tasks that wait for it.
  private func chains(_ own: [Double]) -> [Double] {
    guard let first = section.first?.ordinal else { return [] }
    var chains = own
    // Only earlier tasks are waited for: so the later one's chain is known.
    for place in section.indices.reversed() {
      for ordinal in section[place].settings.after where ordinal >= first {
        let earlier = ordinal - first
        chains[earlier] = max(chains[earlier], own[earlier] + chains[place])
      }
    }
    return chains
  }

  /// A number for the bag, by which a task that becomes ready late overtakes shorter ones: eight an octave.
  private static func priority(_ seconds: Double) -> Int {
    guard seconds.isFinite else { return .init(Int32.max) }
    let seconds = max(seconds, 1e-6)
    return 1000 + 8 * Int(seconds.exponent) + Int(8 * (seconds.significand - 1))
  }
}
