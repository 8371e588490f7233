/// The strings of a condition as a tree of their prefixes, with each prefix's successors.
///
/// Node 0 is the empty string. A node stands for the longest prefix of any string with which the
/// digits read so far end.
///
/// Method: A. V. Aho, M. J. Corasick, "Efficient string matching" (CACM 18:6, 1975, doi
/// 10.1145/360825.360855).
struct PatternTree {
  let base: Int

  /// `successors[node · base + digit]`.
  private var successors: [Int]

  /// By node: which strings end there.
  private var endings: [[Int]] = [[]]

  /// A tree of `patterns`, each given by the values of its digits.
  init(_ patterns: [[Int]], base: Int) {
    self.base = base
    let absent = -1
    successors = Array(repeating: absent, count: base)
    for (index, pattern) in patterns.enumerated() {
      var node = 0
      for digit in pattern {
        if successors[node * base + digit] == absent {
          successors[node * base + digit] = endings.count
          endings.append([])
          successors += Array(repeating: absent, count: base)
        }
        node = successors[node * base + digit]
      }
      endings[node].append(index)
    }
    // Breadth first, so that a node's fallback, a shorter string, is complete before it.
    var fallbacks = Array(repeating: 0, count: endings.count)
    var queue = [0]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for digit in 0..<base {
        let fallback = node == 0 ? 0 : successors[fallbacks[node] * base + digit]
        let child = successors[node * base + digit]
        if child == absent {
          successors[node * base + digit] = fallback
        } else {
          fallbacks[child] = fallback
          endings[child] += endings[fallback]
          queue.append(child)
        }
      }
    }
  }

  /// The node after a further digit.
  func next(_ node: Int, _ digit: Int) -> Int {
    successors[node * base + digit]
  }

  /// The strings that end where the digits read so far lead to `node`.
  func endings(at node: Int) -> [Int] {
    endings[node]
  }
}
