/// The places of the passing numbers in a row, for one state in which the row is entered.
///
/// A place is the distance from the row's middle, negated: the kernels work with −k, which saves a negation a term. The
/// entries ascend in k and are padded with zeros to whole steps of ``step`` lanes.
final class RowTable: Sendable {
  /// Lanes that the kernels take in one step: two vectors of eight.
  static let step = 16

  /// How many numbers pass.
  let count: Int

  /// The entries, aligned for vectors; never written after `init`.
  nonisolated(unsafe) let vectors: UnsafePointer<SIMD8<Double>>

  private nonisolated(unsafe) let storage: UnsafeMutablePointer<SIMD8<Double>>

  /// The table of the numbers whose last `digits` digits lead from `state` to a live state.
  init(_ automaton: DigitAutomaton, state: Int, digits: Int) {
    count = automaton.count(from: state, length: digits)
    let steps = (count + Self.step - 1) / Self.step
    storage = .allocate(capacity: 2 * steps)
    storage.initialize(repeating: SIMD8(repeating: 0), count: 2 * steps)
    vectors = UnsafePointer(storage)
    let middle = automaton.powers[digits] / 2
    let entries = UnsafeMutableRawPointer(storage).assumingMemoryBound(to: Double.self)
    var filled = 0

    func fill(_ state: Int, _ number: Int, _ remaining: Int) {
      if remaining == 0 {
        entries[filled] = Double(middle - number)
        filled += 1
        return
      }
      for digit in 0..<automaton.base {
        let target = automaton.next(state, digit)
        if target != DigitAutomaton.dead {
          fill(target, number * automaton.base + digit, remaining - 1)
        }
      }
    }
    fill(state, 0, digits)
  }

  deinit {
    storage.deallocate()
  }

  /// The entry of the `index`th passing number: the row's middle less that number.
  subscript(_ index: Int) -> Double {
    vectors[index / 8][index % 8]
  }

  /// How many entries are numbers less than `middle` + `distance`.
  func count(below distance: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let probe = (low + high) / 2
      if -self[probe] < distance { low = probe + 1 } else { high = probe }
    }
    return low
  }
}
