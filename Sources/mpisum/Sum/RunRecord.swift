import ParallelSeries

/// How a sum was computed: everything that depends on the layout and on the machine.
struct RunRecord: Encodable {
  /// Wall-clock seconds on the root.
  struct Seconds: Encodable {
    /// From the program's start to the end of the reduction, `MPI_Init` included.
    let total: Double
    /// From the first term to the last, on the slowest rank.
    let compute: Double
    /// From the last term to the end of the reduction.
    let reduce: Double
  }

  /// The number of ranks.
  let ranks: Int
  /// The threads of each rank, in rank order.
  let threads: [Int]
  /// The different hosts, in the order of their first rank.
  let hosts: [String]
  let seconds: Seconds
  /// The MPI library's name and version.
  let mpi: String
  /// This program's version.
  let version: String
  /// The instruction set that the program was built for.
  let isa: String
  /// When the program was started: ISO 8601, UTC.
  let started: String

  init(_ report: WorkReport, totalSeconds: Double, started: String) {
    ranks = report.ranks.count
    threads = report.ranks.map(\.threads)
    hosts = report.ranks.map(\.host).reduce(into: []) { hosts, host in
      if !hosts.contains(host) { hosts.append(host) }
    }
    seconds = Seconds(
      total: totalSeconds.roundedToMicroseconds,
      compute: report.computeSeconds.roundedToMicroseconds,
      reduce: report.reduceSeconds.roundedToMicroseconds)
    mpi = Versions.mpi
    version = Program.version
    isa = Versions.instructionSet
    self.started = started
  }

  /// The run on one line, for standard error.
  ///
  /// - Parameter terms: how many were evaluated; nil if none were.
  /// - Returns: the line.
  func line(terms: Int?) -> String {
    let threads = self.threads.reduce(0, +)
    let rate = terms.map { ", \((Double($0) / max(seconds.compute, 1e-6)).rate) terms/s" } ?? ""
    return "\(count(ranks, "rank")), \(count(threads, "thread")), \(count(hosts.count, "host")): "
      + "\(seconds.total.fixed(3)) s (compute \(seconds.compute.fixed(3)) s, "
      + "reduce \(seconds.reduce.fixed(3)) s)\(rate)\n"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
