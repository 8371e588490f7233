/// The ways between states, cut into components: states that can all be reached from each other.
struct StateGraph {
  let map: DigitMap

  /// The components, each after all those that it leads to.
  let components: [[Int]]

  /// By state: its component.
  let componentOf: [Int]

  /// Finds the components.
  ///
  /// Method: R. E. Tarjan, "Depth-first search and linear graph algorithms" (SIAM J. Comput. 1:2,
  /// 1972), without recursion.
  init(_ map: DigitMap) {
    self.map = map
    var index = Array(repeating: -1, count: map.stateCount)
    var lowest = index
    var componentOf = index
    var components: [[Int]] = []
    var open: [Int] = []
    var next = 0
    for root in 0..<map.stateCount where index[root] < 0 {
      var path = [(state: root, edge: 0)]
      while let (state, edge) = path.last {
        if edge == 0 && index[state] < 0 {
          index[state] = next
          lowest[state] = next
          next += 1
          open.append(state)
        }
        if edge < map.edges[state].count {
          path[path.count - 1].edge += 1
          let target = map.edges[state][edge].target
          if index[target] < 0 {
            path.append((target, 0))
          } else if componentOf[target] < 0 {
            lowest[state] = min(lowest[state], index[target])
          }
          continue
        }
        if lowest[state] == index[state] {
          let first = open.lastIndex(of: state) ?? 0
          for member in open[first...] { componentOf[member] = components.count }
          components.append(Array(open[first...]))
          open.removeSubrange(first...)
        }
        path.removeLast()
        if let parent = path.last?.state { lowest[parent] = min(lowest[parent], lowest[state]) }
      }
    }
    self.components = components
    self.componentOf = componentOf
  }

  /// Whether some number of further digits may all be any digit without leaving a component: then
  /// the accepted numbers are so many that the sum of their reciprocals has no limit.
  ///
  /// In any other component fewer than base^L strings of L digits stay, by a factor that falls
  /// geometrically with L (Perron and Frobenius).
  var diverges: Bool {
    components.contains { members in
      members.allSatisfy { state in
        let inside = map.edges[state].filter { componentOf[$0.target] == componentOf[state] }
        return inside.reduce(0) { $0 + map.digitCount($1) } == map.base
      }
    }
  }

  /// Whether no state leads back to itself: then only finitely many numbers are accepted.
  var isFinite: Bool {
    components.allSatisfy { members in
      members.count == 1 && !map.edges[members[0]].contains { $0.target == members[0] }
    }
  }
}
