import CGMP
import Summation

/// A sum of reciprocals in the making: blocks of numbers by their moments, single numbers one by
/// one, everything rounded down.
final class ReciprocalSum: @unchecked Sendable {
  private let format: MomentFormat

  /// The sum, with a limb more than the format.
  private let total: Limbs

  /// What the steps done so far have lost by rounding, at most, in units of the format.
  private var units = 0.0

  /// Room for a block's sum and for a product.
  private let block: Limbs
  private let product: Limbs

  private var limbs: Int { format.limbs }

  init(_ format: MomentFormat) {
    self.format = format
    total = .allocate(capacity: format.limbs + 1)
    total.clear(format.limbs + 1)
    block = .allocate(capacity: format.limbs + 2)
    product = .allocate(capacity: 2 * format.limbs + 3)
  }

  deinit {
    for limbs in [total, block, product] { limbs.deallocate() }
  }

  /// The same sum in memory of its own.
  func copy() -> ReciprocalSum {
    let copy = ReciprocalSum(format)
    copy.add(self)
    return copy
  }

  /// Says that the sum may lack so many units more.
  func add(units: Double) {
    self.units += units
  }

  /// Adds another sum.
  func add(_ other: ReciprocalSum) {
    total.add(other.total, limbs + 1)
    units += other.units
  }

  /// Adds 1/`number`, rounded down.
  func add(reciprocalOf number: Int) {
    block.set(one: format)
    block.divide(by: UInt(number), limbs)
    total.carry(total.add(block, limbs), at: limbs, limbs + 1)
    units += 1
  }

  /// Adds 1/`number`, given by its limbs, rounded down.
  func add(reciprocalOf number: [UInt]) {
    for (index, limb) in reciprocal(of: number).enumerated() {
      total.carry(limb, at: index, limbs + 1)
    }
    units += 1
  }

  /// Adds Σ_j X_j / `divisor`^(j+1), by Horner's rule from the last term that matters.
  ///
  /// - Parameters:
  ///   - moments: X_0…, each of `length` limbs.
  ///   - length: the format's limbs, or one more above them.
  ///   - divisor: at least the format's least one.
  func add(_ moments: Limbs, length: Int, divisor: Int) {
    let bits = MomentFormat.log2Below(divisor)
    let order = min(format.order, MomentFormat.terms(64 * limbs, divisor: divisor))
    block.clear(limbs + 1)
    for j in (0...order).reversed() {
      // Lower limbs of term j weigh less than a unit after all its divisions.
      let low = min(limbs - 1, Int(Double(j) * bits / 64))
      let carry = (block + low).add(moments + j * length + low, length - low)
      if length == limbs { block[limbs] += carry }
      (block + low).divide(by: UInt(divisor), limbs + 1 - low)
    }
    total.add(block, limbs + 1)
    // A unit for each division, less than one for what of each term was left out, and one for the
    // terms behind the last.
    units += 2 * Double(order + 2)
  }

  /// Adds Σ_j X_j / `divisor`^(j+1) for a divisor of any size, by its reciprocal.
  ///
  /// - Parameters:
  ///   - moments: X_0…, each of the format's limbs, none more than 1.
  ///   - divisor: its limbs, the lowest first, the highest not zero; at least the format's least
  ///     divisor.
  func add(_ moments: Limbs, divisor: [UInt]) {
    if divisor.count == 1, divisor[0] >> 62 == 0 {
      return add(moments, length: limbs, divisor: Int(divisor[0]))
    }
    // Less than a unit is lost if the reciprocal is less than that, and 4 units otherwise: one by
    // rounding, and up to two by the reciprocal's error, in each step, of which each is divided by
    // 2^62 in the next; and one for the terms behind the last.
    units += 4
    let reciprocal = reciprocal(of: divisor)
    guard !reciprocal.isEmpty else { return }
    let bits = 64 * divisor.count - 1 - divisor[divisor.count - 1].leadingZeroBitCount
    let order = min(format.order, 64 * limbs / bits + 2)
    block.clear(limbs + 1)
    for j in (0...order).reversed() {
      block[limbs] += block.add(moments + j * limbs, limbs)
      _ = __gmpn_mul(product, block, limbs + 1, reciprocal, reciprocal.count)
      // By 2^fractionBits, which is integerBits less than all limbs.
      let length = limbs + 1 + reciprocal.count
      _ = __gmpn_lshift(product, product, length, UInt32(format.integerBits))
      block.clear(limbs + 1)
      block.update(from: product + limbs, count: length - limbs)
    }
    total.add(block, limbs + 1)
  }

  /// The limbs of 2^fractionBits / `number`, rounded down, without zeros at the upper end.
  private func reciprocal(of number: [UInt]) -> [UInt] {
    var power = [UInt](repeating: 0, count: format.fractionBits / 64 + 1)
    power[power.count - 1] = 1 << UInt(format.fractionBits % 64)
    guard power.count >= number.count else { return [] }
    var quotient = [UInt](repeating: 0, count: power.count - number.count + 1)
    var rest = number
    __gmpn_tdiv_qr(&quotient, &rest, 0, power, power.count, number, number.count)
    while quotient.last == 0 { quotient.removeLast() }
    return quotient
  }

  /// Where the true sum lies.
  ///
  /// - Parameter moreUnits: what the moments may lack.
  /// - Returns: an interval that holds it.
  func enclosure(units moreUnits: Double) -> Enclosure {
    var units = units + moreUnits
    // Low limbs that mean nothing are left out, so that the width is a small number.
    var dropped = 0
    while units > 0x1p50 {
      units = units * 0x1p-64 + 1
      dropped += 1
    }
    return Enclosure(
      lower: (dropped...limbs).map { UInt64(total[$0]) }, width: UInt64(units.rounded(.up)) + 1,
      fractionBits: format.fractionBits - 64 * dropped)
  }
}

extension ReciprocalSum {
  /// The sum of the families of all prefixes, shared by a team.
  ///
  /// - Parameters:
  ///   - prefixes: with which the families begin.
  ///   - format: that of the moments.
  ///   - team: who shares the work; all ranks are given the sum.
  ///   - moments: a prefix's moments and their limbs, as of ``add(_:length:divisor:)``.
  /// - Returns: the same for every team.
  /// - Throws: what the team throws.
  static func of(
    _ prefixes: [Prefixes.Prefix], _ format: MomentFormat, _ team: Team,
    _ moments: @Sendable (Prefixes.Prefix) -> (Limbs, Int)
  ) throws -> ReciprocalSum {
    // Some 50 µs are worth other threads, and messages.
    let isShared = prefixes.count * format.order * format.limbs > 1 << 13
    let threads = isShared ? team.threads : 1
    let isSharedByRanks = isShared && team.ranks > 1
    let own =
      isSharedByRanks
      ? Team.part(team.rank, of: team.ranks, in: prefixes.indices) : prefixes.indices
    let sums = (0..<threads).map { _ in ReciprocalSum(format) }
    team.perform(on: threads) { thread in
      for prefix in prefixes[Team.part(thread, of: threads, in: own)] {
        let (first, length) = moments(prefix)
        sums[thread].add(first, length: length, divisor: prefix.number + 1)
      }
    }
    for sum in sums.dropFirst() { sums[0].add(sum) }
    if isSharedByRanks { try sums[0].addOverRanks(team) }
    return sums[0]
  }

  /// Adds the sums of all ranks; so that their last digits agree, units are rounded up to whole ones.
  private func addOverRanks(_ team: Team) throws {
    var words = total.words(limbs + 1)
    words.append(Int64(units.rounded(.up)))
    words = try team.add(words)
    units = Double(words.removeLast())
    total.set(words: words)
  }
}
