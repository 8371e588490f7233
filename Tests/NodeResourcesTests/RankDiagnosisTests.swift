import NodeResources
import Testing

/// What ranks see in, what is wrong out.
@Suite struct RankDiagnosisTests {
  /// So many ranks on a host of eight cores, which Open MPI's daemon may all use.
  private func ranks(
    _ count: Int, host: String = "n1", from first: Int = 0,
    _ change: (inout CoreEvidence) -> Void = { _ in }
  ) -> [RankFacts] {
    (0..<count).map { number in
      var evidence = CoreEvidence(affinity: CoreSet(0..<8))
      evidence.daemon = LauncherDaemon(name: "orted", cores: CoreSet(0..<8))
      change(&evidence)
      var facts = RankFacts(
        rank: first + number, host: host, evidence: evidence,
        place: RankPlacement(rank: number, of: count),
        mpi: RankFacts.MPI(
          library: "Open MPI v4.1.4", launcher: "Open MPI's mpirun", threadLevel: "funneled"),
        program: RankFacts.Program(version: "1.0", isa: "x86-64-v3", fma: true))
      facts.scratch = ScratchPlace(
        path: "/tmp", freeBytes: 1 << 40, fileSystem: "tmpfs", refused: [])
      return facts
    }
  }

  private func lines(_ facts: [RankFacts], wantedThreads: Int? = nil) -> [String] {
    RankDiagnosis.problems(of: facts, wantedThreads: wantedThreads).map(\.line)
  }

  @Test(arguments: [1, 2, 8]) func whereAllIsWellNothingIsSaid(count: Int) {
    #expect(lines(ranks(count) + ranks(count, host: "n2", from: count)).isEmpty)
  }

  @Test func moreRanksThanCoresAreNamedOnTheirHost() throws {
    let facts = ranks(9, host: "n2") + ranks(8, from: 9)
    let problem = try #require(RankDiagnosis.problems(of: facts).first)
    #expect(problem.kind == .oversubscribed)
    #expect(
      lines(facts) == [
        "ranks 0-8 on n2: 9 ranks have 8 cores (0-7) between them; start fewer, or ask for more cores"
      ])
  }

  @Test func aQuotaMayBeWhatIsTooSmall() {
    let facts = ranks(4) { $0.quota = 1.5 }
    #expect(
      lines(facts) == [
        "ranks 0-3 on n1: 4 ranks have 2 cores between them, says the control group's quota; start"
          + " fewer, or ask for more cores"
      ])
    #expect(lines(ranks(2) { $0.quota = 1.5 }).isEmpty)
  }

  @Test func threadsThatDoNotFitAreNamedWithWhoWantsThem() {
    #expect(lines(ranks(2), wantedThreads: 4).isEmpty)
    #expect(
      lines(ranks(2), wantedThreads: 5) == [
        "ranks 0-1 on n1: --threads wants 5 threads, but a rank may use 4 cores, set by the node's"
          + " other ranks"
      ])
    #expect(
      lines(ranks(2) { $0.ompThreads = 8 }) == [
        "ranks 0-1 on n1: OMP_NUM_THREADS wants 8 threads, but a rank may use 4 cores, set by the"
          + " node's other ranks"
      ])
    #expect(lines(ranks(2) { $0.ompThreads = 4 }).isEmpty)
  }

  @Test func aRankThatIsBoundToOneCoreByRequestIsToldHowToBeFreed() {
    let facts = ranks(1) { evidence in
      evidence.affinity = CoreSet([3])
      evidence.bindingWasRequested = true
      evidence.slurmCPUsPerTask = 8
    }
    #expect(
      lines(facts) == [
        "rank 0 on n1: SLURM_CPUS_PER_TASK wants 8 threads, but a rank may use 1 core, set by the"
          + " affinity mask; it is bound to core 3, mpirun --bind-to none frees it",
        "rank 0 on n1: bound to 1 of the 8 cores that the launcher may use; mpirun --bind-to none, or"
          + " --map-by slot:PE=8, frees the others",
      ])
  }

  @Test func coresThatAreNotTheJobsAreNotMissed() {
    let bound = { (evidence: inout CoreEvidence) in
      evidence.affinity = CoreSet([0, 1])
      evidence.bindingWasRequested = true
    }
    #expect(lines(ranks(2, bound)).count == 1)
    #expect(
      lines(
        ranks(2) { evidence in
          bound(&evidence)
          evidence.slurmCPUsOnNode = 2
        }
      ).isEmpty)
    #expect(
      lines(
        ranks(2) { evidence in
          bound(&evidence)
          evidence.daemon = LauncherDaemon(name: "slurmstepd", cores: CoreSet(0..<8))
        }
      ).isEmpty)
  }

  @Test func scratchThatCannotBeWrittenIsNamed() {
    var facts = ranks(3)
    let refusal = ScratchPlace.Refusal(path: "/local", reason: "No such file or directory")
    facts[1].scratch.refused = [refusal]
    facts[2].scratch = ScratchPlace(path: nil, freeBytes: nil, fileSystem: nil, refused: [refusal])
    facts[0].scratch.freeBytes = 1000
    #expect(
      lines(facts) == [
        "rank 0 on n1: scratch /tmp is nearly full",
        "rank 1 on n1: no directory can be made in /local (No such file or directory); /tmp is taken"
          + " for scratch",
        "rank 2 on n1: no scratch: no directory can be made in /local (No such file or directory)",
      ])
  }

  @Test func ranksThatRunDifferentThingsAreNamed() {
    var facts = ranks(2) + ranks(2, host: "n2", from: 2)
    facts[3].mpi.library = "Open MPI v5.0.1"
    facts[0].program.isa = "x86-64"
    #expect(
      lines(facts) == [
        "ranks 0-3: different MPI libraries: Open MPI v4.1.4 on 0-2, Open MPI v5.0.1 on 3",
        "ranks 0-3: different programs: 1.0 for x86-64 on 0, 1.0 for x86-64-v3 on 1-3",
      ])
  }

  @Test func mpich40IsWarnedOfOnSeveralNodesOnly() {
    var facts = ranks(1) + ranks(1, host: "n2", from: 1)
    for index in facts.indices { facts[index].mpi.library = "MPICH 4.0.2" }
    #expect(lines(facts).count == 1)
    #expect(lines(Array(facts[..<1])).isEmpty)
    for index in facts.indices { facts[index].mpi.library = "MPICH 5.0.2" }
    #expect(lines(facts).isEmpty)
  }

  @Test func scratchIsTheFirstPlaceThatWorks() {
    let place = ScratchPlace.find { ["TMPDIR": "/proc/none", "SLURM_TMPDIR": ""][$0] }
    #expect(place.path == "/tmp")
    #expect(place.refused.map(\.path) == ["/proc/none"])
    #expect((place.freeBytes ?? 0) > 0)
    #expect(place.fileSystem?.isEmpty == false)
    #expect(ScratchPlace.find { _ in nil }.refused.isEmpty)
  }
}
