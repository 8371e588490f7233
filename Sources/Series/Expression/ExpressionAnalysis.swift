/// Checks the types of an expression's parts, and finds out what can be known about them.
struct ExpressionAnalysis {
  /// The greatest number whose term is computed.
  static let greatestNumber = 1 << 53

  /// Bits of constants, while they are compared and put together.
  private static let bits = 192

  let nodes: [ExpressionNode]

  /// What is known about each of the parts.
  private(set) var facts: [ExpressionFacts] = []

  /// For each part the first one that is written alike.
  private var canonical: [Int] = []

  private let text: String

  init(_ nodes: [ExpressionNode], of text: String) throws(ExpressionError) {
    self.nodes = nodes
    self.text = text
    facts.reserveCapacity(nodes.count)
    var places: [Written: Int] = [:]
    for (place, node) in nodes.enumerated() {
      let written = Written(
        operation: node.operation, operands: node.operands.map { canonical[$0] })
      canonical.append(places[written] ?? place)
      places[written] = canonical[place]
    }
    for place in nodes.indices { facts.append(try facts(of: place)) }
    if let last = nodes.last, facts[nodes.count - 1].kind == .mask {
      throw error(
        "the term is a condition, not a number: write where(\(self[last.range]), 1, 0)", last.range)
    }
  }

  /// The bounds of a part with numbers up to a limit.
  ///
  /// - Parameters:
  ///   - place: the part's.
  ///   - limit: the greatest k.
  ///   - operands: the bounds of its operands.
  /// - Returns: nil if it is no integer, or if an operand has no bounds.
  /// - Throws: why there are none.
  func bounds(
    of place: Int, upTo limit: Int, _ operands: [IntegerBounds?]
  ) throws(IntegerBounds.Problem) -> IntegerBounds? {
    try bounds(nodes[place], facts[place], upTo: limit, operands)
  }

  private func bounds(
    _ node: ExpressionNode, _ own: ExpressionFacts, upTo limit: Int, _ operands: [IntegerBounds?]
  ) throws(IntegerBounds.Problem) -> IntegerBounds? {
    guard own.kind == .integer else { return nil }
    if let number = own.number { return number.integer.map { IntegerBounds($0, $0) } }
    if node.operation == .variable { return IntegerBounds(1, limit) }
    if node.operation == .choice {
      if let isFirst = facts[node.operands[0]].truth { return operands[isFirst ? 1 : 2] }
      guard let first = operands[1], let second = operands[2] else { return nil }
      return first.union(second)
    }
    guard let first = operands[0] else { return nil }
    switch node.operation {
    case .plus, .function(.floor), .function(.ceiling), .function(.round): return first
    case .negate: return first.negated
    case .function(.absolute): return first.absolute
    case .digits:
      guard first.lower >= 0 else { throw .negative }
      return IntegerBounds(0, 62)
    default: break
    }
    guard let second = operands[1] else { return nil }
    if node.operation == .power {
      return isSign(node) ? IntegerBounds(-1, 1) : try first.power(second.lower)
    }
    return try node.operation.onIntegers.map { operation throws(IntegerBounds.Problem) in
      try first.applying(operation, second)
    }
  }

  /// Whether it is a power of −1.
  func isSign(_ node: ExpressionNode) -> Bool {
    node.operation == .power && facts[node.operands[0]].number?.isEqual(to: -1) == true
      && facts[node.operands[1]].kind == .integer
  }

  /// What makes two parts alike.
  private struct Written: Hashable {
    let operation: ExpressionNode.Operation
    let operands: [Int]
  }

  // MARK: Types

  private subscript(range: Range<Int>) -> String {
    let text = String(decoding: Array(text.utf8)[range], as: UTF8.self)
    return text.count > 40 ? text.prefix(30) + "..." : text
  }

  private func error(_ message: String, _ place: Range<Int>) -> ExpressionError {
    ExpressionError(message, text, place)
  }

  private func facts(of place: Int) throws(ExpressionError) -> ExpressionFacts {
    let node = nodes[place]
    var result = ExpressionFacts(kind: try kind(of: node))
    let operands = node.operands.map { facts[$0] }
    result.constant = try constant(node, operands)
    if let number = result.number {
      result.kind = number.integer == nil ? .real : .integer
    }
    if node.operation == .choice, let isFirst = operands[0].truth {
      // What is not chosen has no part in it.
      result = operands[isFirst ? 1 : 2]
    } else if let truth = shortcut(node.operation, operands) {
      result.constant = .truth(truth)
    }
    if result.kind == .integer, result.bounds == nil {
      let bounds = try? bounds(node, result, upTo: Self.greatestNumber, operands.map(\.bounds))
      result.bounds = bounds ?? nil
    }
    if result.linear == nil, result.constant == nil {
      result.linear = linear(place, node, operands, result)
    }
    return result
  }

  /// The value of an operation on constants; nil if it depends on k.
  private func constant(
    _ node: ExpressionNode, _ operands: [ExpressionFacts]
  ) throws(ExpressionError) -> ExpressionValue? {
    let values = operands.compactMap(\.constant)
    guard values.count == operands.count, node.operation != .variable else { return nil }
    if case .random = node.operation { return nil }
    let value = ExpressionValue(node.operation, values, bits: Self.bits)
    if case .unknown(let reason) = value {
      throw error("'\(self[node.range])' \(reason)", node.range)
    }
    return value
  }

  /// The value of a condition one of whose two parts decides.
  private func shortcut(
    _ operation: ExpressionNode.Operation, _ operands: [ExpressionFacts]
  ) -> Bool? {
    switch operation {
    case .and where operands.contains { $0.truth == false }: false
    case .or where operands.contains { $0.truth == true }: true
    default: nil
    }
  }

  private func kind(of node: ExpressionNode) throws(ExpressionError) -> ValueKind {
    let kinds = node.operands.map { facts[$0].kind }
    let numbers: ValueKind = kinds.allSatisfy { $0 == .integer } ? .integer : .real
    switch node.operation {
    case .number, .pi: return .real
    case .variable: return .integer
    case .and, .or, .not:
      for operand in node.operands where facts[operand].kind != .mask {
        let range = nodes[operand].range
        throw error(
          "'\(self[node.symbol])' takes conditions such as k > 3, and '\(self[range])' is a number",
          range)
      }
      return .mask
    case .choice:
      if kinds[0] != .mask {
        let range = nodes[node.operands[0]].range
        throw error(
          "where takes a condition first, and '\(self[range])' is a number: write"
            + " \(self[range]) != 0", range)
      }
      try checkNumbers(node, node.operands.dropFirst())
      return kinds.dropFirst().allSatisfy { $0 == .integer } ? .integer : .real
    case .compare:
      try checkNumbers(node, node.operands[...])
      return .mask
    case .quotient, .remainder, .digits, .random:
      try checkNumbers(node, node.operands[...])
      try checkIntegers(node)
      if case .random = node.operation { return .real }
      return .integer
    default:
      try checkNumbers(node, node.operands[...])
    }
    switch node.operation {
    case .plus, .negate, .add, .subtract, .multiply, .least, .greatest, .function(.absolute),
      .function(.floor), .function(.ceiling), .function(.round):
      return numbers
    case .power: return isIntegerPower(node) ? numbers : .real
    default: return .real
    }
  }

  /// Whether a power of an integer is one.
  private func isIntegerPower(_ node: ExpressionNode) -> Bool {
    if let exponent = facts[node.operands[1]].number?.integer { return (1...64).contains(exponent) }
    return isSign(node)
  }

  private func checkNumbers(
    _ node: ExpressionNode, _ operands: ArraySlice<Int>
  ) throws(ExpressionError) {
    for operand in operands where facts[operand].kind == .mask {
      let range = nodes[operand].range
      throw error(
        "'\(self[node.symbol])' takes numbers, and '\(self[range])' is a condition: write"
          + " where(\(self[range]), 1, 0)", range)
    }
  }

  private func checkIntegers(_ node: ExpressionNode) throws(ExpressionError) {
    let symbol = self[node.symbol]
    for operand in node.operands where facts[operand].kind != .integer {
      let range = nodes[operand].range
      let hint =
        switch node.operation {
        case .quotient: ": of reals floor(x/y) is the quotient"
        case .remainder: ": of reals x - y*floor(x/y) is the remainder"
        default: ""
        }
      throw error("'\(symbol)' takes integers, and '\(self[range])' is real\(hint)", range)
    }
  }

  // MARK: Linear forms

  private func linear(
    _ place: Int, _ node: ExpressionNode, _ operands: [ExpressionFacts], _ own: ExpressionFacts
  ) -> LinearForm? {
    var form: LinearForm?
    switch node.operation {
    case .plus, .float: form = operands[0].linear
    case .negate: form = operands[0].linear?.negated
    case .add: form = sum(.add, operands[0], operands[1])
    case .subtract: form = sum(.subtract, operands[0], operands[1])
    case .multiply: form = product(operands[0], operands[1])
    case .divide: form = operands[1].number.flatMap { operands[0].linear?.scaled(.divide, $0) }
    case .multiplyAdd:
      var product = ExpressionFacts(kind: .real)
      product.linear = self.product(operands[0], operands[1])
      form = sum(.add, product, operands[2])
    default: break
    }
    if form == nil, own.kind == .integer, own.bounds != nil {
      form = LinearForm(integer: canonical[place], bits: Self.bits)
    }
    return form
  }

  private func sum(
    _ operation: RealOperation, _ a: ExpressionFacts, _ b: ExpressionFacts
  ) -> LinearForm? {
    if let constant = b.number { return a.linear?.moved(operation, constant) }
    guard let second = b.linear else { return nil }
    if let constant = a.number {
      return (operation == .add ? second : second.negated).moved(.add, constant)
    }
    return a.linear?.combined(operation, second)
  }

  private func product(_ a: ExpressionFacts, _ b: ExpressionFacts) -> LinearForm? {
    if let constant = b.number { return a.linear?.scaled(.multiply, constant) }
    return a.number.flatMap { b.linear?.scaled(.multiply, $0) }
  }
}

extension ExpressionNode.Operation {
  /// The operation on integers, if it is one.
  var onIntegers: IntegerOperation? {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .quotient: .quotient
    case .remainder: .remainder
    case .least: .least
    case .greatest: .greatest
    default: nil
    }
  }

  /// The operation on reals, if it is one.
  var onReals: RealOperation? {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    case .atan2: .atan2
    case .least: .least
    case .greatest: .greatest
    default: nil
    }
  }
}
