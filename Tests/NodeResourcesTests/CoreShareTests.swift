import NodeResources
import Testing

/// The rule alone: evidence in, share out.
@Suite struct CoreShareTests {
  private func evidence(_ list: String, daemon: (String, String)? = nil) throws -> CoreEvidence {
    var evidence = CoreEvidence(affinity: try #require(CoreSet(list: list)))
    if let (name, cores) = daemon {
      evidence.daemon = LauncherDaemon(name: name, cores: try #require(CoreSet(list: cores)))
    }
    return evidence
  }

  private func threads(_ evidence: CoreEvidence, ranks: Int) -> [Int] {
    (0..<ranks).map { evidence.share(at: RankPlacement(rank: $0, of: ranks)).threads }
  }

  @Test func aloneRankHasItsWholeMask() throws {
    let share = try evidence("0-3,8").share()
    #expect(share.threads == 5)
    #expect(share.cores.description == "0-3,8")
    #expect(share.limit == .affinity)
  }

  @Test(arguments: [
    (1, [8]), (2, [4, 4]), (3, [3, 3, 2]), (5, [2, 2, 2, 1, 1]), (8, [1, 1, 1, 1, 1, 1, 1, 1]),
  ])
  func ranksDivideTheMask(ranks: Int, expected: [Int]) throws {
    #expect(threads(try evidence("0-7"), ranks: ranks) == expected)
  }

  @Test(arguments: 1...8)
  func sharesAreDisjointAndComplete(ranks: Int) throws {
    let evidence = try evidence("0-3,8,10-12")
    let all = (0..<ranks).flatMap {
      evidence.share(at: RankPlacement(rank: $0, of: ranks)).cores.numbers
    }
    #expect(all == evidence.affinity.numbers)
  }

  @Test func moreRanksThanCoresTakeTurns() throws {
    let evidence = try evidence("0-1")
    #expect(threads(evidence, ranks: 3) == [1, 1, 1])
    let cores = (0..<3).map { evidence.share(at: RankPlacement(rank: $0, of: 3)).cores.numbers }
    #expect(cores == [[0], [1], [0]])
  }

  @Test(arguments: ["mpirun.openmpi", "orted", "prterun", "prted"])
  func openMPIsUnaskedBindingIsUndone(daemon: String) throws {
    let first = try evidence("0", daemon: (daemon, "0-7"))
    let second = try evidence("1", daemon: (daemon, "0-7"))
    #expect(first.pool.description == "0-7")
    #expect(first.key(onHost: "n1") == second.key(onHost: "n1"))
    #expect(first.share(at: RankPlacement(rank: 0, of: 2)).cores.description == "0-3")
    #expect(second.share(at: RankPlacement(rank: 1, of: 2)).cores.description == "4-7")
  }

  @Test func requestedBindingIsKept() throws {
    var evidence = try evidence("2", daemon: ("orted", "0-7"))
    evidence.bindingWasRequested = true
    #expect(evidence.pool.description == "2")
    #expect(evidence.share().threads == 1)
  }

  @Test(arguments: ["hydra_pmi_proxy", "slurmstepd"])
  func otherLaunchersBindOnRequestOnly(daemon: String) throws {
    let evidence = try evidence("2-3", daemon: (daemon, "0-7"))
    #expect(evidence.daemon != nil)
    #expect(evidence.pool.description == "2-3")
  }

  @Test func daemonThatIsNoLauncherIsIgnored() throws {
    #expect(LauncherDaemon(name: "bash", cores: CoreSet(0..<8)) == nil)
  }

  /// `taskset -c 1 mpirun -n 1` starts a rank on core 0, and with more ranks on all cores.
  @Test(arguments: ["0", "0-7", "2-9"]) func ranksComeBackToTheLaunchersMask(mask: String) throws {
    let evidence = try evidence(mask, daemon: ("mpirun.openmpi", "1"))
    #expect(evidence.pool.description == "1")
    #expect(threads(evidence, ranks: 4) == [1, 1, 1, 1])
    #expect(evidence.share(at: RankPlacement(rank: 3, of: 4)).cores.description == "1")
  }

  @Test func differentPoolsAndHostsHaveDifferentKeys() throws {
    let keys = try ["0", "1", "0-1", "0-7", "8-15"].flatMap { cores in
      try ["n1", "n2", "n11"].map { try evidence(cores).key(onHost: $0) }
    }
    #expect(Set(keys).count == keys.count)
  }

  @Test func keysOfAllRanksSayWhichPlaceIsARanksOwn() throws {
    let evidence = try evidence("0-7")
    let (here, there) = (evidence.key(onHost: "n1"), evidence.key(onHost: "n2"))
    // Ranks 1, 2 and 4 are on n1, whatever the order in which the launcher numbered the nodes.
    let places = RankPlacement.all([there, here, here, there, here])
    for (place, rank) in [1, 2, 4].enumerated() {
      #expect(places[rank] == RankPlacement(rank: place, of: 3))
    }
    for (place, rank) in [0, 3].enumerated() {
      #expect(places[rank] == RankPlacement(rank: place, of: 2))
    }
    #expect(RankPlacement.all([here]) == [RankPlacement()])
    #expect(evidence.share(at: RankPlacement()) == evidence.share())
  }

  @Test func ranksWithPoolsOfTheirOwnShareTheNodesFigures() throws {
    let keys = try ["0-3", "4-7", "4-7"].map { try evidence($0).key(onHost: "n1") }
    let places = RankPlacement.all(keys)
    #expect(places[0] == RankPlacement(poolRank: 0, poolCount: 1, hostRank: 0, hostCount: 3))
    #expect(places[2] == RankPlacement(poolRank: 1, poolCount: 2, hostRank: 2, hostCount: 3))
    // Three cores' worth of time for three ranks, the first of which has four cores to itself.
    var first = try evidence("0-3")
    first.quota = 3
    #expect(first.share(at: places[0]).threads == 1)
    #expect(first.share(at: places[0]).cores.description == "0-3")
    #expect(first.share(at: places[0]).limit == .quota)
  }

  @Test(arguments: [
    (0.5, 1, [1]), (1, 1, [1]), (1.5, 1, [2]), (2, 1, [2]), (3, 2, [2, 1]), (1, 3, [1, 1, 1]),
    (64, 1, [8]), (1e300, 1, [8]),
  ])
  func quotaIsRoundedUpAndDivided(quota: Double, ranks: Int, expected: [Int]) throws {
    var evidence = try evidence("0-7")
    evidence.quota = quota
    #expect(threads(evidence, ranks: ranks) == expected)
  }

  @Test func quotaIsNamedAsTheLimit() throws {
    var evidence = try evidence("0-7")
    evidence.quota = 2
    #expect(evidence.share().limit == .quota)
    #expect(evidence.share().limit.description == "the control group's quota")
  }

  @Test func slurmGivesEachRankItsOwn() throws {
    var evidence = try evidence("0-7")
    evidence.slurmCPUsPerTask = 3
    #expect(threads(evidence, ranks: 2) == [3, 3])
    #expect(evidence.share().limit == .slurmCPUsPerTask)
    #expect(threads(evidence, ranks: 4) == [2, 2, 2, 2])
  }

  @Test func pbsGivesTheNodeToItsRanks() throws {
    var evidence = try evidence("0-63")
    evidence.nodeCPUs = 6
    #expect(threads(evidence, ranks: 2) == [3, 3])
    #expect(evidence.share().limit == .nodeCPUs)
  }

  @Test(arguments: [(1, [6]), (2, [3, 3]), (4, [2, 2, 1, 1])])
  func slurmsAndTorquesNodesAreSharedToo(ranks: Int, expected: [Int]) throws {
    var slurm = try evidence("0-63")
    slurm.slurmCPUsOnNode = 6
    #expect(threads(slurm, ranks: ranks) == expected)
    #expect(slurm.share().limit == .slurmCPUsOnNode)
    var torque = try evidence("0-63")
    torque.torqueCPUs = 6
    #expect(threads(torque, ranks: ranks) == expected)
    #expect(torque.share().limit == .torqueCPUs)
    // What a rank was given counts within what the node's ranks were.
    slurm.slurmCPUsPerTask = 2
    #expect(threads(slurm, ranks: 2) == [2, 2])
  }

  @Test func ompThreadsOutranksTheNodesFigure() throws {
    var evidence = try evidence("0-63")
    evidence.nodeCPUs = 4
    evidence.ompThreads = 4
    #expect(threads(evidence, ranks: 2) == [4, 4])
    #expect(evidence.share(at: RankPlacement(rank: 1, of: 2)).limit == .ompThreads)
  }

  @Test func noFigureRaisesTheShare() throws {
    var evidence = try evidence("0-1")
    evidence.slurmCPUsPerTask = 16
    evidence.nodeCPUs = 16
    evidence.quota = 16
    #expect(evidence.share().threads == 2)
    #expect(evidence.share(at: RankPlacement(rank: 0, of: 2)).limit == .otherRanks)
  }

  @Test func shareThatIsNotReboundAppliesAsItIs() throws {
    let before = try #require(CoreSet.current())
    let share = CoreEvidence(affinity: before).share()
    #expect(share.apply() == share)
    #expect(CoreSet.current() == before)
  }

  @Test func refusedBindingFallsBackToTheLaunchers() throws {
    // No machine has core 60000, so the kernel refuses.
    let own = try #require(CoreSet.current())
    let mine = CoreSet([own.numbers[0], 60_000])
    let beyond = CoreSet([own.numbers[0], 60_000, 60_001])
    var evidence = CoreEvidence(affinity: mine)
    evidence.daemon = LauncherDaemon(name: "orted", cores: beyond)
    let share = evidence.share(at: RankPlacement(rank: 1, of: 3))
    #expect(share.cores.numbers == [60_000])
    #expect(share.apply().cores == mine)
    #expect(CoreSet.current() == own)
  }

  @Test func reboundShareIsPutIntoForce() throws {
    let own = try #require(CoreSet.current())
    var evidence = CoreEvidence(affinity: CoreSet([own.numbers[0]]))
    evidence.daemon = LauncherDaemon(name: "orted", cores: CoreSet(own.numbers + [60_000]))
    let rank = own.count  // the one that would get core 60000 alone, so take the first instead
    let share = evidence.share(at: RankPlacement(rank: 0, of: rank + 1))
    #expect(share.cores.numbers == [own.numbers[0]])
    #expect(share.apply() == share)
    #expect(CoreSet.current() == share.cores)
    // The thread goes back to the pool that runs the other tests: give it its cores again.
    evidence = CoreEvidence(affinity: CoreSet([60_001]))
    evidence.daemon = LauncherDaemon(name: "orted", cores: CoreSet(own.numbers + [60_001]))
    _ = evidence.share(at: RankPlacement(rank: 0, of: 1)).apply()
    #expect(CoreSet.current() == own)
  }
}
