/// How much of a store a report holds, so that a browser opens it at once whatever the store is.
///
/// An attempt takes some 75 bytes beside its texts, so that all together stays below 30 MB.
package struct ReportLimits {
  /// Attempts, where a task without one counts as one.
  package var attempts = 170_000
  /// Bytes of all commands and names.
  package var texts = 10_000_000
  /// Bytes of all outputs.
  package var outputs = 4_000_000
  /// Bytes of one output, of which the end is kept: at least and at most.
  package var output = 1_024...16_384

  /// Those of every report.
  package init() {}

  /// The longest that texts may be so that all of them stay within a size: short ones are spared.
  package static func longest(of lengths: [Int], total: Int) -> Int {
    var rest = total
    for (place, length) in lengths.sorted().enumerated() {
      let share = rest / (lengths.count - place)
      if length > share { return share }
      rest -= length
    }
    return .max
  }
}
