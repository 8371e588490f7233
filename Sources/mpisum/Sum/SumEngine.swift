import Series

/// The engine that computes a sum, and why this one.
enum SumEngine {
  case direct(DirectEngine, reason: String)
  case moments(MomentsEngine, reason: String)
  case limit(MomentsEngine, reason: String)

  /// Terms up to which every one is evaluated unasked, whatever the cores: what is printed must not
  /// depend on them.
  private static let mostTerms = 100_000_000_000

  /// Takes the engine that was asked for, or chooses one.
  init(_ options: SumOptions) throws(UsageError) {
    let series = options.series
    let asked = "as asked for"
    switch options.engine {
    case .direct:
      self = .direct(try Self.direct(series), reason: asked)
    case .moments:
      guard series.limit != .infinity else {
        throw UsageError("--engine moments needs a limit N; for infinite sums there is 'limit'")
      }
      self = .moments(MomentsEngine(series), reason: asked)
    case .limit:
      guard series.limit == .infinity else {
        throw UsageError("--engine limit is for infinite sums: give --upto inf, or 'moments'")
      }
      self = .limit(MomentsEngine(series), reason: asked)
    case .auto:
      if series.limit == .infinity {
        self = .limit(MomentsEngine(series), reason: "for infinite sums")
      } else if options.decimals != nil {
        self = .moments(MomentsEngine(series), reason: "for as many decimals as wanted")
      } else {
        do {
          let direct = try DirectEngine(series)
          self =
            direct.termCount <= Self.mostTerms
            ? .direct(direct, reason: "up to 10^11 terms every one is evaluated")
            : .moments(MomentsEngine(series), reason: "for more than 10^11 terms")
        } catch {
          self = .moments(MomentsEngine(series), reason: "for what engine direct cannot do")
        }
      }
    }
  }

  /// As ``SumOptions/Engine`` and the JSON object name it.
  var name: String {
    switch self {
    case .direct: "direct"
    case .moments: "moments"
    case .limit: "limit"
    }
  }

  var reason: String {
    switch self {
    case .direct(_, let reason), .moments(_, let reason), .limit(_, let reason): reason
    }
  }

  private static func direct(_ series: SlowSeries) throws(UsageError) -> DirectEngine {
    do {
      return try DirectEngine(series)
    } catch {
      throw UsageError("--engine direct: \(error)")
    }
  }
}
