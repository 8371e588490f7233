import Series
import Summation

/// What the engines are tested against: numbers written out as text, and reciprocals summed one by
/// one.
enum Oracle {
  /// Whether `number` passes, by search in its text.
  static func passes(_ number: Int, _ filter: DigitFilter) -> Bool {
    let text = Array(String(number, radix: filter.base).utf8)
    func count(_ string: DigitString) -> Int {
      let pattern = Array(string.description.utf8)
      guard pattern.count <= text.count else { return 0 }
      return (0...text.count - pattern.count).count { start in
        text[start..<start + pattern.count].elementsEqual(pattern)
      }
    }
    return filter.omitted.allSatisfy { count($0) == 0 }
      && filter.exactly.allSatisfy { count($0.string) == $0.times }
      && filter.atMost.allSatisfy { count($0.string) <= $0.times }
  }

  /// The sum of 1/k over the passing numbers, good to 2^-104 of it.
  static func sum(_ numbers: some Sequence<Int>, _ filter: DigitFilter) -> BoundedSum {
    var result = BoundedSum()
    for number in numbers where number > 0 && passes(number, filter) {
      let term = DoubleDouble.reciprocal(Double(number))
      result.sum.add(term.high)
      result.sum.add(term.low)
      result.termCount += 1
    }
    result.bound.add(result.value * 0x1p-104)
    return result
  }

  /// Whether the two intervals that hold the true sum meet.
  static func agree(_ a: BoundedSum, _ b: BoundedSum) -> Bool {
    let slack = a.totalBound + b.totalBound
    let difference = a.sum - b.sum
    return (difference - slack).isNegativeOrZero && (-difference - slack).isNegativeOrZero
  }

  /// Filters of many shapes: sparse and dense, overlapping strings, prefixes of each other, small
  /// and large bases.
  static let filters: [([String], Int)] = [
    (["9"], 10), (["0"], 10), (["1"], 10), (["42"], 10), (["99"], 10), (["314159"], 10),
    (["00"], 10), (["9", "95", "11"], 10), (["121", "212"], 10), ([], 10),
    (["2", "3", "4", "5", "6", "7", "8", "9"], 10),
    (["0", "1", "2", "3", "4", "5", "6", "7", "8"], 10),
    (["0"], 2), (["11"], 2), (["00"], 2), (["10101"], 2), (["120"], 3), (["1"], 3), (["d"], 14),
    (["f"], 16), (["dead", "beef"], 16), (["g"], 17), (["z"], 36), (["zz", "0"], 36),
  ]

  /// Conditions that count, alone and together.
  static let counting: [([String], [String], [String], Int)] = [
    ([], ["9:1"], [], 10), ([], ["9:2"], [], 10), ([], ["0:0"], [], 10), ([], ["42:1"], [], 10),
    ([], ["99:2"], [], 10), ([], [], ["0:1"], 10), ([], [], ["1:3", "2:0"], 10),
    (["7"], ["9:1", "99:0"], ["0:2"], 10), ([], ["1:3"], [], 2), ([], ["10:2"], ["111:1"], 2),
    ([], ["f:1"], ["0:0"], 16), (["00"], ["0:2"], [], 3), ([], ["121:1"], ["12:2"], 3),
  ]
}
