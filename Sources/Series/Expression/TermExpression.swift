import CMPFR

/// A term that a user has written, such as `cos(k)/k`.
///
/// What the language has is in `docs/terms.md`. Numbers are taken exactly: 0.1 is one tenth.
public struct TermExpression: Hashable, Sendable, CustomStringConvertible {
  /// The most constants that may be named.
  private static let mostConstants = 100

  /// As it was written.
  public let description: String

  /// The constants that it may name.
  public let constants: [(name: String, value: ExactNumber)]

  private let program: TermProgram

  /// The parts, of which the last is the whole.
  private let nodes: [ExpressionNode]

  /// Those that are computed as integers.
  private let integers: Set<Int>

  /// Reads an expression.
  ///
  /// - Parameters:
  ///   - text: the expression.
  ///   - constants: names that it may hold, and what they stand for.
  /// - Throws: ``ExpressionError`` for what is none.
  public init(
    _ text: String, constants: [(name: String, value: ExactNumber)] = []
  ) throws(ExpressionError) {
    description = text
    self.constants = constants
    let values = try Self.values(of: constants, text)
    nodes = try ExpressionParser.nodes(of: text, constants: values)
    let analysis = try ExpressionAnalysis(nodes, of: text)
    (program, integers) = try ExpressionCompiler.compile(analysis, of: text)
  }

  /// The text on one line, and what the constants stand for: `cos(a*k)/k; a = 0.5`.
  var formula: String {
    description.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      + constants.map { "; \($0.name) = \($0.value)" }.joined()
  }

  /// Whether every machine computes the same terms.
  public var isPortable: Bool { program.isPortable }

  /// The term's steps.
  ///
  /// - Parameter limit: the greatest number k.
  /// - Returns: the same steps for every limit.
  /// - Throws: ``SeriesError`` for a limit up to which a part that is computed in integers may be too
  ///   large, and above 2⁵³.
  package func program(upTo limit: Int) throws(SeriesError) -> TermProgram {
    let greatest = ExpressionAnalysis.greatestNumber
    guard (1...greatest).contains(limit) else {
      throw SeriesError(
        "the term '\(description)' is computed for k up to \(greatest), not \(limit)")
    }
    guard let analysis = try? ExpressionAnalysis(nodes, of: description) else {
      preconditionFailure("the expression '\(description)' was one before")
    }
    guard let (place, problem) = fault(analysis, upTo: limit) else { return program }
    // What may go wrong up to some number may do so up to a greater one.
    var (good, bad) = (0, limit)
    while bad - good > 1 {
      let middle = good + (bad - good) / 2
      if fault(analysis, upTo: middle) == nil { good = middle } else { bad = middle }
    }
    let advice = good > 0 ? "; up to \(good) it is right" : ""
    throw SeriesError(
      ExpressionError(
        "for k up to \(limit) this part \(problem.rawValue)\(advice)", description,
        nodes[place].range
      ).description)
  }

  /// The term at a number, computed without rounding but where it cannot be helped.
  ///
  /// - Parameters:
  ///   - number: k.
  ///   - bits: of the numbers on the way.
  /// - Returns: doubles between which the term lies: the same one twice if it is one; nil where there
  ///   is none, and where a condition or a step of a function cannot be told.
  package func reference(at number: Int, bits: Int) -> ClosedRange<Double>? {
    guard case .number(let value) = value(at: number, bits: bits) else { return nil }
    let lower = value.interval.lower.with { mpfr_get_d($0, MPFR_RNDD) }
    let upper = value.interval.upper.with { mpfr_get_d($0, MPFR_RNDU) }
    return lower...upper
  }

  /// The term at a number as a ball, likewise.
  func ball(at number: Int, bits: Int) -> Ball? {
    guard case .number(let value) = value(at: number, bits: bits) else { return nil }
    return value.interval.ball
  }

  private func value(at number: Int, bits: Int) -> ExpressionValue {
    var values: [ExpressionValue] = []
    for node in nodes {
      let operation = node.operation == .variable ? .number(Rational(number)) : node.operation
      values.append(ExpressionValue(operation, node.operands.map { values[$0] }, bits: bits))
    }
    return values.last ?? .unknown("is empty")
  }

  /// The first part that cannot be computed in integers, and why.
  private func fault(
    _ analysis: ExpressionAnalysis, upTo limit: Int
  ) -> (place: Int, problem: IntegerBounds.Problem)? {
    var bounds: [IntegerBounds?] = []
    for (place, node) in nodes.enumerated() {
      do {
        bounds.append(
          try analysis.bounds(of: place, upTo: limit, node.operands.map { bounds[$0] }))
      } catch {
        if integers.contains(place) { return (place, error) }
        bounds.append(nil)
      }
    }
    return nil
  }

  private static func values(
    of constants: [(name: String, value: ExactNumber)], _ text: String
  ) throws(ExpressionError) -> [String: ExactNumber] {
    guard constants.count <= mostConstants else {
      throw ExpressionError(
        "\(constants.count) constants are named: at most \(mostConstants) can be", text, nil)
    }
    var values: [String: ExactNumber] = [:]
    for (name, value) in constants {
      let fault: String? =
        !ExpressionNames.isName(name)
        ? "is no name: give letters, digits and _, a letter first"
        : ExpressionNames.reserved.contains(name)
          ? "has a meaning in expressions: give the constant another name"
          : values[name] != nil ? "is given twice: give each constant once" : nil
      if let fault { throw ExpressionError("the constant name '\(name)' \(fault)", text, nil) }
      values[name] = value
    }
    return values
  }

  /// Whether two are written alike, with the same constants.
  public static func == (a: Self, b: Self) -> Bool {
    a.description == b.description && a.constants.elementsEqual(b.constants, by: ==)
  }

  /// Hashes the text and the constants.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(description)
    for (name, value) in constants {
      hasher.combine(name)
      hasher.combine(value)
    }
  }
}
