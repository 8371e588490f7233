/// A text with braces in it, which stand for several texts, as in a shell.
///
///     9:{0..2}    {00..99}    {0..20..5}    {a..f}    {1e3,1e6,inf}    {0..9}{x,y{1,2}}
///
/// The leftmost brace changes slowest. A range one of whose ends is written with a leading zero keeps
/// that width. What is no such brace, as `{7}` or `{a,b`, stays as it is.
package struct BraceExpansion {
  private enum Part {
    case text(String)
    case choice([[Part]])
    case numbers(first: Int, last: Int, step: Int, width: Int)
    case letters(first: UInt8, last: UInt8, step: Int)
  }

  /// Braces inside of braces inside of braces...: deeper ones are taken as they are.
  private static let mostDepth = 32

  private let parts: [Part]

  package init(_ text: String) {
    let characters = Array(text)
    var partner: [Int: Int] = [:]
    var open: [Int] = []
    for (index, character) in characters.enumerated() {
      if character == "{" {
        open.append(index)
      } else if character == "}", let start = open.popLast() {
        partner[start] = index
      }
    }
    parts = Self.parts(of: characters[...], partner, depth: 0)
  }

  /// How many texts it stands for; nil if they are too many to be counted.
  package var count: Int? { Self.count(parts) }

  /// The texts, whose number is to be asked for first.
  package var texts: [String] { Self.texts(parts) }

  /// Cuts a text into what stands as it is and what is in braces.
  private static func parts(
    of text: ArraySlice<Character>, _ partner: [Int: Int], depth: Int
  ) -> [Part] {
    var parts: [Part] = []
    var plain = ""
    var index = text.startIndex
    while index < text.endIndex {
      guard let end = partner[index], depth < mostDepth else {
        plain.append(text[index])
        index += 1
        continue
      }
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      let inside = text[index + 1..<end]
      let pieces = pieces(of: inside, partner)
      if pieces.count > 1 {
        parts.append(.choice(pieces.map { Self.parts(of: $0, partner, depth: depth + 1) }))
      } else if let range = range(String(inside)) {
        parts.append(range)
      } else {
        parts.append(.text("{"))
        parts += Self.parts(of: inside, partner, depth: depth + 1)
        plain = "}"
      }
      index = end + 1
    }
    return plain.isEmpty ? parts : parts + [.text(plain)]
  }

  /// What stands between the commas that are in no further braces.
  private static func pieces(
    of text: ArraySlice<Character>, _ partner: [Int: Int]
  ) -> [ArraySlice<Character>] {
    var pieces: [ArraySlice<Character>] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      if text[index] == "," {
        pieces.append(text[start..<index])
        start = index + 1
      }
      index = (partner[index] ?? index) + 1
    }
    return pieces + [text[start...]]
  }

  /// Reads `00..99`, `0..20..5` or `a..f`.
  private static func range(_ text: String) -> Part? {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count == 2 || ends.count == 3 else { return nil }
    guard let step = ends.count == 3 ? Int(ends[2]) : 1, step != 0, step != .min else {
      return nil
    }
    if let first = Int(ends[0]), let last = Int(ends[1]) {
      guard !last.subtractingReportingOverflow(first).overflow, last - first != .min else {
        return nil
      }
      let isPadded = ends[..<2].contains { end in
        let digits = end.drop { $0 == "-" || $0 == "+" }
        return digits.count > 1 && digits.first == "0"
      }
      let width = isPadded ? max(ends[0].count, ends[1].count) : 0
      return .numbers(first: first, last: last, step: abs(step), width: width)
    }
    guard let first = letter(ends[0]), let last = letter(ends[1]), first >> 5 == last >> 5 else {
      return nil
    }
    return .letters(first: first, last: last, step: abs(step))
  }

  /// The code of a single letter.
  private static func letter(_ text: Substring) -> UInt8? {
    guard text.utf8.count == 1, let code = text.utf8.first else { return nil }
    let isLetter = (65...90).contains(code) || (97...122).contains(code)
    return isLetter ? code : nil
  }

  private static func count(_ parts: [Part]) -> Int? {
    var count = 1
    for part in parts {
      guard let factor = Self.count(part) else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      count = product
    }
    return count
  }

  private static func count(_ part: Part) -> Int? {
    switch part {
    case .text: return 1
    case .numbers(let first, let last, let step, _):
      let (count, overflow) = (abs(last - first) / step).addingReportingOverflow(1)
      return overflow ? nil : count
    case .letters(let first, let last, let step): return abs(Int(last) - Int(first)) / step + 1
    case .choice(let choices):
      var sum = 0
      for choice in choices {
        guard let count = count(choice) else { return nil }
        let (next, overflow) = sum.addingReportingOverflow(count)
        if overflow { return nil }
        sum = next
      }
      return sum
    }
  }

  private static func texts(_ parts: [Part]) -> [String] {
    parts.reduce([""]) { starts, part in
      let ends = texts(part)
      return starts.flatMap { start in ends.map { start + $0 } }
    }
  }

  private static func texts(_ part: Part) -> [String] {
    switch part {
    case .text(let text): [text]
    case .choice(let choices): choices.flatMap { texts($0) }
    case .numbers(let first, let last, let step, let width):
      numbers(first, last, step).map { padded($0, to: width) }
    case .letters(let first, let last, let step):
      numbers(Int(first), Int(last), step).map { String(UnicodeScalar(UInt8($0))) }
    }
  }

  /// From the one to the other, whichever is less.
  private static func numbers(_ first: Int, _ last: Int, _ step: Int) -> [Int] {
    Array(stride(from: first, through: last, by: first <= last ? step : -step))
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number.magnitude)
    let sign = number < 0 ? "-" : ""
    return sign + String(repeating: "0", count: max(0, width - digits.count - sign.count)) + digits
  }
}
