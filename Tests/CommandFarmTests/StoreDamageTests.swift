import CommandFarm
import Testing

/// What becomes of stores that were cut off, changed, or never were stores.
@Suite struct StoreDamageTests {
  let directory: StoreDirectory
  var path: String { directory.store }

  init() throws { directory = try StoreDirectory() }

  /// Fills a store with some commits.
  ///
  /// - Returns: hashes of what it holds at each moment at which a kill could have left it, the last one last.
  private func fill(_ store: RunStore, commits: Int, outputSize: Int = 300) throws -> [Int] {
    var states: [Int] = []
    func note() throws {
      let copy = try StoreDirectory()
      try copy.write(try directory.read("farm.db"), to: "farm.db")
      if directory.names.contains("farm.db-wal") {
        try copy.write(try directory.read("farm.db-wal"), to: "farm.db-wal")
      }
      states.append(try StoreScript.contents(copy.store).hashValue)
    }
    try note()
    try store.beginRun(StoreScript.run())
    for number in 1...commits {
      let id = try store.addTask(
        StoreScript.task(number, "task \(number)"), directory: StoreScript.directory,
        state: .succeeded)
      try store.record(StoreScript.attempt(Int64(number), task: id))
      try StoreScript.add(
        Array(repeating: UInt8(0x41 + number % 26), count: outputSize), to: store, Int64(number))
      if number > 1 { try store.update(task: id - 1, state: .failed) }
      try store.commit()
      try note()
    }
    return states
  }

  /// Sees to it that what is in the directory is refused and untouched, or holds one of some states.
  private func expectRefusalOrState(
    _ states: [Int], _ comment: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let names = directory.names
    let before = try names.map(directory.state)
    let seen = StoreScript.refusal {
      let contents = try StoreScript.contents(path)
      #expect(
        states.contains(contents.hashValue), "\(comment): wrong", sourceLocation: sourceLocation)
    }
    let isUntouched = try directory.names == names && names.map(directory.state) == before
    #expect(isUntouched, "\(comment): touched by reading", sourceLocation: sourceLocation)
    let refusal = StoreScript.refusal {
      let store = try StoreScript.open(path)
      try store.beginRun(StoreScript.run())
      try store.endRun(verdict: 0)
      try store.close()
    }
    if let refusal {
      #expect(
        refusal.kind == .damaged || refusal.kind == .foreign, "\(comment): \(refusal)",
        sourceLocation: sourceLocation)
      let isUntouched = try directory.names == names && names.map(directory.state) == before
      #expect(isUntouched, "\(comment): refused and touched", sourceLocation: sourceLocation)
    } else {
      #expect(seen == nil, "\(comment): resumed, but not read", sourceLocation: sourceLocation)
      let contents = try StoreScript.contents(path)
      #expect(
        states.contains(contents.hashValue), "\(comment): resumed wrongly",
        sourceLocation: sourceLocation)
      #expect(directory.names == ["farm.db"], sourceLocation: sourceLocation)
    }
  }

  @Test func aClosedStoreThatIsCutOffIsRefused() throws {
    let store = try StoreScript.open(path, .new)
    let states = try fill(store, commits: 40, outputSize: 5000)
    try store.endRun(verdict: 0)
    try store.close()
    let whole = try directory.read("farm.db")
    for length in Array(stride(from: 0, to: whole.count, by: 3001)) + [
      1, 16, 99, 100, 16_384, 32_768,
    ] {
      try directory.write(whole[..<length], to: "farm.db")
      #expect(throws: StoreError.self, "\(length)") { try StoreScript.open(path) }
      try expectRefusalOrState([], "\(length) of \(whole.count) bytes")
    }
    try directory.write(whole, to: "farm.db")
    try expectRefusalOrState(Array(states.suffix(1)), "whole")
  }

  @Test func aLogThatIsCutOffGivesAnEarlierCommit() throws {
    let store = try StoreScript.open(path, .new)
    let states = try fill(store, commits: 12)
    let main = try directory.read("farm.db")
    let log = try directory.read("farm.db-wal")
    try store.close()
    for length in Array(stride(from: 0, to: log.count, by: 4999)) + [log.count] {
      try directory.write(main, to: "farm.db")
      try directory.write(log[..<length], to: "farm.db-wal")
      try expectRefusalOrState(states, "\(length) of \(log.count) bytes of the log")
    }
  }

  @Test func aMainFileThatIsCutOffBesideALogIsNeverReadWrongly() throws {
    let store = try StoreScript.open(path, .new)
    // Enough for the log to be moved to the main file now and then.
    let states = try fill(store, commits: 10, outputSize: 3_000_000)
    let main = try directory.read("farm.db")
    let log = try directory.read("farm.db-wal")
    #expect(main.count > 16_000_000 && !log.isEmpty)
    try store.close()
    for length in Array(stride(from: 0, to: main.count, by: main.count / 7)) + [main.count] {
      try directory.write(main[..<length], to: "farm.db")
      try directory.write(log, to: "farm.db-wal")
      try expectRefusalOrState(
        Array(states.suffix(1)), "\(length) of \(main.count) bytes beside a log")
    }
  }

  @Test func aStoreWithoutTheLogOfAKilledFarmIsResumedWithAWarning() throws {
    let store = try StoreScript.open(path, .new)
    _ = try fill(store, commits: 3)
    let main = try directory.read("farm.db")
    try store.close()
    try directory.write(main, to: "farm.db")
    let again = try StoreScript.open(path)
    #expect(again.warning?.contains("farm.db-wal is missing") == true)
    #expect(again.taskCount == 0)
    try again.endRun(verdict: 0)
    try again.close()
    #expect(try StoreScript.open(path).warning == nil)
  }

  @Test func aLogThatIsCutOffWhileItIsMovedIsRefused() throws {
    let store = try StoreScript.open(path, .new)
    _ = try fill(store, commits: 3)
    let main = try directory.read("farm.db")
    let log = try directory.read("farm.db-wal")
    try store.close()
    try directory.write(main, to: "farm.db")
    try directory.write(log.dropLast(), to: "farm.db-wal")
    try directory.write(Array("\(log.count)\n".utf8), to: "farm.db-moving")
    #expect(throws: StoreError.self) { try StoreScript.open(path) }
    try directory.write(log, to: "farm.db-wal")
    try StoreScript.open(path).close()
    #expect(directory.names == ["farm.db"])
  }

  @Test func outputThatHasChangedIsFound() throws {
    let store = try StoreScript.open(path, .new)
    let states = try fill(store, commits: 5, outputSize: 70_000)
    try store.endRun(verdict: 0)
    try store.close()
    let whole = try directory.read("farm.db")
    // Somewhere within the output of the third attempt.
    let start = try #require(
      whole.indices.first { whole[$0...].prefix(9000).allSatisfy { $0 == 0x44 } })
    var changed = whole
    changed[start + 20] ^= 0x10
    try directory.write(changed, to: "farm.db")
    #expect(throws: StoreError.self) { try StoreScript.contents(path) }
    let error = StoreScript.refusal { _ = try StoreScript.open(path) }
    #expect(error?.description.contains("output of attempt 3 has changed") == true)
    try expectRefusalOrState([], "a changed byte")
    try directory.write(whole, to: "farm.db")
    try expectRefusalOrState(Array(states.suffix(1)), "whole")
  }

  @Test func aCommandThatHasChangedIsFound() throws {
    let store = try StoreScript.open(path, .new)
    _ = try fill(store, commits: 5)
    try store.endRun(verdict: 0)
    try store.close()
    var bytes = try directory.read("farm.db")
    let word = Array("task 4".utf8)
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: word) })
    bytes[start + 5] = UInt8(ascii: "9")
    try directory.write(bytes, to: "farm.db")
    #expect(throws: StoreError.self) { try StoreScript.open(path) }
  }

  @Test func foreignFilesAreRefusedAndLeftAlone() throws {
    try StoreScript.open(path, .new).close()
    let store = try directory.read("farm.db")
    var otherProgram = store
    otherProgram[70] ^= 1
    var laterVersion = store
    laterVersion[63] = 2
    for (bytes, word) in [
      ([], "empty"), (Array("echo a\necho b\n".utf8), "not a store"),
      (Array("SQL".utf8), "cut off"),
      (otherProgram, "another program"), (laterVersion, "format 2"),
      (Array(repeating: 0, count: 65_536), "not a store"),
    ] {
      try directory.write(bytes, to: "farm.db")
      let before = try directory.state("farm.db")
      for error in [
        StoreScript.refusal { _ = try StoreScript.open(path) },
        StoreScript.refusal { _ = try StoreReader(path: path) },
      ] {
        #expect(error?.kind == .foreign || error?.kind == .damaged)
        #expect(error?.description.contains(word) == true)
      }
      #expect(try directory.state("farm.db") == before)
      #expect(try directory.read("farm.db") == bytes)
      #expect(directory.names == ["farm.db"])
    }
    #expect(throws: StoreError.self) { try StoreScript.open(directory.path) }
    #expect(throws: StoreError.self) { try StoreScript.open("/nonexistent/farm.db") }
    #expect(throws: StoreError.self) { try StoreReader(path: "/nonexistent/farm.db") }
  }

  @Test func aLogWithoutItsStoreIsNotTakenForANewStores() throws {
    let store = try StoreScript.open(path, .new)
    _ = try fill(store, commits: 3)
    let log = try directory.read("farm.db-wal")
    try store.close()
    let other = try StoreDirectory()
    try other.write(log, to: "farm.db-wal")
    #expect(throws: StoreError.self) { try StoreScript.open(other.store, .new) }
    #expect(other.names == ["farm.db-wal"])
  }
}
