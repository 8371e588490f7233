/// Finds what is wrong with where ranks run.
package enum RankDiagnosis {
  /// What is wrong, node by node, the worst first.
  ///
  /// - Parameters:
  ///   - facts: what each rank sees.
  ///   - wantedThreads: how many threads the user wants of each rank; nil if that was not said.
  /// - Returns: the problems; none, if all is well.
  package static func problems(
    of facts: [RankFacts], wantedThreads: Int? = nil
  ) -> [RankProblem] {
    var hosts: [String] = []
    for fact in facts where !hosts.contains(fact.host) { hosts.append(fact.host) }
    let local = hosts.flatMap { host in
      let ranks = facts.filter { $0.host == host }
      return oversubscription(ranks) + threads(ranks, wanted: wantedThreads) + binding(ranks)
        + scratch(ranks)
    }
    return local + differences(facts) + library(facts, hosts: hosts.count)
  }

  // MARK: A node

  /// More ranks than cores.
  private static func oversubscription(_ ranks: [RankFacts]) -> [RankProblem] {
    let pools = grouped(ranks, by: \.pool).compactMap { pool, members -> RankProblem? in
      let count = CoreSet(list: pool)?.count ?? 1
      guard members.count > count else { return nil }
      return problem(
        .oversubscribed, members,
        "\(members.count) ranks have \(cores(count)) (\(pool)) between them; start fewer, or ask for"
          + " more cores")
    }
    if !pools.isEmpty { return pools }
    guard let first = ranks.first, let limit = first.nodeLimit, ranks.count > limit.cores else {
      return []
    }
    return [
      problem(
        .oversubscribed, ranks,
        "\(ranks.count) ranks have \(cores(limit.cores)) between them, says \(limit.name); start"
          + " fewer, or ask for more cores")
    ]
  }

  /// Fewer cores than somebody wants.
  private static func threads(_ ranks: [RankFacts], wanted: Int?) -> [RankProblem] {
    let texts = ranks.map { rank -> String? in
      let wishes = [
        (wanted, "--threads"), (rank.limits.ompThreads, "OMP_NUM_THREADS"),
        (rank.limits.slurmCPUsPerTask, "SLURM_CPUS_PER_TASK"),
      ]
      for case (let number?, let name) in wishes where number > rank.threads {
        let bound = CoreSet(list: rank.binding.affinity)?.count == 1 && rank.binding.isRequested
        return "\(name) wants \(number) threads, but a rank may use \(cores(rank.threads)), set by"
          + " \(rank.setBy)"
          + (bound ? "; it is bound to core \(rank.cores), mpirun --bind-to none frees it" : "")
      }
      return nil
    }
    return grouped(zip(ranks, texts).map { ($0, $1) }, .threads)
  }

  /// Cores that the launcher may use and has bound no rank to.
  private static func binding(_ ranks: [RankFacts]) -> [RankProblem] {
    guard let list = ranks.first?.binding.daemonCores, let all = CoreSet(list: list),
      // Slurm's daemon may use the whole node, which is not all the job's.
      let name = ranks.first?.binding.daemon, name != "slurmstepd", name != "palsd",
      ranks.allSatisfy({ $0.binding.daemonCores == list })
    else { return [] }
    let pools = ranks.compactMap { CoreSet(list: $0.pool) }
    guard pools.allSatisfy({ $0.isStrictSubset(of: all) }) else { return [] }
    let used = CoreSet(pools.flatMap(\.numbers)).count
    let available = min(all.count, ranks.first?.nodeLimit?.cores ?? all.count)
    guard used < available else { return [] }
    return [
      problem(
        .binding, ranks,
        "bound to \(used) of the \(cores(available)) that the launcher may use; mpirun --bind-to"
          + " none, or --map-by slot:PE=\(max(1, available / ranks.count)), frees the others")
    ]
  }

  /// No place for temporary files, or not the one that was named, or hardly any room.
  private static func scratch(_ ranks: [RankFacts]) -> [RankProblem] {
    let texts = ranks.map { rank -> String? in
      let place = rank.scratch
      let refused = place.refused.map { "\($0.path) (\($0.reason))" }.joined(separator: ", ")
      guard let path = place.path else {
        return "no scratch: no directory can be made in \(refused)"
      }
      if !refused.isEmpty {
        return "no directory can be made in \(refused); \(path) is taken for scratch"
      }
      if let free = place.freeBytes, free < leastScratch {
        return "scratch \(path) is nearly full"
      }
      return nil
    }
    return grouped(zip(ranks, texts).map { ($0, $1) }, .scratch)
  }

  /// Less room than this is hardly any.
  private static let leastScratch = 100 << 20

  // MARK: All ranks

  private static func differences(_ facts: [RankFacts]) -> [RankProblem] {
    let all: [(String, (RankFacts) -> String)] = [
      ("MPI libraries", \.mpi.library),
      ("programs", { "\($0.program.version) for \($0.program.isa)" }),
    ]
    return all.compactMap { noun, value in
      let groups = grouped(facts, by: value)
      guard groups.count > 1 else { return nil }
      let list = groups.map { "\($0.key) on \(CoreSet($0.members.map(\.rank)))" }
      return RankProblem(
        .versions, ranks: facts.map(\.rank), "different \(noun): " + list.joined(separator: ", "))
    }
  }

  private static func library(_ facts: [RankFacts], hosts: Int) -> [RankProblem] {
    var problems: [RankProblem] = []
    let hanging = facts.filter { $0.mpi.library.hasPrefix("MPICH 4.0") }
    if hosts > 1, !hanging.isEmpty {
      problems.append(
        RankProblem(
          .library, ranks: hanging.map(\.rank),
          "MPICH 4.0 may hang at the end of a job on several nodes; MPICH 5 does not"))
    }
    let slow = facts.filter { !$0.program.fma }
    if !slow.isEmpty {
      problems.append(
        RankProblem(
          .library, ranks: slow.map(\.rank),
          "this build has no fused multiply-add and is many times slower: see 'make MARCH='"))
    }
    return problems
  }

  // MARK: Words

  private static func cores(_ count: Int) -> String { "\(count) core\(count == 1 ? "" : "s")" }

  private static func problem(
    _ kind: RankProblem.Kind, _ ranks: [RankFacts], _ text: String
  ) -> RankProblem {
    RankProblem(kind, ranks: ranks.map(\.rank), host: ranks.first?.host, text)
  }

  /// One problem for all ranks of a node that have the same text.
  private static func grouped(
    _ texts: [(RankFacts, String?)], _ kind: RankProblem.Kind
  ) -> [RankProblem] {
    let members = texts.compactMap { rank, text in text.map { (rank, $0) } }
    return grouped(members, by: \.1).map { text, members in
      problem(kind, members.map(\.0), text)
    }
  }

  /// Groups in the order of their first members.
  private static func grouped<Member>(
    _ members: [Member], by key: (Member) -> String
  ) -> [(key: String, members: [Member])] {
    var groups: [(key: String, members: [Member])] = []
    for member in members {
      let key = key(member)
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].members.append(member)
      } else {
        groups.append((key, [member]))
      }
    }
    return groups
  }
}

extension RankFacts {
  /// The least of what is said of the whole node beside its cores, in whole cores, and who says it.
  fileprivate var nodeLimit: (cores: Int, name: String)? {
    let figures: [(Int?, CoreShare.Limit)] = [
      (limits.quota.map { Int(Swift.min($0, 1e6).rounded(.up)) }, .quota),
      (limits.slurmCPUsOnNode, .slurmCPUsOnNode), (limits.torqueCPUs, .torqueCPUs),
      (limits.nodeCPUs, .nodeCPUs),
    ]
    return figures.compactMap { number, limit in number.map { ($0, limit.description) } }
      .min { $0.0 < $1.0 }
  }
}
