/// Gives attempts slots, of which other programs' logs say nothing: as few as they can have run in.
struct SlotGuess {
  /// The nodes, one a rank.
  private(set) var hosts: [String] = []
  /// When each slot of a rank is free.
  private var free: [[Double]] = []
  private var ranks: [String: Int] = [:]

  /// All slots.
  var slotCount: Int { free.reduce(0) { $0 + $1.count } }

  /// The rank and the slot of an attempt; in the order of their starts.
  mutating func place(_ attempt: LoggedAttempt) -> (rank: Int, slot: Int) {
    let rank = ranks[attempt.host] ?? hosts.count
    if rank == hosts.count {
      ranks[attempt.host] = rank
      hosts.append(attempt.host)
      free.append([])
    }
    // Times are rounded.
    let slot = free[rank].firstIndex { $0 <= attempt.started + Self.rounding } ?? free[rank].count
    if slot == free[rank].count { free[rank].append(0) }
    free[rank][slot] = attempt.started + attempt.seconds
    return (rank, slot)
  }

  private static let rounding = 2e-3
}
