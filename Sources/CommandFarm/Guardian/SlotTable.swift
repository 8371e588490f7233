/// Deals out the slots and the cores of a rank.
package struct SlotTable {
  /// What an attempt has been given.
  package struct Lease {
    package let slot: Int
    package let cpus: Int
    /// The affinity mask of its cores; empty where it may use all of the rank's.
    package let mask: [UInt64]
    fileprivate let cores: [Int]
  }

  private let capacity: Int
  private let isPinned: Bool
  private var isSlotFree: [Bool]
  private var freeCPUs: Int
  /// The numbers of the free cores, ascending.
  private var freeCores: [Int]

  /// - Parameters:
  ///   - slots: how many attempts may run at a time.
  ///   - capacity: how many cores they may use together.
  ///   - cores: the rank's cores; attempts are not bound to any if they are fewer than the capacity.
  ///   - isPinned: whether attempts are to be bound.
  package init(slots: Int, capacity: Int, cores: [Int], isPinned: Bool) {
    self.capacity = capacity
    self.isPinned = isPinned && cores.count >= capacity
    isSlotFree = [Bool](repeating: true, count: slots)
    freeCPUs = capacity
    freeCores = cores.sorted()
  }

  /// The lowest free slot, with the lowest free cores; nil if an attempt with so many does not fit now.
  ///
  /// More cores than there are mean all that there are.
  package mutating func take(cpus wanted: Int) -> Lease? {
    let cpus = min(max(wanted, 1), capacity)
    guard cpus <= freeCPUs, let slot = isSlotFree.firstIndex(of: true) else { return nil }
    isSlotFree[slot] = false
    freeCPUs -= cpus
    guard isPinned else { return Lease(slot: slot, cpus: cpus, mask: [], cores: []) }
    let cores = Array(freeCores.prefix(cpus))
    freeCores.removeFirst(cpus)
    return Lease(slot: slot, cpus: cpus, mask: Self.mask(of: cores), cores: cores)
  }

  /// Takes back what an attempt had.
  package mutating func giveBack(_ lease: Lease) {
    isSlotFree[lease.slot] = true
    freeCPUs += lease.cpus
    for core in lease.cores {
      freeCores.insert(core, at: freeCores.firstIndex { $0 > core } ?? freeCores.count)
    }
  }

  /// An affinity mask: processor 0 in bit 0 of word 0.
  static func mask(of cores: [Int]) -> [UInt64] {
    guard let last = cores.max() else { return [] }
    var words = [UInt64](repeating: 0, count: last / 64 + 1)
    for core in cores { words[core / 64] |= 1 << UInt64(core % 64) }
    return words
  }
}
