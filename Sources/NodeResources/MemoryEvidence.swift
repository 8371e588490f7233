/// All that says how much memory the ranks of a node may use together, in bytes.
public struct MemoryEvidence: Hashable, Sendable {
  /// The node's own memory; nil where the kernel does not say.
  public var physical: Int?

  /// What control groups grant; nil where they set no limit.
  public var cgroup: Int?

  /// What Slurm gave the job on this node: `SLURM_MEM_PER_NODE`, or `SLURM_MEM_PER_CPU` for each of
  /// `SLURM_CPUS_ON_NODE`.
  public var slurm: Int?

  /// Creates evidence of nothing.
  public init() {}

  /// Reads the evidence about this process.
  ///
  /// - Parameters:
  ///   - root: the directory that stands for `/`, with `/` at its end.
  ///   - environment: the value of an environment variable, nil where it is not set.
  public init(reading root: String, environment: (String) -> String?) {
    physical = SystemFile.text(root + "proc/meminfo")
      .flatMap { SystemFile.value(of: "MemTotal", in: $0) }
      .flatMap { Int($0.prefix { $0.isNumber }) }
      .map { $0 * 1024 }
    cgroup = CgroupMemory.read(root: root)
    // Slurm's zero is all that the node has.
    func number(_ name: String) -> Int { environment(name).flatMap { Int($0) } ?? 0 }
    let perNode = number("SLURM_MEM_PER_NODE")
    let perCPUs = number("SLURM_MEM_PER_CPU").multipliedReportingOverflow(
      by: number("SLURM_CPUS_ON_NODE"))
    let figure = perNode > 0 ? perNode : perCPUs.overflow ? 0 : perCPUs.partialValue
    if figure > 0, figure < 1 << 40 { slurm = figure << 20 }
  }

  /// The evidence about this process.
  public static var ofThisProcess: MemoryEvidence {
    MemoryEvidence(reading: "/", environment: SystemFile.environmentValue)
  }

  /// The least of what is known; nil where nothing is.
  public var limit: Int? { [physical, cgroup, slurm].compactMap(\.self).min() }

  /// The part of ``limit`` of each of so many ranks on the node.
  public func share(among ranks: Int) -> Int? {
    precondition(ranks >= 1, "a share is at least one rank's")
    return limit.map { $0 / ranks }
  }
}
