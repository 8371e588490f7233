/// A condition on the digits of a number: strings that must not occur, strings that must occur a
/// certain number of times, and strings that may occur so often and no more.
///
/// Numbers are written without leading zeros, so `00` does not occur in 5. Strings are found
/// anywhere in a number, and may overlap: without `42`, 1427 is left out as well, and `99` occurs
/// twice in 999.
public struct DigitFilter: Hashable, Sendable, CustomStringConvertible {
  /// The bases in which numbers may be written.
  public static let bases = 2...1_000_000

  /// The base in which numbers are written.
  public let base: Int

  /// The strings that must not occur, each once, in the order given.
  public let omitted: [DigitString]

  /// The strings that must occur exactly so often.
  public let exactly: [DigitCount]

  /// The strings that may occur so often at most.
  public let atMost: [DigitCount]

  /// A condition.
  ///
  /// - Parameters:
  ///   - omitted: strings that must not occur.
  ///   - exactly: strings and how often they have to occur, such as `9:2`.
  ///   - atMost: strings and how often they may occur at most.
  ///   - base: from 2 to 1,000,000; see ``DigitString`` for how digits are written.
  /// - Throws: ``SeriesError`` for a base out of range, for what is no string of its digits, and
  ///   for counts that contradict each other.
  public init(
    omitting omitted: [String], exactly: [String] = [], atMost: [String] = [], base: Int = 10
  ) throws(SeriesError) {
    guard Self.bases.contains(base) else {
      throw SeriesError("base \(base) is out of range: give a base from 2 to 1000000")
    }
    self.base = base
    self.omitted = try Self.read(omitted) { text throws(SeriesError) in
      try DigitString(text, base: base)
    }
    self.exactly = try Self.read(exactly) { text throws(SeriesError) in
      try DigitCount(text, base: base)
    }
    self.atMost = try Self.read(atMost) { text throws(SeriesError) in
      try DigitCount(text, base: base)
    }
    try refuseContradictions()
  }

  /// Such as `no 9, 42 exactly 2 times, 0 at most 1 time (base 10)`.
  public var description: String {
    var parts = omitted.map { "no \($0)" }
    let times = { (count: DigitCount) in "\(count.times) time\(count.times == 1 ? "" : "s")" }
    parts += exactly.map { "\($0.string) exactly \(times($0))" }
    parts += atMost.map { "\($0.string) at most \(times($0))" }
    return (parts.isEmpty ? "every digit" : parts.joined(separator: ", ")) + " (base \(base))"
  }

  /// Whether every number meets it.
  public var isEmpty: Bool { omitted.isEmpty && exactly.isEmpty && atMost.isEmpty }

  /// Reads texts; what is said twice counts once.
  private static func read<Part: Equatable>(
    _ texts: [String], _ part: (String) throws(SeriesError) -> Part
  ) throws(SeriesError) -> [Part] {
    var parts: [Part] = []
    for text in texts {
      let part = try part(text)
      if !parts.contains(part) { parts.append(part) }
    }
    return parts
  }

  private func refuseContradictions() throws(SeriesError) {
    for (index, count) in exactly.enumerated() {
      if let other = exactly[..<index].first(where: { $0.string == count.string }) {
        throw SeriesError(
          "'\(count.string)' cannot occur exactly \(other.times) and exactly \(count.times) times")
      }
      if let most = atMost.first(where: { $0.string == count.string && $0.times < count.times }) {
        throw SeriesError(
          "'\(count.string)' cannot occur exactly \(count.times) and at most \(most.times) times")
      }
      if count.times > 0, let part = omitted.first(where: { count.string.contains($0) }) {
        throw SeriesError(
          "'\(count.string)' cannot occur exactly \(count.times) times where '\(part)' must not"
            + " occur")
      }
    }
  }
}
