/// Random expressions, valid and not, that are the same in every run.
struct SampleGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// A number in [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(next() % UInt64(elements.count))]
  }

  // MARK: Valid ones

  /// A real expression, nested so deeply at most.
  mutating func real(_ depth: Int) -> String {
    if depth == 0 {
      return pick(["k", "k", "k", "0.5", "2", "3", "pi", "e", "a", "1/3", "0.125", "1e-3"])
    }
    let a = real(depth - 1)
    let b = real(pick([0, depth - 1]))
    switch next() % 16 {
    case 0, 1: return "(\(a) + \(b))"
    case 2: return "(\(a) - \(b))"
    case 3, 4: return "\(a)*\(b)"
    case 5, 6: return "(\(a))/(\(b) + 2)"
    case 7: return "-\(a)"
    case 8: return "(\(a))**\(pick(["2", "3", "-1", "0.5", "-2", "0"]))"
    case 9:
      return pick(["sin", "cos", "atan", "tanh", "abs", "floor", "round", "ceil"])
        + "(\(a)/\(pick(["4", "7", "k"])))"
    case 10:
      return pick(["sqrt(", "log(", "log1p(", "cbrt(", "log2(", "exp(1/"]) + "(abs(\(a)) + 1))"
    case 11: return "where(\(mask(depth - 1)), \(a), \(b))"
    case 12: return pick(["min(", "max(", "atan2(1 + "]) + "\(a), \(b))"
    case 13:
      return pick(["cos", "sin"])
        + "(\(pick(["pi", "0.1", "2/7", "a"]))*\(integer(1)) + \(real(0)))"
    case 14: return "rand(k, 3)"
    default: return integer(depth - 1)
    }
  }

  /// An integer expression.
  mutating func integer(_ depth: Int) -> String {
    if depth == 0 { return pick(["k", "k", "2", "7", "10", "1"]) }
    let a = integer(depth - 1)
    let b = integer(pick([0, depth - 1]))
    switch next() % 10 {
    case 0: return "(\(a) + \(b))"
    case 1: return "(\(a) - \(b))"
    case 2: return "\(pick(["2", "3"]))*(\(a))"
    case 3: return "(\(a)) % \(pick(["3", "7", "10"]))"
    case 4: return "(\(a)) // \(pick(["2", "5", "-3"]))"
    case 5: return "digits(abs(\(a)), \"\(pick(["9", "1", "00"]))\")"
    case 6: return "(-1)**(\(a))"
    case 7: return pick(["min", "max"]) + "(\(a), \(b))"
    case 8: return "where(\(mask(depth - 1)), \(a), \(b))"
    default: return "(\(a) % 10)**2"
    }
  }

  /// A condition.
  mutating func mask(_ depth: Int) -> String {
    let comparison = pick(["<", "<=", ">", ">=", "==", "!="])
    if depth <= 0 { return "\(integer(0)) \(comparison) \(integer(0))" }
    switch next() % 5 {
    case 0: return "(\(mask(depth - 1)) and \(mask(0)))"
    case 1: return "(\(mask(depth - 1)) | \(mask(0)))"
    case 2: return "(not \(mask(depth - 1)))"
    case 3: return "(\(real(depth - 1)) \(pick(["<", ">"])) \(real(0)))"
    default: return "(\(integer(depth - 1)) \(comparison) \(integer(0)))"
    }
  }

  // MARK: Others

  private static let words = [
    "k", "k", "k", "pi", "e", "a", "1", "2", "0.5", "1e3", "0x1p-4", "1e999", "+", "-", "*", "/",
    "**", "^", "//", "%", "<", "<=", ">", ">=", "==", "!=", "and", "or", "not", "&", "|", "~", "(",
    ")", "(", ")", ",", "\"9\"", "'", "=", "!", " ", "sqrt(", "cos(", "where(", "min(", "digits(",
    "rand(", "log(", "kk", "π", "²", "e\u{301}", "\u{0}", "9223372036854775807", "floor(", "-1",
  ]

  /// Words in any order.
  mutating func soup() -> String {
    let count = 1 + Int(next() % 20)
    return (0..<count).map { _ in pick(Self.words) }.joined(separator: pick(["", " "]))
  }

  /// Any bytes.
  mutating func bytes() -> String {
    let count = Int(next() % 40)
    return String(
      decoding: (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }, as: UTF8.self)
  }

  /// A valid expression with a few changes.
  mutating func mutated() -> String {
    var characters = Array(real(3))
    for _ in 0..<1 + next() % 3 {
      let place = Int(next() % UInt64(characters.count))
      switch next() % 4 {
      case 0: characters.remove(at: place)
      case 1: characters.insert(contentsOf: pick(Self.words), at: place)
      case 2: characters[place] = pick(Array("k10.()+-*/%<>=,\"~ "))
      default: characters.swapAt(place, Int(next() % UInt64(characters.count)))
      }
      if characters.isEmpty { return "" }
    }
    return String(characters)
  }
}
