import CSQLite
import CommandFarm
import Testing

/// Stores of programs that did not write all that is written now.
@Suite struct OlderStoreTests {
  let directory: StoreDirectory
  var path: String { directory.store }

  /// A store with a run, a task that succeeded and one that waits, as the first version had it.
  init() throws {
    directory = try StoreDirectory()
    let store = try StoreScript.open(directory.store, .new)
    try store.beginRun(StoreScript.run())
    let task = try store.addTask(
      StoreScript.task(1, "true"), directory: StoreScript.directory, state: .succeeded)
    _ = try store.addTask(
      StoreScript.task(2, "false"), directory: StoreScript.directory, state: .waiting)
    try store.record(StoreScript.attempt(1, task: task))
    try store.endRun(verdict: 4, ended: 1010)
    try store.close()
    try execute(
      """
      ALTER TABLE run RENAME TO later;
      CREATE TABLE run (
        id INTEGER PRIMARY KEY, version TEXT, mpi TEXT, hosts TEXT, ranks INTEGER, slots INTEGER,
        options TEXT, directory TEXT, started REAL, ended REAL, verdict INTEGER);
      INSERT INTO run SELECT id, version, mpi, hosts, ranks, slots, options, directory, started,
        ended, verdict FROM later;
      DROP TABLE later;
      """)
  }

  private func execute(_ sql: String) throws {
    var handle: OpaquePointer?
    try #require(sqlite3_open(path, &handle) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    try #require(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
  }

  @Test func itIsRead() throws {
    let run = try #require(try StoreReader(path: path).analysis().runs.first)
    #expect(run.slots == 4 && run.cpus == 1 && run.quarantined.isEmpty)
    #expect(run.attempts == 1 && run.wallSeconds == 10)
    #expect(try StoreReader(path: path).summary().runCount == 1)
    #expect(try StoreScript.exported(path, .csv).split(separator: "\n").count == 2)
  }

  @Test func aFarmGoesOnWithIt() throws {
    for number in 1...2 {
      let store = try StoreScript.open(path)
      var run = StoreScript.run(started: 2000)
      (run.cpus, run.rankSlots) = (3, [1, 3])
      try store.beginRun(run)
      let found = try store.match(Array("false".utf8), directory: StoreScript.directory)
      try store.record(
        StoreScript.attempt(
          store.nextAttempt, task: try #require(found).id, number: number, exit: 1))
      try store.record(quarantined: ["rank \(number) on b"])
      try store.endRun(verdict: 1, ended: 2010)
      try store.close()
    }
    let analysis = try StoreReader(path: path).analysis()
    #expect(analysis.runs.map(\.cpus) == [1, 3, 3])
    #expect(analysis.runs.map(\.quarantined) == [[], ["rank 1 on b"], ["rank 2 on b"]])
    #expect(analysis.attempts == 3 && analysis.failures.attempts == 2)
  }

  /// An older program writes only the columns that it knows, and finds them.
  @Test func anOlderProgramGoesOnWithWhatThisOneHasMade() throws {
    let store = try StoreScript.open(path)
    try store.beginRun(StoreScript.run(started: 2000))
    try store.endRun(verdict: 1, ended: 2010)
    try store.close()
    try execute(
      """
      INSERT INTO run (version, mpi, hosts, ranks, slots, options, directory, started, ended, verdict)
      VALUES ('0.2', 'an MPI', '["a"]', 1, 2, '{}', '/work/dir', 3000, 3001, 4);
      """)
    let runs = try StoreReader(path: path).analysis().runs
    #expect(runs.map(\.run) == [1, 2, 3] && runs.map(\.slots) == [4, 4, 2])
    #expect(runs.map(\.cpus) == [1, 1, 1] && runs[2].quarantined.isEmpty)
  }
}
