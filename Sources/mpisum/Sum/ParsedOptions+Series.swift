import Glibc
import Series

extension String {
  /// The decimal number that the text is: with a point, or an integer in one of the forms of
  /// ``NumberText``; nil for zero and for what is no such number.
  var decimalNumber: DecimalNumber? {
    if let number = DecimalNumber(self) { return number }
    guard case .number(let number)? = try? SeriesLimit(text: self, base: 10) else { return nil }
    return DecimalNumber(number.description)
  }
}

/// Values that say which numbers are summed.
extension ParsedOptions {
  /// The condition that the options --omit, --exactly, --at-most, --all and --base make.
  ///
  /// - Parameter isSlow: whether without any of them the digit 9 is omitted, where the base has one.
  /// - Returns: the condition.
  /// - Throws: ``UsageError``.
  func digitFilter(isSlow: Bool = true) throws(UsageError) -> DigitFilter {
    let base = try integer(OptionTable.base, in: DigitFilter.bases)
    let exactly = values(of: OptionTable.exactly)
    let atMost = values(of: OptionTable.atMost)
    var omit = values(of: OptionTable.omit)
    if contains(OptionTable.all) {
      for option in [OptionTable.omit, OptionTable.exactly, OptionTable.atMost] {
        try refuse(OptionTable.all, with: option, because: "it takes every k")
      }
    } else if isSlow && omit.isEmpty && exactly.isEmpty && atMost.isEmpty {
      guard base >= 10 else {
        throw UsageError(
          "--base \(base) needs --omit, --exactly, --at-most or --all: the digit 9, omitted by default, does"
            + " not occur in that base")
      }
      omit = [value(of: OptionTable.omit)]
    }
    do {
      return try DigitFilter(omitting: omit, exactly: exactly, atMost: atMost, base: base)
    } catch {
      throw UsageError(error.description)
    }
  }

  /// Up to where an option says that a series is summed.
  func seriesLimit(_ option: Option, base: Int) throws(UsageError) -> SeriesLimit {
    let text = value(of: option)
    let name = "--\(option.long) \(text.quoted)"
    let right = "an integer from 1, such as 1e8, 10^30 or \(base)^1000000, or 'inf'"
    if ["inf", "infinity", "oo"].contains(text.lowercased()) { return .infinity }
    do {
      return try SeriesLimit(text: text, base: base)
    } catch {
      let most =
        "at most \(WholeNumber.mostDigits) decimal digits, or a power of the base, \(base)^M with M"
        + " up to \(SeriesLimit.greatestExponent)"
      throw UsageError("\(name) \(error.fault); give \(error == .tooLarge ? most : right)")
    }
  }

  /// What the options --series, --term, --plugin, --s, --theta and --seed say is summed.
  func term() throws(UsageError) -> (term: Term, plugin: CompiledTerm?) {
    let name: SeriesName = try choice(OptionTable.series)
    for (option, names) in SeriesName.parameters where contains(option) && !names.contains(name) {
      let words = names.map { "--series \($0.rawValue)" }.joined(separator: " or ")
      throw UsageError("--\(option.long) is for \(words)")
    }
    if let text = values(of: OptionTable.term).last {
      try refuse(OptionTable.term, with: OptionTable.series, because: "it is what is summed")
      try refuse(OptionTable.term, with: OptionTable.plugin, because: "it is what is summed")
      return (.expression(try expression(text)), nil)
    }
    if contains(OptionTable.letConstant) {
      throw UsageError("--let names a constant of --term, which is not given")
    }
    if let plugin = values(of: OptionTable.plugin).last {
      try refuse(OptionTable.plugin, with: OptionTable.series, because: "it is what is summed")
      let term = try compiledTerm(plugin)
      return (.compiled(term.description), term)
    }
    return (try named(name), nil)
  }

  private func named(_ name: SeriesName) throws(UsageError) -> Term {
    switch name {
    case .slow, .harmonic: return .reciprocal
    case .basel: return .power(ExactNumber(2))
    case .alternating: return .alternating
    case .leibniz: return .leibniz
    case .pi: return .randomPoint(seed: UInt64(try integer(OptionTable.seed, in: 0...Int.max)))
    case .zeta, .log:
      if name == .zeta && !contains(OptionTable.exponent) {
        throw UsageError("--series zeta needs its exponent, such as --s 2 or --s 1.5")
      }
      let s = try exactNumber(OptionTable.exponent)
      guard !s.isNegative, !s.isZero else {
        throw UsageError("--s \(s.description.quoted) is not above 0; give such as 0.5, 2 or 3/2")
      }
      if name == .log { return .logarithm(s) }
      return s.isOne ? .reciprocal : .power(s)
    case .cosine:
      let theta = try exactNumber(OptionTable.theta)
      guard !theta.isZero else {
        throw UsageError("--theta 0 makes every cosine 1: that is --series harmonic")
      }
      return .cosine(theta)
    }
  }

  private func exactNumber(_ option: Option) throws(UsageError) -> ExactNumber {
    let text = value(of: option)
    guard let number = ExactNumber(text) else {
      throw UsageError(
        "--\(option.long) \(text.quoted) is not a number; give such as 0.1, 2.5e-3, 1/3 or 0x1.8p-2"
      )
    }
    return number
  }

  /// Reads --term and --let.
  private func expression(_ text: String) throws(UsageError) -> TermExpression {
    var constants: [(name: String, value: ExactNumber)] = []
    for option in values(of: OptionTable.letConstant) {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let value = ExactNumber(String(parts[1]).trimmed) else {
        throw UsageError(
          "--let \(option.quoted) is not NAME=NUMBER; give such as a=0.1, a=1/3 or a=0x1.8p-2")
      }
      constants.append((String(parts[0]).trimmed, value))
    }
    do {
      return try TermExpression(text, constants: constants)
    } catch {
      let lines = error.description.split(separator: "\n").map(String.init)
      throw UsageError("--term: \(error.message)", picture: Array(lines.dropFirst()))
    }
  }

  /// Loads `FILE[:SYMBOL]`.
  private func compiledTerm(_ text: String) throws(UsageError) -> CompiledTerm {
    // A file may have a colon in its name, and so may its directory.
    let colon =
      access(text, F_OK) == 0
      ? nil : text.lastIndex(of: ":").flatMap { text[$0...].contains("/") ? nil : $0 }
    let path = colon.map { String(text[..<$0]) } ?? text
    let symbol = colon.map { String(text[text.index(after: $0)...]) }
    guard !path.isEmpty, symbol != "" else {
      throw UsageError(
        "--plugin \(text.quoted) is not FILE or FILE:SYMBOL; give such as ./libterm.so")
    }
    do {
      return try CompiledTerm(path, symbol: symbol)
    } catch {
      Launch.letRootSpeakFirst("--plugin: \(error)")
      throw UsageError("--plugin: \(error)")
    }
  }

  /// The numbers of --at, ascending; empty if it was not given.
  func partialLimits() throws(UsageError) -> [Int] {
    var limits: Set<Int> = []
    for text in values(of: OptionTable.at) {
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let number: Int
        do {
          number = try Int(text: String(part))
        } catch {
          throw UsageError("--at \(text.quoted): \(String(part).quoted) \(error.fault)")
        }
        guard number > 0 else {
          throw UsageError(
            "--at \(text.quoted): \(String(part).quoted) is not an integer from 1; give such as 1e3,1e4,1e5"
          )
        }
        limits.insert(number)
      }
    }
    guard limits.count <= Self.mostPartialSums else {
      throw UsageError("--at has \(limits.count) numbers; give at most \(Self.mostPartialSums)")
    }
    return limits.sorted()
  }

  /// Every one costs each thread 7 KB, and a reduction as much.
  private static let mostPartialSums = 1000
}
