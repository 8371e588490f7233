import BagOfTasks
import CSystem
import CommandFarm
import Testing

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Leases in the order in which they are taken, nil for those that do not fit.
private func leases(_ table: inout SlotTable, _ cpus: Int...) -> [SlotTable.Lease?] {
  cpus.map { table.take(cpus: $0) }
}

@Test func slotsAndCoresAreDealtOutFromBelow() throws {
  var table = SlotTable(slots: 3, capacity: 6, cores: [2, 3, 5, 7, 64, 65], isPinned: true)
  let taken = leases(&table, 2, 1, 4, 3, 1)
  #expect(taken.map { $0?.slot } == [0, 1, nil, 2, nil])
  #expect(taken.map { $0?.mask } == [[0b1100], [0b10_0000], nil, [0b1000_0000, 0b11], nil])
  table.giveBack(try #require(taken[0]))
  let next = leases(&table, 1)
  #expect(next.map { $0?.slot } == [0] && next.map { $0?.mask } == [[0b100]])
}

@Test func aCommandThatWantsMoreCoresThanThereAreGetsAll() {
  var table = SlotTable(slots: 2, capacity: 2, cores: [0, 1], isPinned: true)
  #expect(leases(&table, 9).map { $0?.cpus } == [2])
}

@Test func commandsAreNotBoundWhereThereAreTooFewCores() {
  var table = SlotTable(slots: 4, capacity: 4, cores: [0, 1], isPinned: true)
  #expect(leases(&table, 1).map { $0?.mask } == [[]])
}

@Test func onlyTheLaunchersVariablesAreRemoved() {
  let user = ["HOME=/root", "OMPI_MCA_btl=tcp", "MPICH_ASYNC_PROGRESS=1", "SLURM_JOB_ID=1"]
  let launchers = [
    "OMPI_MCA_ess=env", "OMPI_COMM_WORLD_SIZE=2", "PMIX_RANK=0", "PMI_FD=5", "HYDI_CONTROL_FD=3",
    "SLURM_STEP_ID=0", "SLURM_CPU_BIND_LIST=1", "MPI_LOCALRANKID=0", "OPAL_PREFIX=/usr",
  ]
  let root = ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1"]
  #expect(
    LauncherVariables.removed(
      from: (user + launchers + root).map(bytes), launcher: user.map(bytes))
      == (user + root).map(bytes))
  // A setting that the launcher changed is its own.
  #expect(
    LauncherVariables.removed(
      from: [bytes("OMPI_MCA_btl=self")], launcher: [bytes("OMPI_MCA_btl=tcp")]) == [])
}

@Test func aSetupArrivesAsItWasSent() throws {
  var settings = RunnerSettings(directory: "/work/dir")
  settings.termSequence = [(2, 5), (9, 1)]
  settings.outputLimit = 0
  settings.scratchBase = "/scratch"
  settings.isPinned = false
  settings.environment = [("A", "b c")]
  let setup = GuardianSetup(
    settings: settings, rank: 3, host: "node", slots: 4, cpusPerSlot: 2, cores: [8, 9])
  var message: [UInt8] = []
  setup.append(to: &message)
  let read = try #require(GuardianSetup(message[...]))
  #expect(read.settings.directory == "/work/dir" && read.settings.outputLimit == 0)
  #expect(read.settings.termSequence.map(\.signal) == [2, 9])
  #expect(read.settings.termSequence.map(\.milliseconds) == [5, 1])
  #expect(read.settings.scratchBase == "/scratch" && !read.settings.isPinned)
  #expect(!read.settings.keepScratch && read.settings.environment.first?.value == "b c")
  #expect(read.rank == 3 && read.host == "node" && read.slots == 4 && read.capacity == 8)
  #expect(read.cores == [8, 9])
}

@Test func programsAreFoundInThePath() {
  var finder = ProgramFinder(path: "/nonexistent:/bin:/usr/bin")
  let files = ["sh", "./sh", "no-such-program", ""].map { finder.file(of: bytes($0)).file }
  #expect(files == [bytes("/bin/sh\0"), bytes("./sh\0"), nil, nil])
}

@Test func aProcessIsItsParentsDescendant() {
  let table = ProcessTable()
  #expect(table.descendants(of: getppid()).contains { $0.number == getpid() })
  #expect(table.children(of: getppid()).allSatisfy { ProcessTable.isLiving($0) || $0.number > 0 })
}

@Test func aRankKeepsFewLongAttemptsInHandAndManyShortOnes() {
  var hand = AttemptsInHand(slots: 2, capacity: 2)
  for id in 1...2 as ClosedRange<UInt64> { hand.insert(.init(rawValue: id), cpus: 1) }
  #expect(!hand.hasRoom)
  hand.finish(.init(rawValue: 1), seconds: 1)
  #expect(hand.hasRoom)
  hand.insert(.init(rawValue: 3), cpus: 1)
  #expect(!hand.hasRoom)
  for id in 3..<100 as Range<UInt64> {
    hand.finish(.init(rawValue: id), seconds: 0.001)
    hand.insert(.init(rawValue: id + 1), cpus: 1)
  }
  #expect(hand.hasRoom)
  // What the guardian could not start soon: no more until something has ended.
  let isPutBack = hand.takeBack(.init(rawValue: 100))
  #expect(isPutBack)
  #expect(!hand.hasRoom)
  hand.finish(.init(rawValue: 2), seconds: 0.001)
  #expect(hand.hasRoom)
}

@Test func aChildThatHasEndedIsToldFromOneThatRuns() {
  let child = csystem_fork()
  if child == 0 {
    alarm(60)
    while true { pause() }
  }
  #expect(!csystem_has_ended(child))
  kill(child, SIGKILL)
  for _ in 0..<2000 where !csystem_has_ended(child) { usleep(5_000) }
  // It has not been taken away by the looking.
  #expect(csystem_has_ended(child))
  var ending = csystem_ending()
  let isReaped = csystem_reap(child, &ending)
  #expect(isReaped && ending.signal == SIGKILL)
  #expect(!csystem_has_ended(child))
}
