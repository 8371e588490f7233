import NodeResources

/// What `info` says: what each rank sees and what is wrong with it, schema `mpisum.info/1`.
struct InfoReport: Encodable {
  let schema = "mpisum.info/1"
  let facts: [RankFacts]
  let problems: [RankProblem]

  enum CodingKeys: String, CodingKey {
    case schema, problems
    case facts = "ranks"
  }

  /// The report as one JSON object on one line.
  func json() throws -> String {
    try jsonLine()
  }

  /// The report for people: what is the same for all ranks, a table of what is not, and the problems.
  var text: String {
    let hosts = Set(facts.map(\.host)).count
    var lines = [
      "\(facts.count) rank\(facts.count == 1 ? "" : "s") on \(hosts) host\(hosts == 1 ? "" : "s")"
    ]
    var columns = Self.always.map { name, value in [name] + facts.map(value) }
    for (name, value) in Self.perhaps {
      let values = facts.map(value)
      if let first = values.first, values.allSatisfy({ $0 == first }) {
        lines.append("\(name):".padded(to: 16) + first)
      } else {
        columns.append([name] + values)
      }
    }
    let rows = (columns.first ?? []).indices.map { row in columns.map { $0[row] } }
    lines += [""] + TextTable.lines(rows, rightAligned: [0, 2]) + [""]
    lines +=
      problems.isEmpty ? ["nothing is wrong"] : problems.map { "wrong: \($0.line)" }
    return lines.lines()
  }

  /// Columns that are always there.
  private static let always: [(String, @Sendable (RankFacts) -> String)] = [
    ("rank", { String($0.rank) }), ("host", \.host), ("threads", { String($0.threads) }),
    ("cores", \.cores),
  ]

  /// What is a column only where ranks differ in it.
  private static let perhaps: [(String, @Sendable (RankFacts) -> String)] = [
    ("mpisum", { "\($0.program.version), built for \($0.program.isa)" }),
    ("MPI", \.mpi.library),
    ("launcher", { $0.mpi.launcher ?? "none" }),
    ("thread level", \.mpi.threadLevel),
    ("threads set by", \.setBy),
    ("affinity", \.binding.affinity),
    ("binding", \.binding.words),
    ("quota", { $0.limits.quota.map { "\($0.fixed(2)) cores" } ?? "none" }),
    ("batch system", \.limits.words),
    ("memory", \.memory.words),
    ("scratch", \.scratch.words),
  ]
}

extension RankFacts.Binding {
  fileprivate var words: String {
    // The launcher's daemon knows better than the node what there was to be had.
    guard let own = CoreSet(list: affinity),
      let all = (daemonCores ?? node).flatMap({ CoreSet(list: $0) }), own != all
    else { return "none" }
    let how = isUndone ? ", undone" : isRequested ? ", as asked" : ""
    return own.isStrictSubset(of: all)
      ? "to \(own.count) of \(all.count) cores\(how)" : "to \(affinity), not to \(all)\(how)"
  }
}

extension RankFacts.Limits {
  fileprivate var words: String {
    let figures = [
      ("SLURM_CPUS_PER_TASK", slurmCPUsPerTask), ("SLURM_CPUS_ON_NODE", slurmCPUsOnNode),
      ("NCPUS", nodeCPUs), ("PBS_NUM_PPN", torqueCPUs), ("OMP_NUM_THREADS", ompThreads),
    ]
    let set = figures.compactMap { name, number in number.map { "\(name)=\($0)" } }
    return set.isEmpty ? "says nothing" : set.joined(separator: " ")
  }
}

extension RankFacts.Memory {
  fileprivate var words: String {
    let least = [node, cgroup, slurm].compactMap(\.self).min()
    guard let least else { return "unknown" }
    let by = least == node ? "the node's" : least == cgroup ? "the control group's" : "Slurm's"
    return "\(SizeText.binary(share ?? least)) of \(by) \(SizeText.binary(least))"
  }
}

extension ScratchPlace {
  fileprivate var words: String {
    guard let path else { return "none" }
    return [path, fileSystem, freeBytes.map { "\(SizeText.binary($0)) free" }]
      .compactMap(\.self).joined(separator: ", ")
  }
}
