import CGMP

/// The sums over all L of the moments of ``MomentTables``: what a sum without a limit needs.
///
/// U_qj = Σ_L μ_qj(L) obeys
///
///     (1 − b^-(j+1) T) U_j = acc + Σ_t Σ_i<j P_ji · G_qt,j−i · U_ti
///
/// where T counts the digits from state to state. For j = 0 this is ``StateSystem``, solved by
/// refinement of a solution in double; for the other j iteration gains a factor b^j a step.
final class LimitMoments: @unchecked Sendable {
  private let map: DigitMap
  private let format: MomentFormat

  /// U_qj is number q·(order + 1) + j: a lower bound.
  private let moments: LimbTable

  /// How far the U_q0 may lie below the true ones, in units of the format.
  private(set) var startError = 0.0

  /// Computes the sums.
  ///
  /// - Parameters:
  ///   - map: the states.
  ///   - system: that of the same states.
  ///   - format: that of the sums.
  ///   - team: who shares the work.
  /// - Throws: what the team throws.
  init(_ map: DigitMap, system: StateSystem, format: MomentFormat, team: Team) throws {
    self.map = map
    self.format = format
    moments = LimbTable(count: map.stateCount * (format.order + 1), limbs: format.limbs)
    let row = MomentRow(map, format: format, sumCount: map.stateCount, team: team)
    for j in 0...format.order {
      try row.advance { part, sums, thread in
        for state in 0..<map.stateCount {
          for edge in map.edges[state] {
            row.addProducts(
              part, set: edge.set, moments(of: edge.target), to: sums(state), thread: thread)
          }
        }
      }
      if j == 0 { solveStart(system) } else { solve(row) }
    }
  }

  /// The sums 0…order of a state, one after the other.
  func moments(of state: Int) -> Limbs {
    moments[state * (format.order + 1)]
  }

  /// U_0: corrections in double, until they no longer get smaller.
  private func solveStart(_ system: StateSystem) {
    let residuals = LimbTable(count: map.stateCount, limbs: format.limbs + 2)
    var former = Int.max
    var bits = makeResiduals(residuals)
    while bits < former {
      former = bits
      let right = (0..<map.stateCount).map { leading(residuals[$0], bits) }
      for (state, correction) in system.solve(right).enumerated() {
        add(correction, exponent: bits, to: moments(of: state))
      }
      bits = makeResiduals(residuals)
    }
    // Whatever the corrections were worth: the error is at most this.
    let error = (1.01 * system.inverseBound * Double(sign: .plus, exponent: bits, significand: 1))
    startError = 2 * error + 2
    for state in 0..<map.stateCount {
      add(-(error + 1), exponent: 0, to: moments(of: state))
    }
  }

  /// Sets the residuals b·acc − (b·I − T) U_0, exact, in two's complement.
  ///
  /// - Returns: the bits of the greatest, 0 if all are zero.
  private func makeResiduals(_ residuals: LimbTable) -> Int {
    let limbs = format.limbs
    let base = UInt(map.base)
    var most = 0
    for state in 0..<map.stateCount {
      let residual = residuals[state]
      residual.clear(limbs + 2)
      if map.accepts[state] {
        residual.set(one: format)
        residual[limbs] = __gmpn_mul_1(residual, residual, limbs, base)
      }
      for edge in map.edges[state] {
        let carry = __gmpn_addmul_1(
          residual, moments(of: edge.target), limbs, UInt(map.digitCount(edge)))
        residual.carry(carry, at: limbs, limbs + 2)
      }
      let borrow = __gmpn_submul_1(residual, moments(of: state), limbs, base)
      let (rest, isBelow) = residual[limbs].subtractingReportingOverflow(borrow)
      residual[limbs] = rest
      if isBelow { residual[limbs + 1] &-= 1 }
      most = max(most, bitCount(residual))
    }
    return most
  }

  /// The bits of a residual without its sign.
  private func bitCount(_ residual: Limbs) -> Int {
    let count = format.limbs + 2
    let sign: UInt = residual[count - 1] >> 63 == 1 ? .max : 0
    guard let top = (0..<count).last(where: { residual[$0] != sign }) else {
      return sign == 0 ? 0 : 1
    }
    return 64 * top + 64 - (residual[top] ^ sign).leadingZeroBitCount
  }

  /// A residual times 2^-`bits`, as a double.
  private func leading(_ residual: Limbs, _ bits: Int) -> Double {
    let count = format.limbs + 2
    let isNegative = residual[count - 1] >> 63 == 1
    var value = 0.0
    // Three limbs have more bits than a double. In those below, a negative number's complement is
    // as good as its negative.
    let top = min(count - 1, bits / 64)
    let low = max(0, top - 2)
    for index in (low...top).reversed() {
      value = value * 0x1p64 + Double(isNegative ? ~residual[index] : residual[index])
    }
    if isNegative && low == 0 { value += 1 }
    return Double(
      sign: isNegative ? .minus : .plus, exponent: 64 * low - bits, significand: value)
  }

  /// Adds `value` · 2^`exponent` units to a number, rounded to whole units; not below zero.
  private func add(_ value: Double, exponent: Int, to number: Limbs) {
    guard value != 0 else { return }
    let shift = value.exponent - 52 + exponent
    var significand = UInt(value.significandBitPattern | 1 << 52)
    guard shift > -53 else { return }
    if shift < 0 { significand >>= UInt(-shift) }
    let (limb, bit) = max(0, shift).quotientAndRemainder(dividingBy: 64)
    let limbs = format.limbs
    let low = significand << UInt(bit)
    let high = bit == 0 ? 0 : significand >> UInt(64 - bit)
    if value > 0 {
      number.carry(low, at: limb, limbs)
      number.carry(high, at: limb + 1, limbs)
    } else if number.borrow(low, at: limb, limbs) || number.borrow(high, at: limb + 1, limbs) {
      number.clear(limbs)
    }
  }

  /// U_j for j > 0, from the row's sums.
  private func solve(_ row: MomentRow) {
    let (limbs, dropped) = (row.limbs, format.limbs - row.limbs)
    let right = LimbTable(count: map.stateCount, limbs: format.limbs)
    let product = LimbTable(count: 1, limbs: limbs + 1)
    for state in 0..<map.stateCount {
      row.round(row.sum(state), into: right[state])
      if map.accepts[state] { right[state].add(one: format) }
      number(state, row.j).update(from: right[state] + dropped, count: limbs)
    }
    let divisors = Self.divisors(base: map.base, exponent: row.j + 1)
    var isChanged = true
    while isChanged {
      isChanged = false
      for state in 0..<map.stateCount {
        product[0].clear(limbs + 1)
        for edge in map.edges[state] {
          product[0][limbs] += __gmpn_addmul_1(
            product[0], number(edge.target, row.j), limbs, UInt(map.digitCount(edge)))
        }
        var length = limbs + 1
        for divisor in divisors {
          while length > 0, product[0][length - 1] == 0 { length -= 1 }
          if length == 0 { break }
          product[0].divide(by: divisor, length)
        }
        product[0].add(right[state] + dropped, limbs)
        if __gmpn_cmp(product[0], number(state, row.j), limbs) != 0 {
          number(state, row.j).update(from: product[0], count: limbs)
          isChanged = true
        }
      }
    }
  }

  /// The limbs of U_qj that are computed.
  private func number(_ state: Int, _ j: Int) -> Limbs {
    moments(of: state) + j * format.limbs + format.dropped(at: j)
  }

  /// Divisors of a limb each whose product is a power of the base.
  private static func divisors(base: Int, exponent: Int) -> [UInt] {
    var divisors: [UInt] = []
    var power: UInt = 1
    for _ in 0..<exponent {
      let (product, overflow) = power.multipliedReportingOverflow(by: UInt(base))
      if overflow { divisors.append(power) }
      power = overflow ? UInt(base) : product
    }
    return divisors + [power]
  }
}
