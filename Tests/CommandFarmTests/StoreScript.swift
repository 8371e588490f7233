import CommandFarm

/// What the tests do with stores.
enum StoreScript {
  static let directory = "/work/dir"

  static func run(started: Double = 1000) -> RunRecord {
    RunRecord(
      version: "0.3", mpi: "an MPI", hosts: ["a", "b"], ranks: 2, slots: 4, options: "{}",
      directory: directory, started: started)
  }

  static func open(
    _ path: String, _ opening: RunStore.Opening = .resume
  ) throws(StoreError) -> RunStore {
    try RunStore(path: path, opening: opening, isDurable: false)
  }

  static func task(_ ordinal: Int, _ command: String) -> FarmTask {
    FarmTask(ordinal: ordinal, command: Array(command.utf8))
  }

  static func attempt(
    _ id: Int64, task: Int64, number: Int = 1, exit: Int = 0, reason: String = "exited"
  ) -> AttemptRecord {
    AttemptRecord(
      id: id, task: task, number: number, rank: 1, host: "node1", slot: 2,
      started: 1000 + Double(id), seconds: 0.25, exit: exit, reason: reason, userSeconds: 0.125,
      systemSeconds: 0.0625, peakMemory: 4 << 20, outputBytes: 3, errorBytes: 0)
  }

  static func add(_ text: [UInt8], to store: RunStore, _ attempt: Int64, chunk: Int = 0) throws {
    try text.withUnsafeBytes {
      try store.addOutput(attempt: attempt, stream: 0, chunk: chunk, $0)
    }
  }

  /// The error that something ends with.
  static func refusal(_ body: () throws -> Void) -> StoreError? {
    do {
      try body()
      return nil
    } catch {
      return error as? StoreError
    }
  }

  /// All that a store tells but its name, which is in the first line, read without changing it.
  static func contents(_ path: String) throws -> String {
    let reader = try StoreReader(path: path)
    var options = ShowOptions()
    options.hasOutput = true
    options.isJSON = true
    var bytes: [UInt8] = []
    try reader.show(options) { bytes += $0 }
    return String(decoding: bytes.drop { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  static func shown(_ path: String, _ options: ShowOptions) throws -> String {
    var bytes: [UInt8] = []
    try StoreReader(path: path).show(options) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func exported(_ path: String, _ format: ExportFormat) throws -> String {
    var bytes: [UInt8] = []
    try StoreReader(path: path).export(format) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
