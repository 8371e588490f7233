import Series

/// The engine that computes a sum, and why this one.
struct SumEngine {
  /// What computes.
  enum Kind {
    /// Evaluates every term.
    case direct(any BlockEngine)
    /// Needs steps for the digits of the limit only; for the terms 1/k.
    case reciprocals(MomentsEngine)
    /// Likewise, for the other terms.
    case terms(TermMoments)
    /// Has found the sum over all k by two methods.
    case accelerated(AcceleratedSum)
  }

  let kind: Kind
  /// As ``SumOptions/Engine`` and the JSON object name it, and `accelerated`.
  let name: String
  let reason: String

  /// Terms up to which every one is evaluated unasked, whatever the cores: what is printed must not
  /// depend on them.
  private static let mostTerms = 100_000_000_000

  private init(_ kind: Kind, name: String, _ reason: String) {
    self.kind = kind
    self.name = name
    self.reason = reason
  }

  private init(_ kind: Kind, _ engine: SumOptions.Engine, _ reason: String) {
    self.init(kind, name: engine.rawValue, reason)
  }

  /// Takes the engine that was asked for, or chooses one.
  init(_ options: SumOptions) throws(UsageError) {
    let series = options.series
    let asked = "as asked for"
    do {
      if options.accelerates, case .expression(let term) = series.term {
        self = try Self.accelerated(term, digits: options.decimals)
        return
      }
      switch options.engine {
      case .direct:
        self.init(.direct(try Self.direct(options)), .direct, asked)
      case .moments:
        guard series.limit != .infinity else {
          throw SeriesError("it needs a limit N; for infinite sums there is 'limit'")
        }
        self.init(try Self.digits(series), .moments, asked)
      case .limit:
        guard series.limit == .infinity else {
          throw SeriesError("it is for infinite sums: give --upto inf, or 'moments'")
        }
        self.init(try Self.digits(series), .limit, asked)
      case .auto:
        self = try Self.automatic(options)
      }
    } catch {
      let name =
        options.accelerates
        ? "--accelerate: "
        : options.engine != .auto
          ? "--engine \(options.engine.rawValue): " : series.term.isExpression ? "--term: " : ""
      // Of a term that a user has written the place is shown, too.
      let lines = "\(error)".split(separator: "\n").map(String.init)
      throw UsageError("\(name)\(lines.first ?? "")", picture: Array(lines.dropFirst()))
    }
  }

  /// Whether two methods were asked for a sum over all k.
  var isAccelerated: Bool { if case .accelerated = kind { true } else { false } }

  private static func accelerated(
    _ term: TermExpression, digits: Int?
  ) throws(SeriesError) -> SumEngine {
    let sum = try AcceleratedSum(term, digits: digits ?? AcceleratedSum.defaultDigits)
    let methods = sum.methods.isEmpty ? "the term is 0" : sum.methods.joined(separator: ", ")
    return SumEngine(.accelerated(sum), name: "accelerated", methods)
  }

  private static func automatic(_ options: SumOptions) throws(SeriesError) -> SumEngine {
    let series = options.series
    switch series.term {
    case .randomPoint, .compiled, .expression:
      return SumEngine(.direct(try direct(options)), .direct, "the only one for such terms")
    default: break
    }
    if series.limit == .infinity {
      return SumEngine(try digits(series), .limit, "for infinite sums")
    }
    if options.decimals != nil {
      return SumEngine(try digits(series), .moments, "for as many decimals as wanted")
    }
    do {
      let direct = try direct(options)
      if direct.termCount <= mostTerms {
        return SumEngine(.direct(direct), .direct, "up to 10^11 terms every one is evaluated")
      }
    } catch {
      return SumEngine(try digits(series), .moments, "for what engine direct cannot do")
    }
    return SumEngine(try digits(series), .moments, "for more than 10^11 terms")
  }

  /// The engine that evaluates every term.
  private static func direct(_ options: SumOptions) throws(SeriesError) -> any BlockEngine {
    let series = options.series
    switch series.term {
    case .reciprocal: return try DirectEngine(series)
    case .power, .logarithm: return try PowerEngine(series)
    case .alternating, .leibniz, .cosine: return try PhaseEngine(series)
    case .randomPoint: return try RandomPointEngine(series)
    case .compiled:
      guard let plugin = options.plugin else { preconditionFailure("a plugin was loaded") }
      return try CompiledEngine(series, plugin)
    case .expression(let term):
      guard series.limit != .infinity else {
        throw SeriesError(
          "the terms are evaluated one by one: give a finite --upto, or --accelerate")
      }
      return try ExpressionEngine(series, term)
    }
  }

  /// The engine that works with the digits of the limit.
  private static func digits(_ series: SlowSeries) throws(SeriesError) -> Kind {
    switch series.term {
    case .reciprocal: return .reciprocals(MomentsEngine(series))
    case .randomPoint, .compiled, .expression:
      throw SeriesError("the terms \(series.term) can only be evaluated one by one: use 'direct'")
    default: return .terms(try TermMoments(series))
    }
  }
}
