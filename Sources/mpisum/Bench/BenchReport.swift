import NodeResources
import ParallelSeries
import Series

/// What `bench` prints: the table of cores against run time, and the machine; schema `mpisum.bench/1`.
struct BenchReport: Encodable {
  /// A line of the table.
  struct Row: Encodable {
    let scaling: String
    let cores: Int
    let ranks: Int
    let threads: Int
    let hosts: Int
    let terms: Int
    /// The median, the shortest and the longest of the measurements.
    let seconds: Double
    let min: Double
    let max: Double
    /// Of the median.
    let compute: Double
    let reduce: Double
    /// The slowest rank's seconds over the mean.
    let balance: Double
    let rate: Double
    let speedup: Double
    let efficiency: Double

    enum CodingKeys: String, CodingKey, CaseIterable {
      case scaling, cores, ranks, threads, hosts, terms, seconds, min, max, compute, reduce, balance
      case rate = "terms_per_second"
      case speedup, efficiency
    }

    fileprivate init(_ point: ScalingPoint, base: ScalingPoint) {
      scaling = point.kind.rawValue
      cores = point.layout.cores
      ranks = point.layout.ranks
      threads = point.layout.threads
      hosts = point.hosts
      terms = point.terms
      seconds = point.seconds.roundedToMicroseconds
      min = point.fastest.roundedToMicroseconds
      max = point.slowest.roundedToMicroseconds
      compute = point.computeSeconds.roundedToMicroseconds
      reduce = point.reduceSeconds.roundedToMicroseconds
      balance = point.imbalance.roundedToMicroseconds
      rate = point.rate.rounded()
      speedup = point.speedup(over: base).roundedToMicroseconds
      efficiency = point.efficiency(over: base).roundedToMicroseconds
    }

    /// The row's values in the order of ``CodingKeys``.
    fileprivate var values: [String] {
      [scaling] + [cores, ranks, threads, hosts, terms].map { String($0) }
        + [seconds, min, max, compute, reduce, balance].map { $0.fixed(6) }
        + [rate.fixed(0), speedup.fixed(4), efficiency.fixed(4)]
    }
  }

  /// One of the nodes.
  struct Machine: Encodable, Hashable {
    let host: String
    let processor: String?
    let cores: Int?
    let memory: Int?
    let ranks: Int
  }

  let schema = "mpisum.bench/1"
  let series: String
  let termsPerCore: Int
  let repeats: Int
  let rows: [Row]
  let machines: [Machine]
  let mpi: String
  let launcher: String?
  let version: String
  let isa: String
  let started: String

  enum CodingKeys: String, CodingKey {
    case schema, series, rows, machines, mpi, launcher, version, isa, started
    case termsPerCore = "terms_per_core"
    case repeats = "repeat"
  }

  init(facts: [RankFacts], plan: ScalingPlan, points: [ScalingPoint], started: String) {
    series = plan.series.description
    termsPerCore = plan.termsPerCore
    repeats = plan.repeats
    rows = ScalingPoint.Kind.allCases.flatMap { kind in
      let points = points.filter { $0.kind == kind }
      return points.map { Row($0, base: points[0]) }
    }
    var hosts: [String] = []
    for fact in facts where !hosts.contains(fact.host) { hosts.append(fact.host) }
    machines = hosts.compactMap { host in
      let ranks = facts.filter { $0.host == host }
      return ranks.first.map { first in
        Machine(
          host: host, processor: first.processor,
          cores: first.binding.node.flatMap { CoreSet(list: $0) }?.count,
          memory: first.memory.node, ranks: ranks.count)
      }
    }
    mpi = Versions.mpi
    launcher = facts.first?.mpi.launcher
    version = Program.version
    isa = Versions.instructionSet
    self.started = started
  }

  /// The report as the user wants it.
  func text(_ format: BenchOptions.Format) throws -> String {
    switch format {
    case .text: return text
    case .csv: return csv
    case .json: return try jsonLine()
    }
  }

  /// The rows alone, with a header (RFC 4180, but for the line ends).
  private var csv: String {
    let header = Row.CodingKeys.allCases.map(\.rawValue)
    return ([header] + rows.map(\.values)).map { $0.joined(separator: ",") }.lines()
  }
}
