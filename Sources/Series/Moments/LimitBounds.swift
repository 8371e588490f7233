/// How many further digits the numbers up to a limit can have behind prefixes.
struct LimitBounds {
  /// The limit's first digits as numbers, with the count of the digits that follow: from none of
  /// its digits up to the first such number that is no prefix any more.
  private let heads: [(number: Int, following: Int)]

  /// The most levels of moments that any prefix needs.
  let levels: Int

  /// The first of the limit's numbers that is a prefix, if it has so many digits.
  let boundary: (number: Int, following: Int)?

  /// The limit, if it is less than every prefix.
  let integer: Int?

  init(_ limit: [Int], base: Int, least: Int) {
    var heads = [(number: 0, following: limit.count)]
    for digit in limit {
      let last = heads[heads.count - 1]
      guard last.number < least * base else { break }
      heads.append((last.number * base + digit, last.following - 1))
    }
    self.heads = heads
    boundary = heads.first { $0.number >= least }
    integer = boundary == nil ? heads.last?.number : nil
    levels = boundary.map { $0.following + 1 } ?? 0
  }

  /// How many levels are below the limit as a whole: those of L further digits with L less than
  /// this.
  func levels(of prefix: Int) -> Int {
    // The heads grow as less digits follow them.
    heads.last { $0.number <= prefix }?.following ?? 0
  }
}
