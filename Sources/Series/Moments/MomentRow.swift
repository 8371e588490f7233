import CGMP

/// The coefficients of one moment's recurrence, and exact sums of their products with moments.
///
/// Row j has the coefficients P_ji · G_s,j−i for i = 0…j and every set s of digits
/// (``MomentTables``); rows are made one after the other.
final class MomentRow: @unchecked Sendable {
  private let map: DigitMap
  private let format: MomentFormat
  private let team: Team

  /// How many sums of products there are in a row.
  private let sumCount: Int

  /// Whether ranks share the rows: only where the words they exchange cost less than the products.
  private let isSharedByRanks: Bool

  /// Which row this is.
  private(set) var j = -1

  /// Limbs of numbers that are computed in this row; the lower ones are left alone.
  private(set) var limbs: Int

  /// P of this row and of the one before, with a limb more than the format that is zero.
  private var probabilities: LimbTable
  private var former: LimbTable

  /// G_s,n is number s·(order + 1) + n.
  private let powers: LimbTable

  /// Coefficient i of set s is number s·(order + 1) + i.
  private let coefficients: LimbTable

  /// Sums of products with double length and a limb for carries; by thread and sum.
  private let sums: LimbTable

  /// Room for a product, by thread.
  private let products: LimbTable

  /// Multiplications of limbs in a row that are worth waking other threads, some 50 µs.
  private static let worthSharing = 1 << 15

  init(_ map: DigitMap, format: MomentFormat, sumCount: Int, team: Team) {
    self.map = map
    self.format = format
    self.sumCount = sumCount
    self.team = team
    limbs = format.limbs
    isSharedByRanks = format.limbs >= 16 && team.ranks > 1
    let count = format.order + 1
    probabilities = LimbTable(count: count, limbs: format.limbs + 1)
    former = LimbTable(count: count, limbs: format.limbs + 1)
    powers = LimbTable(count: map.sets.count * count, limbs: format.limbs)
    coefficients = LimbTable(count: map.sets.count * count, limbs: format.limbs)
    sums = LimbTable(count: sumCount * team.threads, limbs: 2 * format.limbs + 1)
    products = LimbTable(count: team.threads, limbs: 2 * format.limbs + 1)
    fillPowers()
  }

  /// Makes the next row, and its sums of products with i < j.
  ///
  /// - Parameter products: adds to the sums of a thread what a part of 0..<j contributes, by
  ///   ``addProducts(_:set:_:to:thread:)``.
  /// - Throws: what the team throws.
  func advance(
    _ products: @Sendable (_ part: Range<Int>, _ sums: (Int) -> Limbs, _ thread: Int) -> Void
  ) throws {
    j += 1
    // The pairs of moments up to this one, of all pairs.
    let share = Double(j + 1) / Double(format.order + 1)
    team.note(share * share)
    limbs = format.limbs - format.dropped(at: j)
    swap(&probabilities, &former)
    let isShared = limbs * limbs * (j + 1) * (sumCount + map.sets.count) >= Self.worthSharing
    let threads = isShared ? team.threads : 1
    team.perform(on: threads) { thread in
      for i in Team.part(thread, of: threads, in: 0..<j + 1) { makeProbability(i) }
    }
    let own =
      isSharedByRanks ? Team.part(team.rank, of: team.ranks, in: 0..<j) : 0..<j
    team.perform(on: threads) { thread in
      let part = Team.part(thread, of: threads, in: own)
      makeCoefficients(part, thread)
      for index in 0..<sumCount { sum(index, thread).clear(2 * limbs + 1) }
      products(part, { sum($0, thread) }, thread)
    }
    makeCoefficients(j..<j + 1, 0)
    for thread in 1..<max(1, threads) {
      for index in 0..<sumCount { sum(index).add(sum(index, thread), 2 * limbs + 1) }
    }
    if isSharedByRanks { try addOverRanks() }
  }

  /// A sum of products, of 2·``limbs`` + 1 limbs.
  func sum(_ index: Int, _ thread: Int = 0) -> Limbs {
    sums[thread * sumCount + index]
  }

  /// Coefficient `i` of a set in this row.
  func coefficient(_ i: Int, set: Int) -> Limbs {
    coefficients[set * (format.order + 1) + i]
  }

  /// Adds to a sum the products of the coefficients `part` of a set with the same of `moments`, a
  /// table's numbers 0…j.
  func addProducts(_ part: Range<Int>, set: Int, _ moments: Limbs, to sum: Limbs, thread: Int) {
    let dropped = format.limbs - limbs
    let first = coefficients[set * (format.order + 1)]
    if format.limbs == 2 && dropped == 0 {
      return Self.addShortProducts(part, first, moments, to: sum)
    }
    let product = products[thread]
    for i in part {
      let offset = i * format.limbs + dropped
      __gmpn_mul_n(product, first + offset, moments + offset, limbs)
      sum[2 * limbs] &+= __gmpn_add_n(sum, sum, product, 2 * limbs)
    }
  }

  /// The same for numbers of two limbs, which most sums need, without calls.
  private static func addShortProducts(
    _ part: Range<Int>, _ coefficients: Limbs, _ moments: Limbs, to sum: Limbs
  ) {
    var (low, middle, high) = (UInt128(0), UInt128(0), UInt128(0))
    var (lowCarry, middleCarry) = (UInt128(0), UInt128(0))
    func product(_ a: UInt, _ b: UInt) -> UInt128 {
      let (high, low) = a.multipliedFullWidth(by: b)
      return UInt128(high) &<< 64 | UInt128(low)
    }
    func add(_ product: UInt128, to sum: inout UInt128, _ carry: inout UInt128) {
      let (total, overflow) = sum.addingReportingOverflow(product)
      sum = total
      if overflow { carry &+= 1 }
    }
    for i in part {
      let (a0, a1) = (coefficients[2 * i], coefficients[2 * i + 1])
      let (b0, b1) = (moments[2 * i], moments[2 * i + 1])
      add(product(a0, b0), to: &low, &lowCarry)
      add(product(a0, b1), to: &middle, &middleCarry)
      add(product(a1, b0), to: &middle, &middleCarry)
      // The upper limbs of numbers up to 1 are so small that this sum cannot overflow.
      high &+= product(a1, b1)
    }
    let total = [low, lowCarry, middle, middleCarry, high]
    for (index, part) in zip([0, 2, 1, 3, 2], total) {
      sum.carry(UInt(truncatingIfNeeded: part), at: index, 5)
      sum.carry(UInt(truncatingIfNeeded: part >> 64), at: index + 1, 5)
    }
  }

  /// Rounds a sum of products down to a number of the format.
  func round(_ sum: Limbs, into number: Limbs) {
    let dropped = format.limbs - limbs
    _ = __gmpn_lshift(sum, sum, 2 * limbs, UInt32(format.integerBits))
    number.clear(dropped)
    (number + dropped).update(from: sum + limbs, count: limbs)
  }

  /// G: powers of the digits' complements, each power one step from the one before.
  private func fillPowers() {
    let count = format.order + 1
    let base = UInt(map.base)
    let power = LimbTable(count: 1, limbs: format.limbs)
    for (set, digits) in map.sets.enumerated() {
      for digit in digits {
        let complement = base - 1 - UInt(digit)
        power[0].set(one: format)
        power[0].divide(by: base, format.limbs)
        for n in 0..<count {
          powers[set * count + n].add(power[0], format.limbs)
          if complement == base - 1 { continue }
          if complement == 0 { break }
          _ = __gmpn_mul_1(power[0], power[0], format.limbs, complement)
          power[0].divide(by: base - 1, format.limbs)
        }
      }
    }
  }

  /// P_ji = ((b − 1) P_(j−1)i + P_(j−1)(i−1)) / b.
  private func makeProbability(_ i: Int) {
    let dropped = format.limbs - limbs
    let number = probabilities[i] + dropped
    if j == 0 { return probabilities[0].set(one: format) }
    let base = UInt(map.base)
    // The numerator may have one more limb than the format, for which there is room.
    if i < j {
      number[limbs] = __gmpn_mul_1(number, former[i] + dropped, limbs, base - 1)
      if i > 0 { number[limbs] += number.add(former[i - 1] + dropped, limbs) }
    } else {
      number.update(from: former[i - 1] + dropped, count: limbs)
    }
    number.divide(by: base, limbs + 1)
  }

  /// P_ji · G_s,j−i, rounded down.
  private func makeCoefficients(_ part: Range<Int>, _ thread: Int) {
    let count = format.order + 1
    let dropped = format.limbs - limbs
    let product = products[thread]
    for set in map.sets.indices {
      for i in part {
        __gmpn_mul_n(
          product, probabilities[i] + dropped, powers[set * count + j - i] + dropped, limbs)
        round(product, into: coefficients[set * count + i])
      }
    }
  }

  private func addOverRanks() throws {
    let length = 2 * limbs + 1
    let words = try team.add((0..<sumCount).flatMap { sum($0).words(length) })
    for index in 0..<sumCount {
      sum(index).set(words: words[2 * length * index..<2 * length * (index + 1)])
    }
  }
}
