/// How much moments lack at most, since all steps round down: in units of the format, and for a family
/// of numbers with the divisor 1 (for any other, divided by it).
///
/// Row j is computed in units η_j of 2^(64 · dropped) units of the format, at most β^j of them, where β
/// is half the least divisor. With a state's e edges and b digits, by row:
///
/// - P_ji lacks 2 (j+1) η_j: a truncation and a division in each row; Pascal's rule passes on errors
///   as a mean of two. G_n, of which the sets of all edges have b terms, lacks b (j+1) η_j.
/// - So the coefficients' errors and their own rounding add up, over all i and edges, and with the
///   rounding of the sum of products, to less than δ_j = (b + e + 4) (j+3)² η_j M, with M the greatest
///   moment. (Σ G <= 1 over a state's edges.)
/// - **Levels.** Since Σ_i P_ji β^i <= β^j, moments of a level that lack c (i+3)² β^i pass on
///   c (j+3)² β^j to the next, which lacks δ_j more. So level L lacks L (b + e + 4) (j+3)² β^j. A
///   family divides moment j by the (j+1)th power of a divisor of at least 2β; Σ (j+3)² 2^-j = 36.
/// - **Limit.** For n >= 1, Σ G_n <= 1/2 over a state's edges, and the inverse of 1 − b^-(j+1) T has a
///   norm of 2 at most. So U_j lacks at most C_j β^j, with C_j = C_(j−1) + 2 δ_j / β^j, that is
///   C_0 + 2 (b + e + 4) M (j+3)³; Σ (j+3)³ 2^-j = 188.
/// - **Powers.** Rows of the first matrix lack δ_j without any β. An error doubles with each squaring
///   of a matrix whose rows add up to 1 at most, and each product adds a unit for each of its rows.
///   Sums over 2^n levels lack less than 4^(n+1) times what that matrix lacks.
enum MomentError {
  /// What families lack whose moments are those of ``MomentTables``, added up over some levels.
  static func levels(_ count: Int, _ map: DigitMap) -> Double {
    18 * Double(count + 1) * Double(count + 1) * weight(map)
  }

  /// What families lack whose moments are those of ``LimitMoments``.
  ///
  /// - Parameters:
  ///   - map: the states.
  ///   - greatest: M.
  ///   - start: C_0.
  /// - Returns: the units.
  static func limit(_ map: DigitMap, greatest: Double, start: Double) -> Double {
    376 * weight(map) * greatest + 2 * start
  }

  /// What families lack whose moments are those of ``LevelPowers``.
  static func powers(_ map: DigitMap, levels: Int, order: Int) -> Double {
    let doublings = Int.bitWidth - levels.leadingZeroBitCount
    let first = weight(map) * Double(order + 3) * Double(order + 3)
    let rows = Double((order + 1) * map.stateCount)
    return Double(sign: .plus, exponent: 2 * doublings + 2, significand: first + rows + 2)
  }

  /// b + e + 4.
  private static func weight(_ map: DigitMap) -> Double {
    Double(map.base + map.mostEdges + 4)
  }
}
