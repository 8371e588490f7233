/// The moments of ``MomentTables`` added up over their first levels.
final class LevelSums: @unchecked Sendable {
  private let tables: MomentTables

  /// A limb more than the moments have, since a sum may have as many units as levels.
  private let sums: LimbTable

  private var levels = 0

  init(_ tables: MomentTables) {
    self.tables = tables
    let format = tables.format
    sums = LimbTable(
      count: tables.map.stateCount * (format.order + 1), limbs: format.limbs + 1)
  }

  /// Adds levels up to `count` of them.
  func extend(to count: Int) {
    let format = tables.format
    for level in levels..<max(levels, count) {
      for state in 0..<tables.map.stateCount {
        let moments = tables.moments(of: state, level: level)
        let sum = self.moments(of: state)
        for j in 0...format.order {
          let number = sum + j * (format.limbs + 1)
          number[format.limbs] += number.add(moments + j * format.limbs, format.limbs)
        }
      }
    }
    levels = max(levels, count)
  }

  /// The sums 0…order of a state, one after the other.
  func moments(of state: Int) -> Limbs {
    sums[state * (tables.format.order + 1)]
  }
}
