/// Reads an expression as Python would, by operator precedence.
struct ExpressionParser {
  /// The most operations and operands that an expression may have.
  static let mostNodes = 2000

  /// How deeply its parts may be nested.
  static let mostNested = 100

  /// How tightly operators bind, from the loosest one.
  private enum Level: Int {
    case or = 1
    case and, not, bar, ampersand, comparison, sum, product, sign, power
  }

  /// A part that has been read, with its parentheses.
  private struct Part {
    let node: Int
    let range: Range<Int>
  }

  private let text: String
  private let constants: [String: ExactNumber]
  private let tokens: [ExpressionToken]
  private var position = 0
  private var depth = 0
  private var nodes: [ExpressionNode] = []

  private init(
    _ text: String, constants: [String: ExactNumber]
  ) throws(ExpressionError) {
    self.text = text
    self.constants = constants
    tokens = try ExpressionLexer.tokens(of: text)
  }

  /// The operations of an expression, each after its operands; the last one is the whole.
  static func nodes(
    of text: String, constants: [String: ExactNumber]
  ) throws(ExpressionError) -> [ExpressionNode] {
    var parser = try Self(text, constants: constants)
    if case .end = parser.token.kind {
      throw parser.error(
        "the expression is empty: give one such as cos(k)/k", parser.token.place)
    }
    _ = try parser.expression(Level.or.rawValue)
    switch parser.token.kind {
    case .end: return parser.nodes
    case .symbol(")"):
      throw parser.error("there is no ( for this )", parser.token.place)
    case .symbol(","):
      throw parser.error(
        "a comma stands between the arguments of a function only, and decimals have a point",
        parser.token.place)
    default:
      throw parser.error(
        "an operator is missing before '\(parser.word)': write * for a product",
        parser.token.place)
    }
  }

  // MARK: Words

  private var token: ExpressionToken { tokens[position] }

  /// The word here as it was written.
  private var word: String { self[token.place] }

  private subscript(range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  private func error(_ message: String, _ place: Range<Int>) -> ExpressionError {
    ExpressionError(message, text, place)
  }

  private func isSymbol(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

  private mutating func expect(_ symbol: String, _ what: String) throws(ExpressionError) {
    guard isSymbol(symbol) else {
      throw error(
        "\(what): '\(symbol)' is missing"
          + (token.kind == .end ? " at the end" : " before '\(word)'"), token.place)
    }
    position += 1
  }

  private mutating func add(
    _ operation: ExpressionNode.Operation, _ operands: [Part], _ range: Range<Int>,
    _ symbol: Range<Int>
  ) throws(ExpressionError) -> Part {
    guard nodes.count < Self.mostNodes else {
      throw error(
        "the expression has more than \(Self.mostNodes) numbers and operations", symbol)
    }
    nodes.append(
      ExpressionNode(
        operation: operation, operands: operands.map(\.node), range: range, symbol: symbol))
    return Part(node: nodes.count - 1, range: range)
  }

  // MARK: Operators

  /// Reads what binds at least so tightly.
  private mutating func expression(_ level: Int) throws(ExpressionError) -> Part {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostNested else {
      throw error(
        "the expression is nested more than \(Self.mostNested) levels deep here", token.place)
    }
    var left = try operand()
    while let own = binaryLevel, own.rawValue >= level {
      let symbol = token
      position += 1
      // The operand of a power may have a sign and another power.
      let right = try expression(own == .power ? Level.sign.rawValue : own.rawValue + 1)
      left = try combine(left, symbol, right)
      if own == .comparison, binaryLevel == .comparison {
        throw error(
          "comparisons do not chain: write 'a < b and b < c' instead of 'a < b < c'", token.place)
      }
    }
    return left
  }

  /// How tightly the operator here binds, if it is one between two operands.
  private var binaryLevel: Level? {
    switch token.kind {
    case .name("or"): .or
    case .name("and"): .and
    case .symbol(let symbol):
      switch symbol {
      case "|": .bar
      case "&": .ampersand
      case "<", "<=", ">", ">=", "==", "!=": .comparison
      case "+", "-": .sum
      case "*", "/", "//", "%": .product
      case "**", "^": .power
      default: nil
      }
    default: nil
    }
  }

  private mutating func combine(
    _ left: Part, _ symbol: ExpressionToken, _ right: Part
  ) throws(ExpressionError) -> Part {
    let operation: ExpressionNode.Operation
    var operands = [left, right]
    switch self[symbol.place] {
    case "or", "|": operation = .or
    case "and", "&": operation = .and
    case "<": operation = .compare(.less, isDenied: false)
    case "<=": operation = .compare(.lessOrEqual, isDenied: false)
    case ">": (operation, operands) = (.compare(.less, isDenied: false), [right, left])
    case ">=": (operation, operands) = (.compare(.lessOrEqual, isDenied: false), [right, left])
    case "==": operation = .compare(.equal, isDenied: false)
    case "!=": operation = .compare(.equal, isDenied: true)
    case "+": operation = .add
    case "-": operation = .subtract
    case "*": operation = .multiply
    case "/": operation = .divide
    case "//": operation = .quotient
    case "%": operation = .remainder
    default: operation = .power
    }
    return try add(
      operation, operands, left.range.lowerBound..<right.range.upperBound, symbol.place)
  }

  /// Reads a sign or `not` with its operand, or what has no operator.
  private mutating func operand() throws(ExpressionError) -> Part {
    let first = token
    let prefix: (operation: ExpressionNode.Operation, level: Level)? =
      switch first.kind {
      case .symbol("-"): (.negate, .sign)
      case .symbol("+"): (.plus, .sign)
      case .symbol("~"): (.not, .sign)
      case .name("not"): (.not, .not)
      default: nil
      }
    guard let prefix else { return try primary() }
    position += 1
    let part = try expression(prefix.level.rawValue)
    return try add(
      prefix.operation, [part], first.place.lowerBound..<part.range.upperBound, first.place)
  }

  // MARK: Operands

  private mutating func primary() throws(ExpressionError) -> Part {
    let first = token
    switch first.kind {
    case .number(let number):
      position += 1
      return try add(.number(Rational(number)), [], first.place, first.place)
    case .name(let name):
      return try self.name(name)
    case .symbol("("):
      position += 1
      let part = try expression(Level.or.rawValue)
      if isSymbol(",") {
        throw error("a comma stands between the arguments of a function only", token.place)
      }
      let end = token.place.upperBound
      try expect(")", "the parenthesis is not closed")
      return Part(node: part.node, range: first.place.lowerBound..<end)
    case .text:
      throw error(
        "a text in quotation marks is an argument of digits only: digits(k, \"9\")", first.place)
    case .end:
      throw error(
        "the expression ends too early: a number, a name or ( is missing", first.place)
    case .symbol:
      throw error(
        "a number, a name or ( is missing before '\(word)'", first.place)
    }
  }

  private mutating func name(_ written: String) throws(ExpressionError) -> Part {
    let place = token.place
    let name = ExpressionNames.aliases[written] ?? written
    if ["digits", "rand"].contains(name) || ExpressionNames.functions[name] != nil {
      position += 1
      return try function(name, written, place)
    }
    let part: Part
    if name == "k" {
      part = try add(.variable, [], place, place)
    } else if name == "pi" {
      part = try add(.pi, [], place, place)
    } else if name == "e" {
      let one = try add(.number(Rational(1)), [], place, place)
      part = try add(.function(.exp), [one], place, place)
    } else if let number = constants[name] {
      part = try add(.number(Rational(number)), [], place, place)
    } else {
      throw unknown(name, place)
    }
    position += 1
    if isSymbol("(") {
      throw error("'\(name)' is no function: write \(name)*(...) for a product", place)
    }
    return part
  }

  private func unknown(_ name: String, _ place: Range<Int>) -> ExpressionError {
    if ExpressionNames.operators.contains(name) {
      return error("a number, a name or ( is missing before '\(name)'", place)
    }
    let known = Array(constants.keys) + ExpressionNames.reserved
    // The order of dictionaries differs from run to run.
    let meant =
      ExpressionNames.instead[name].map { "write \($0)" }
      ?? nearest(to: name, in: known.sorted()).map { "did you mean \($0)?" }
    let hint = meant ?? "give its value with --let \(name)=..."
    return error("'\(name)' is not known: \(hint)", place)
  }

  private mutating func function(
    _ name: String, _ written: String, _ place: Range<Int>
  ) throws(ExpressionError) -> Part {
    guard isSymbol("(") else {
      throw error("'\(written)' is a function: write \(written)(...)", place)
    }
    position += 1
    var parts: [Part] = []
    var operation: ExpressionNode.Operation?
    while !isSymbol(")") {
      if !parts.isEmpty || operation != nil {
        guard isSymbol(",") else { break }
        position += 1
      }
      if name == "digits", parts.count == 1 {
        operation = try digits()
        break
      }
      if name == "rand", parts.count == 1 {
        operation = .random(seed: UInt64(try integer("the seed", 0...Int.max)))
        break
      }
      parts.append(try expression(Level.or.rawValue))
    }
    let range = place.lowerBound..<token.place.upperBound
    try expect(")", "the arguments of \(written)")
    guard let function = ExpressionNames.functions[name] else {
      guard let operation else {
        let form = name == "digits" ? "digits(k, \"9\")" : "rand(k, 1) with a seed"
        throw error("\(written) takes 2 arguments: write \(form)", range)
      }
      return try add(operation, parts, range, place)
    }
    try check(parts.count, of: written, function.arguments, range)
    guard function.arguments.upperBound > 3 else {
      return try add(function.operation, parts, range, place)
    }
    var result = parts[0]
    for part in parts.dropFirst() {
      result = try add(function.operation, [result, part], range, place)
    }
    return result
  }

  private func check(
    _ count: Int, of name: String, _ arguments: ClosedRange<Int>, _ range: Range<Int>
  ) throws(ExpressionError) {
    if arguments.contains(count) { return }
    let least = arguments.lowerBound
    let wanted =
      "\(least)"
      + (arguments.count > 1 ? " or more arguments" : least == 1 ? " argument" : " arguments")
    let hint = name == "log" && count == 2 ? ": log(x)/log(b) has base b" : ""
    throw error("\(name) takes \(wanted), not \(count)\(hint)", range)
  }

  /// Reads the string of `digits`, and the base if there is one.
  private mutating func digits() throws(ExpressionError) -> ExpressionNode.Operation {
    let place = token.place
    guard case .text(let string) = token.kind else {
      throw error(
        "digits takes digits in quotation marks, such as digits(k, \"9\")", place)
    }
    position += 1
    var base = 10
    if isSymbol(",") {
      position += 1
      base = try integer("the base", DigitString.letterBases)
    }
    do throws(SeriesError) {
      let digits = try DigitString(string, base: base).digits
      guard digits.count <= Int.bitWidth else {
        throw SeriesError("an integer has at most \(Int.bitWidth) digits: give fewer")
      }
      return .digits(digits.map(UInt8.init), base: base)
    } catch {
      throw self.error(error.description, place)
    }
  }

  /// Reads an integer that is written out, or a constant that is one.
  private mutating func integer(
    _ what: String, _ range: ClosedRange<Int>
  ) throws(ExpressionError) -> Int {
    let value: Int? =
      switch token.kind {
      case .number(let number): Rational(number).integer
      case .name(let name): constants[name].flatMap { Rational($0).integer }
      default: nil
      }
    guard let value, range.contains(value) else {
      throw error(
        "\(what) is an integer from \(range.lowerBound) to \(range.upperBound)", token.place)
    }
    position += 1
    return value
  }
}
