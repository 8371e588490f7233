import CommandFarm
import Testing

@Suite struct RunStoreTests {
  let directory: StoreDirectory
  var path: String { directory.store }

  init() throws { directory = try StoreDirectory() }

  @Test func aClosedStoreIsOneFileThatOnlyItsOwnerReads() throws {
    let store = try StoreScript.open(path, .new)
    try store.beginRun(StoreScript.run())
    _ = try store.addTask(
      StoreScript.task(1, "true"), directory: StoreScript.directory, state: .waiting)
    try store.commit()
    #expect(directory.names == ["farm.db", "farm.db-wal"])
    #expect(try directory.state("farm.db")[0] == 0o600)
    #expect(try directory.state("farm.db-wal")[0] == 0o600)
    try store.endRun(verdict: 4)
    try store.close()
    #expect(directory.names == ["farm.db"])
    #expect(try directory.state("farm.db")[0] == 0o600)
  }

  @Test func anExistingFileIsRefusedUnlessResuming() throws {
    try StoreScript.open(path, .new).close()
    let before = try directory.state("farm.db")
    let error = StoreScript.refusal { _ = try StoreScript.open(path, .new) }
    #expect(error?.kind == .exists)
    #expect(error?.description == "\(path) exists; add --resume to go on, or name another --store")
    #expect(try directory.state("farm.db") == before)
    let store = try StoreScript.open(path)
    #expect(!store.isNew)
    try store.close()
  }

  @Test func resumingMakesAMissingStore() throws {
    let store = try StoreScript.open(path)
    #expect(store.isNew && store.taskCount == 0 && store.nextAttempt == 1)
    try store.close()
  }

  @Test func aStoreThatIsOpenIsRefusedToOthers() throws {
    let store = try StoreScript.open(path, .new)
    try directory.write(
      Array(#"{"pid":4711,"host":"node17","started":0}"#.utf8), to: "farm.db.status.json")
    for error in [
      StoreScript.refusal { _ = try StoreScript.open(path) },
      StoreScript.refusal { _ = try StoreReader(path: path) },
    ] {
      #expect(error?.kind == .inUse)
      #expect(error?.description.contains("process 4711 on node17") == true)
      #expect(error?.description.contains("mpisum farm status \(path)") == true)
    }
    try store.close()
    try StoreScript.open(path).close()
  }

  @Test func whatWasNotCommittedIsGoneAfterAKill() throws {
    var store: RunStore? = try StoreScript.open(path, .new)
    try store?.beginRun(StoreScript.run())
    let first = try store?.addTask(
      StoreScript.task(1, "a"), directory: StoreScript.directory, state: .succeeded)
    try store?.commit()
    #expect(store?.recordsPending == 0)
    _ = try store?.addTask(
      StoreScript.task(2, "b"), directory: StoreScript.directory, state: .succeeded)
    #expect(store?.recordsPending == 1)
    // Without close it is left as by a kill.
    store = nil
    #expect(directory.names == ["farm.db", "farm.db-wal"])
    let again = try StoreScript.open(path)
    #expect(again.taskCount == 1)
    #expect(try again.match(Array("a".utf8), directory: StoreScript.directory)?.id == first)
    #expect(try again.match(Array("b".utf8), directory: StoreScript.directory) == nil)
    try again.close()
    #expect(directory.names == ["farm.db"])
  }

  @Test func whatWasRunningIsInterruptedInTheNextRun() throws {
    var store: RunStore? = try StoreScript.open(path, .new)
    try store?.beginRun(StoreScript.run())
    let id = try #require(
      try store?.addTask(
        StoreScript.task(1, "sleep 9"), directory: StoreScript.directory, state: .running))
    try store?.record(StoreScript.attempt(7, task: id, reason: "running"))
    try store?.commit()
    store = nil
    #expect(try StoreReader(path: path).summary().verdict == nil)
    let again = try StoreScript.open(path)
    try again.beginRun(StoreScript.run())
    #expect(again.nextAttempt == 8)
    let stored = try again.match(Array("sleep 9".utf8), directory: StoreScript.directory)
    #expect(stored?.state == .interrupted && stored?.attempts == 1 && stored?.ordinal == 1)
    try again.endRun(verdict: 4)
    try again.close()
    let contents = try StoreScript.contents(path)
    #expect(contents.contains(#""reason":"interrupted""#))
    let summary = try StoreReader(path: path).summary()
    #expect(summary.verdict == 4 && summary.runCount == 2 && summary.tasks == [.interrupted: 1])
  }

  @Test func equalCommandsAreMatchedOnceEachInTheirOrder() throws {
    let store = try StoreScript.open(path, .new)
    var ids: [Int64] = []
    for ordinal in 1...3 {
      ids.append(
        try store.addTask(
          StoreScript.task(ordinal, "same"), directory: StoreScript.directory, state: .succeeded))
    }
    _ = try store.addTask(StoreScript.task(4, "same"), directory: "/elsewhere", state: .failed)
    try store.update(task: ids[0], ordinal: 9, name: nil)
    try store.close()
    let again = try StoreScript.open(path)
    var found: [Int] = []
    while let task = try again.match(Array("same".utf8), directory: StoreScript.directory) {
      found.append(task.ordinal)
    }
    #expect(found == [2, 3, 9])
    #expect(again.unmatchedCount == 1)
    try again.retireUnmatched()
    try again.close()
    #expect(try StoreReader(path: path).summary().goneCount == 1)
  }

  @Test func thousandsOfEqualCommandsAreMatchedInNoTime() throws {
    let store = try StoreScript.open(path, .new)
    for ordinal in 1...20_000 {
      _ = try store.addTask(
        StoreScript.task(ordinal, "true"), directory: StoreScript.directory, state: .succeeded)
    }
    try store.close()
    let again = try StoreScript.open(path)
    for ordinal in 1...20_000 {
      let task = try again.match(Array("true".utf8), directory: StoreScript.directory)
      try #require(task?.ordinal == ordinal)
    }
    #expect(try again.match(Array("true".utf8), directory: StoreScript.directory) == nil)
    try again.close()
  }

  @Test func bytesThatAreNoTextSurvive() throws {
    let command: [UInt8] = Array("cat ".utf8) + [0xff, 0xfe, 0x0a, 0xc3]
    let store = try StoreScript.open(path, .new)
    var task = FarmTask(ordinal: 1, command: command)
    task.settings.name = "näme"
    task.settings.cpus = 3
    let id = try store.addTask(task, directory: "/ö", state: .failed)
    try store.record(StoreScript.attempt(1, task: id, exit: 3))
    try StoreScript.add([0, 1, 2, 0xff, 0], to: store, 1)
    try StoreScript.add([], to: store, 1, chunk: 1)
    try store.close()
    let again = try StoreScript.open(path)
    #expect(try again.match(command, directory: "/ö")?.state == .failed)
    #expect(try again.piece(attempt: 1, stream: 0, chunk: 0) == [0, 1, 2, 0xff, 0])
    #expect(try again.piece(attempt: 1, stream: 0, chunk: 1) == [])
    #expect(try again.piece(attempt: 1, stream: 0, chunk: 2) == nil)
    try again.close()
    let contents = try StoreScript.contents(path)
    #expect(contents.contains(#""command_base64":"Y2F0IP/+CsM=""#))
    #expect(contents.contains(#""stdout_base64":"AAEC/wA=","stderr":"""#))
    #expect(contents.contains(#""name":"näme","settings":{"after":[],"cpus":3,"name":"näme"}"#))
  }

  @Test func anAttemptThatIsRecordedAgainIsReplaced() throws {
    let store = try StoreScript.open(path, .new)
    let id = try store.addTask(
      StoreScript.task(1, "x"), directory: StoreScript.directory, state: .running)
    try store.record(StoreScript.attempt(1, task: id, reason: "running"))
    try store.commit()
    try store.record(StoreScript.attempt(1, task: id, exit: 3))
    try store.update(task: id, state: .failed)
    try store.close()
    let contents = try StoreScript.contents(path)
    #expect(contents.contains(#""exit":3"#) && !contents.contains("running"))
    #expect(try StoreReader(path: path).summary().attemptCount == 1)
  }
}
