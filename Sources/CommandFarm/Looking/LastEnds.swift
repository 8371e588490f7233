/// Finds the moment at which slots first had nothing to do, in memory for the slots only.
///
/// At any moment the attempts that end later are those that run and those still to be started. Going back
/// from the last end, the moment is the end with which they take up all slots for the first time.
struct LastEnds {
  private let slots: Double
  /// Those that may matter, in no order.
  private var ends: [(moment: Double, width: Double)] = []
  /// Ends up to this one cannot matter any more.
  private var floor = -Double.infinity
  private var room = 1024

  init(slots: Int) { self.slots = Double(slots) }

  /// Takes the end of an attempt in that took up so many slots.
  mutating func add(_ moment: Double, width: Double) {
    guard moment > floor else { return }
    ends.append((moment, width))
    if ends.count >= room { trim() }
  }

  /// The moment; nil if there never was work for all slots.
  mutating func beginningOfTail() -> Double? {
    trim()
    return floor > -.infinity ? floor : nil
  }

  /// Drops what cannot matter.
  private mutating func trim() {
    ends.sort { $0.moment > $1.moment }
    var taken = 0.0
    if let last = ends.firstIndex(where: {
      taken += $0.width
      return taken >= slots
    }) {
      floor = ends[last].moment
      ends.removeSubrange((last + 1)...)
    }
    room = max(1024, 2 * ends.count)
  }
}
