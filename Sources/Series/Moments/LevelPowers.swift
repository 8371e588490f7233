import CGMP

/// Moments of a level far out, and their sums over all levels before.
///
/// One level of moments makes the next by a matrix, μ(L+1) = B μ(L), so that s_n, the sum over the
/// first 2^n levels, obeys s_(n+1) = s_n + B^(2^n) s_n; any other number of levels is put together
/// from these in the same way. B is triangular in the moments: moment j depends on moments i <= j.
final class LevelPowers: @unchecked Sendable {
  private let map: DigitMap
  private let format: MomentFormat

  /// Moments times states: the rows of B.
  private let rows: Int

  /// Products of limbs in a squaring, of which there are some thirty: about a minute's.
  private static let mostWork = 2e10

  private let step: LimbTable
  private var sums: LimbTable

  /// Those of all states at the level that follows; a level further it is another table.
  ///
  /// Moment `j` of state `q` is number q·(order + 1) + j.
  private(set) var moments: LimbTable

  /// - Complexity: O(log(levels) · order³ · states³) multiplications.
  init(_ map: DigitMap, format: MomentFormat, levels: Int, team: Team) throws {
    self.map = map
    self.format = format
    rows = (format.order + 1) * map.stateCount
    if let refusal = Self.refusal(map, format) { throw refusal }
    step = LimbTable(count: rows * rows, limbs: format.limbs)
    sums = LimbTable(count: rows, limbs: format.limbs)
    moments = LimbTable(count: rows, limbs: format.limbs)
    addFirstLevel(to: moments)
    try fillStep()
    var powers = step
    var doubled = LimbTable(count: rows, limbs: format.limbs)
    addFirstLevel(to: doubled)
    var rest = levels
    while rest > 0 {
      if rest & 1 == 1 {
        sums = sum(of: product(powers, sums, columns: 1, team), doubled)
        moments = product(powers, moments, columns: 1, team)
      }
      rest >>= 1
      guard rest > 0 else { break }
      doubled = sum(of: product(powers, doubled, columns: 1, team), doubled)
      powers = product(powers, powers, columns: rows, team)
      // A few of the levels' bits less to go.
      team.note(1 - Double(Int.bitWidth - rest.leadingZeroBitCount) / 64)
    }
  }

  /// Why the matrices would be too large; nil if they would not.
  static func refusal(_ map: DigitMap, _ format: MomentFormat) -> SeriesError? {
    let work = { (states: Int) in
      let rows = Double((format.order + 1) * states)
      return rows * rows * rows / 6 * Double(format.limbs * (format.limbs + 8))
    }
    if work(map.stateCount) <= mostWork { return nil }
    if work(1) > mostWork {
      return SeriesError("so many decimals of a sum to so many digits take too long: ask for fewer")
    }
    return SeriesError(
      "the condition has \(map.stateCount) states, too many for numbers of so many digits")
  }

  /// Goes one level further.
  func addLevel() {
    sums = sum(of: sums, moments)
    moments = product(step, moments, columns: 1, .alone)
  }

  /// The sums of moments 0…order of a state over the levels so far, one after the other.
  func sums(of state: Int) -> Limbs {
    sums[state * (format.order + 1)]
  }

  /// Row and column state·(order + 1) + j.
  private func fillStep() throws {
    let count = format.order + 1
    let row = MomentRow(map, format: format, sumCount: 0, team: .alone)
    for j in 0..<count {
      try row.advance { _, _, _ in }
      for state in 0..<map.stateCount {
        for edge in map.edges[state] {
          for i in 0...j {
            let entry = step[(state * count + j) * rows + edge.target * count + i]
            entry.add(row.coefficient(i, set: edge.set), format.limbs)
          }
        }
      }
    }
  }

  /// The moments without a further digit: all of them 1 where a number may end.
  private func addFirstLevel(to sums: LimbTable) {
    for state in 0..<map.stateCount where map.accepts[state] {
      for j in 0...format.order { sums[state * (format.order + 1) + j].add(one: format) }
    }
  }

  /// The sum of the first table, which is used up, and the second.
  private func sum(of first: LimbTable, _ second: LimbTable) -> LimbTable {
    for index in 0..<first.count { first[index].add(second[index], format.limbs) }
    return first
  }

  /// A matrix times a matrix or, with one column, a vector; each entry rounded down.
  private func product(
    _ a: LimbTable, _ b: LimbTable, columns: Int, _ team: Team
  ) -> LimbTable {
    let result = LimbTable(count: rows * columns, limbs: format.limbs)
    let (limbs, count, rows) = (format.limbs, format.order + 1, rows)
    let threads = columns > 1 ? team.threads : 1
    team.perform(on: threads) { thread in
      let sum = Limbs.allocate(capacity: 2 * limbs + 1)
      let product = Limbs.allocate(capacity: 2 * limbs)
      defer {
        sum.deallocate()
        product.deallocate()
      }
      for row in stride(from: thread, to: rows, by: threads) {
        let j = row % count
        for column in 0..<columns {
          let i = columns == 1 ? 0 : column % count
          if i > j { continue }
          sum.clear(2 * limbs + 1)
          for middle in 0..<rows where (i...j).contains(middle % count) {
            let left = a[row * rows + middle]
            if left[limbs - 1] == 0 && left.isZero(limbs) { continue }
            __gmpn_mul_n(product, left, b[middle * columns + column], limbs)
            sum[2 * limbs] &+= sum.add(product, 2 * limbs)
          }
          _ = __gmpn_lshift(sum, sum, 2 * limbs + 1, UInt32(format.integerBits))
          result[row * columns + column].update(from: sum + limbs, count: limbs)
        }
      }
    }
    return result
  }
}
