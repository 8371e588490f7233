/// The row tables of all states, and the masks for the last step of a row: written once, then only read.
final class RowTables: @unchecked Sendable {
  /// By state.
  let byState: UnsafeMutableBufferPointer<RowTable>

  /// Two masks for each number of entries from 0 to 15 that the last step can hold: all ones in the lanes in use.
  let tailMasks: UnsafeMutablePointer<SIMD8<UInt64>>

  /// Entries of the longest table.
  let longest: Int

  /// Lists the numbers whose last `digits` digits lead from each state to an accepting one.
  init(_ counts: DigitCounts, digits: Int) {
    let states = counts.automaton.stateCount
    byState = .allocate(capacity: states)
    tailMasks = .allocate(capacity: 2 * RowTable.step)
    longest = counts.greatestCount(length: digits)
    for state in 0..<states {
      byState.initializeElement(
        at: state, to: Self.table(counts, state: state, digits: digits))
    }
    for entries in 0..<RowTable.step {
      for half in 0..<2 {
        var mask = SIMD8<UInt64>(repeating: 0)
        for lane in 0..<8 where 8 * half + lane < entries { mask[lane] = .max }
        (tailMasks + 2 * entries + half).initialize(to: mask)
      }
    }
  }

  deinit {
    for table in byState { table.vectors.deallocate() }
    byState.deallocate()
    tailMasks.deallocate()
  }

  private static func table(_ counts: DigitCounts, state: Int, digits: Int) -> RowTable {
    let automaton = counts.automaton
    let count = counts.count(from: state, length: digits)
    let capacity = 2 * ((count + RowTable.step - 1) / RowTable.step)
    let vectors = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: capacity)
    vectors.initialize(repeating: SIMD8(repeating: 0), count: capacity)
    let entries = UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Double.self)
    let middle = counts.powers[digits] / 2
    var filled = 0

    func fill(_ state: Int, _ number: Int, _ remaining: Int) {
      if remaining == 0 {
        entries[filled] = Double(middle - number)
        filled += 1
        return
      }
      for digit in 0..<automaton.base {
        let target = automaton.next(state, digit)
        if target != DigitAutomaton.dead, counts.count(from: target, length: remaining - 1) > 0 {
          fill(target, number * automaton.base + digit, remaining - 1)
        }
      }
    }
    fill(state, 0, digits)
    return RowTable(count: count, vectors: UnsafePointer(vectors))
  }
}
