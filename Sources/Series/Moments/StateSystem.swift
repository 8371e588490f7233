/// The linear system (b·I − T) x = r over the states, in double: T counts the digits that lead from
/// one state to another.
///
/// The matrix is a diagonally dominant M-matrix, nearly singular where a condition leaves out few
/// numbers; elimination needs no pivots. It is done component by component, since counted strings
/// make many states that only lead on.
struct StateSystem {
  private let graph: StateGraph

  /// By component: its matrix, factored, in rows.
  private let factors: [[Double]]

  /// A bound of the norm of the inverse: no |x| exceeds it times the greatest |r|.
  private(set) var inverseBound: Double

  /// States of a component whose matrix is factored in reasonable time.
  private static let mostStates = 3000

  /// Factors the matrix.
  ///
  /// - Throws: ``SeriesError`` if the sum converges too slowly for this, and for a component of too
  ///   many states.
  init(_ graph: StateGraph) throws(SeriesError) {
    self.graph = graph
    guard graph.components.allSatisfy({ $0.count <= Self.mostStates }) else {
      throw SeriesError(
        "the omitted strings need more than \(Self.mostStates) states that lead to each other: "
          + "give fewer or shorter ones")
    }
    factors = graph.components.map { Self.factored($0, graph) }
    inverseBound = 0
    let map = graph.map
    let solution = solve(Array(repeating: 1, count: map.stateCount))
    let greatest = solution.reduce(0, max)
    // Where (b·I − T) z >= 1/2 for some z > 0, no |x| exceeds 2·max z·max |r|. The product is checked
    // in double, whose error is far below the margin.
    let margin = 4 * Double(map.base) * Double(map.mostEdges + 4) * greatest * 0x1p-53
    let isChecked = map.edges.indices.allSatisfy { state in
      let product = map.edges[state].reduce(Double(map.base) * solution[state]) {
        $0 - Double(map.digitCount($1)) * solution[$1.target]
      }
      return solution[state] > 0 && product >= 0.5 + margin
    }
    guard isChecked, greatest < 0x1p40 else {
      throw SeriesError("the condition leaves out too few numbers for the limit to be computed")
    }
    inverseBound = 2 * greatest
  }

  /// A solution, as good as double allows.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    let map = graph.map
    for (component, members) in graph.components.enumerated() {
      let matrix = factors[component]
      let size = members.count
      var part = members.map { state in
        map.edges[state].reduce(right[state]) { sum, edge in
          graph.componentOf[edge.target] == component
            ? sum : sum + Double(map.digitCount(edge)) * x[edge.target]
        }
      }
      for row in 0..<size {
        for column in 0..<row { part[row] -= matrix[row * size + column] * part[column] }
      }
      for row in (0..<size).reversed() {
        for column in row + 1..<size { part[row] -= matrix[row * size + column] * part[column] }
        part[row] /= matrix[row * size + row]
      }
      for (index, state) in members.enumerated() { x[state] = part[index] }
    }
    return x
  }

  /// Lower and upper triangle of a component's matrix.
  private static func factored(_ members: [Int], _ graph: StateGraph) -> [Double] {
    let size = members.count
    var place: [Int: Int] = [:]
    for (index, state) in members.enumerated() { place[state] = index }
    var matrix = Array(repeating: 0.0, count: size * size)
    for (row, state) in members.enumerated() {
      matrix[row * size + row] = Double(graph.map.base)
      for edge in graph.map.edges[state] {
        guard let column = place[edge.target] else { continue }
        matrix[row * size + column] -= Double(graph.map.digitCount(edge))
      }
    }
    for pivot in 0..<size {
      for row in pivot + 1..<max(size, pivot + 1) where matrix[row * size + pivot] != 0 {
        let factor = matrix[row * size + pivot] / matrix[pivot * size + pivot]
        matrix[row * size + pivot] = factor
        for column in pivot + 1..<size {
          matrix[row * size + column] -= factor * matrix[pivot * size + column]
        }
      }
    }
    return matrix
  }
}
