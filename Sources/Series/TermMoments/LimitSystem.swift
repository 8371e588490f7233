/// The moments of all levels together, for sums without a limit: U_j = Σ_L μ_j(L), and
/// W_j = Σ_L L·μ_j(L) where the term has a logarithm.
///
/// With A = b^-(s+j)·T, where T counts the digits that lead from one state to another, and the digits'
/// sums g_n = Σ a'^n/n! (see ``LevelMoments``),
///
///     (I − A) U_j = μ_j(0) + b^-(s+j) · Σ_(i<j) g_(j−i) U_i,
///     (I − A) W_j = b^-(s+j) · (Σ_(i<j) g_(j−i) W_i + Σ_(i<=j) g_(j−i) U_i).
///
/// Where the sums converge I − A is an M-matrix: elimination without a choice of pivots is stable, and
/// all pivots are above zero. It is done component by component of the states.
struct LimitSystem {
  /// By state.
  private(set) var sums: [[Ball]]

  /// By state; empty if the term has no logarithm.
  private(set) var levelSums: [[Ball]]

  init(
    _ graph: StateGraph, scales: [Ball], order: Int, hasLogarithm: Bool
  ) {
    let map = graph.map
    let bits = scales[0].bits
    let zero = Ball(0, bits: bits)
    let digitSums = map.sets.map {
      LevelMoments.digitSums($0, base: map.base, order: order, bits: bits)
    }
    let first = LevelMoments.first(order: order, bits: bits)
    var sums = Array(repeating: [Ball](), count: map.stateCount)
    var levelSums = sums
    for j in 0...order {
      // Σ g_(j−i)·(moments i of the states that follow), for all that are known.
      let fold = { (table: [[Ball]], state: Int, most: Int) in
        var sum = BallSum(bits: bits)
        for edge in map.edges[state] {
          let (from, factors) = (table[edge.target], digitSums[edge.set])
          for i in 0..<min(most, from.count) { sum.add(from[i], times: factors[j - i]) }
        }
        return sum.ball
      }
      for members in graph.components {
        let system = ComponentSystem(members, graph, scale: scales[j])
        let right = members.map { state in
          (map.accepts[state] ? first[j] : zero) + fold(sums, state, j + 1) * scales[j]
        }
        for (state, sum) in zip(members, system.solve(right)) { sums[state].append(sum) }
        guard hasLogarithm else { continue }
        let levelRight = members.map { state in
          (fold(levelSums, state, j + 1) + fold(sums, state, j + 1)) * scales[j]
        }
        for (state, sum) in zip(members, system.solve(levelRight)) {
          levelSums[state].append(sum)
        }
      }
    }
    self.sums = sums
    self.levelSums = levelSums
  }
}

/// The matrix I − scale·T of the states of one component, factored.
struct ComponentSystem {
  /// Both triangles in rows, with the pivots in the diagonal.
  private var rows: [[Ball]]

  init(_ members: [Int], _ graph: StateGraph, scale: Ball) {
    let zero = Ball(0, bits: scale.bits)
    var place: [Int: Int] = [:]
    for (index, state) in members.enumerated() { place[state] = index }
    rows = members.indices.map { row in
      var entries = members.map { _ in zero }
      entries[row] = Ball(1, bits: scale.bits)
      for edge in graph.map.edges[members[row]] {
        guard let column = place[edge.target] else { continue }
        entries[column] = entries[column] - scale * graph.map.digitCount(edge)
      }
      return entries
    }
    for pivot in rows.indices {
      for row in rows.indices.dropFirst(pivot + 1) where !rows[row][pivot].isZero {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        rows[row][pivot] = factor
        for column in rows.indices.dropFirst(pivot + 1) where !rows[pivot][column].isZero {
          rows[row][column] = rows[row][column] - factor * rows[pivot][column]
        }
      }
    }
  }

  /// The pivots.
  var pivots: [Ball] { rows.indices.map { rows[$0][$0] } }

  /// The solution.
  func solve(_ right: [Ball]) -> [Ball] {
    var x = right
    for row in rows.indices {
      for column in 0..<row { x[row] = x[row] - rows[row][column] * x[column] }
    }
    for row in rows.indices.reversed() {
      for column in rows.indices.dropFirst(row + 1) {
        x[row] = x[row] - rows[row][column] * x[column]
      }
      x[row] = x[row] / rows[row][row]
    }
    return x
  }
}
