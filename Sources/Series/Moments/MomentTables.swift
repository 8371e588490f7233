/// The moments of the numbers that an automaton accepts, by their last digits.
///
/// After some prefix in state q, let v run over the values of L further digits that lead to an
/// accepting state, in base b. With y = 1 − v/b^L, which is in 0 < y <= 1, the moments are
///
///     μ_qj(L) = b^-L Σ_v y^j  with 0 <= μ_qj <= 1,
///
/// and the numbers k = n·b^L + v have Σ 1/k = Σ_j μ_qj(L) / (n+1)^(j+1). All terms are positive, so
/// that rounding down at every step gives a lower bound. One more digit a makes y' = (ā + y)/b from
/// y, where ā = b − 1 − a, hence
///
///     μ_qj(L+1) = Σ_t Σ_i P_ji · G_qt,j−i · μ_ti(L),    μ_qj(0) = 1 if q accepts, else 0,
///
/// with the binomial probabilities P_ji = C(j,i) ((b−1)/b)^(j−i) b^-i, which obey Pascal's rule, and
/// G_qt,n = Σ (ā/(b−1))^n / b over the digits a that lead from q to t. No number exceeds 1, and no
/// step amplifies an error.
///
/// Source: after J.-F. Burnol, "Moments in the exact summation of the curious series of Kempner
/// type" (Amer. Math. Monthly 132:10, 2025, arXiv:2402.08525), for automata as of T. Schmelzer,
/// R. Baillie, "Summing a curious, slowly convergent series" (Amer. Math. Monthly 115, 2008).
final class MomentTables: @unchecked Sendable {
  let map: DigitMap
  let format: MomentFormat

  /// How many numbers of further digits there are moments for, from 0.
  let levels: Int

  /// Moment `j` of state `q` at level `L` is number (L·states + q)·(order + 1) + j.
  private let moments: LimbTable

  /// Computes the moments of `levels` levels.
  ///
  /// - Complexity: O(levels · edges · order²) multiplications of numbers.
  init(_ map: DigitMap, format: MomentFormat, levels: Int, team: Team) throws {
    self.map = map
    self.format = format
    self.levels = levels
    moments = LimbTable(
      count: levels * map.stateCount * (format.order + 1), limbs: format.limbs)
    let row = MomentRow(
      map, format: format, sumCount: max(0, levels - 1) * map.stateCount, team: team)
    for _ in 0...format.order { try compute(row) }
  }

  /// The moments 0…order of a state, one after the other, at a level.
  func moments(of state: Int, level: Int) -> Limbs {
    moments[(level * map.stateCount + state) * (format.order + 1)]
  }

  /// Computes the moments of the row's j at all levels.
  private func compute(_ row: MomentRow) throws {
    let sumCount = max(0, levels - 1) * map.stateCount
    // All but the moments j themselves, which depend on each other from level to level.
    try row.advance { part, sums, thread in
      for index in 0..<sumCount {
        let (level, state) = index.quotientAndRemainder(dividingBy: map.stateCount)
        for edge in map.edges[state] {
          row.addProducts(
            part, set: edge.set, moments(of: edge.target, level: level), to: sums(index),
            thread: thread)
        }
      }
    }
    let j = row.j
    for state in 0..<map.stateCount where map.accepts[state] && levels > 0 {
      (moments(of: state, level: 0) + j * format.limbs).set(one: format)
    }
    for index in 0..<sumCount {
      let (level, state) = index.quotientAndRemainder(dividingBy: map.stateCount)
      for edge in map.edges[state] {
        row.addProducts(
          j..<j + 1, set: edge.set, moments(of: edge.target, level: level), to: row.sum(index),
          thread: 0)
      }
      row.round(
        row.sum(index), into: moments(of: state, level: level + 1) + j * format.limbs)
    }
  }
}
