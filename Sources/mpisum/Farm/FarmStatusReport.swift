import CommandFarm
import FoundationEssentials
import Glibc

/// What `farm status` says: the status file of a farm, schema `mpisum.farm.status/1`, or what its store
/// holds in the same form.
///
/// Times are in seconds since 1970. What a store does not know is nil.
struct FarmStatusReport: Codable {
  /// The numbers of tasks.
  struct Tasks: Codable {
    var read: Int
    var done: Int
    var succeeded: Int
    var failed: Int
    var running: Int
    var queued: Int
    var skipped: Int
  }

  /// Whether the farm runs.
  enum State: String, Codable {
    case running
    /// Starts nothing more.
    case draining
    case ended
    /// Was killed, or its machine was: it has said nothing at its end.
    case lost
  }

  var schema = "mpisum.farm.status/1"
  var store: String
  var state: State
  var pid: Int32?
  var host: String?
  var started: Double?
  var heartbeat: Double?
  var tasks: Tasks
  var slots: Int?
  var ranks: Int?
  var rate: Double?
  var secondsLeft: Double?
  /// The exit status; nil while the farm runs.
  var verdict: Int32?
  var end: Double?

  /// How long a farm may be silent: it speaks once a second, and file systems of clusters take their
  /// time.
  private static let patience = 60.0

  enum CodingKeys: String, CodingKey {
    case schema, store, state, pid, host, started, heartbeat, tasks, slots, ranks, rate
    case secondsLeft = "seconds_left"
    case verdict, end
  }

  /// Reads the status file beside a store; nil if there is none that can be read.
  init?(besideStore store: String, now: Double) {
    guard let data = try? Data(contentsOf: URL(filePath: store + ".status.json")),
      let report = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = report
    // The name that was asked for, which may be another than the farm's.
    self.store = store
    if state != .ended, silence(now: now) >= Self.patience {
      // Its node may have another time than this one: does its clock go?
      usleep(2_500_000)
      let file = URL(filePath: store + ".status.json")
      if let data = try? Data(contentsOf: file),
        let later = try? JSONDecoder().decode(Self.self, from: data),
        later.heartbeat != heartbeat
      {
        self = later
        self.store = store
        return
      }
    }
    if state != .ended, isLost(now: now) {
      state = .lost
      verdict = ExitStatus.infrastructureLost.rawValue
    }
  }

  /// How a store stands that no farm has open.
  init(_ store: String, _ summary: StoreSummary) {
    self.store = store
    tasks = Tasks(summary)
    started = summary.started
    // A farm that was killed has not written how it ended.
    state = summary.verdict == nil ? .lost : .ended
    verdict = summary.verdict.map(Int32.init) ?? ExitStatus.infrastructureLost.rawValue
  }

  /// How long the farm has said nothing, in seconds.
  func silence(now: Double) -> Double { max(0, now - (heartbeat ?? now)) }

  /// The report as one JSON object on one line.
  var json: String { (try? jsonLine()) ?? "" }

  /// Writes every member, those that are nil as null.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(store, forKey: .store)
    try container.encode(state, forKey: .state)
    try container.encode(pid, forKey: .pid)
    try container.encode(host, forKey: .host)
    try container.encode(started, forKey: .started)
    try container.encode(heartbeat, forKey: .heartbeat)
    try container.encode(tasks, forKey: .tasks)
    try container.encode(slots, forKey: .slots)
    try container.encode(ranks, forKey: .ranks)
    try container.encode(rate, forKey: .rate)
    try container.encode(secondsLeft, forKey: .secondsLeft)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(end, forKey: .end)
  }

  /// Whether the farm's process is gone, as far as that can be seen from here.
  private func isLost(now: Double) -> Bool {
    if silence(now: now) >= Self.patience { return true }
    guard let pid, let host, host == Self.host else { return false }
    return kill(pid, 0) != 0 && errno == ESRCH
  }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return name.withUnsafeBufferPointer { pointer in
      pointer.baseAddress.map { String(cString: $0) } ?? ""
    }
  }
}

extension FarmStatusReport.Tasks {
  /// The tasks of a store that no farm has open: nothing is running there.
  fileprivate init(_ summary: StoreSummary) {
    let count = { (state: TaskState) in summary.tasks[state] ?? 0 }
    read = summary.tasks.values.reduce(0, +)
    succeeded = count(.succeeded)
    failed = count(.failed) + count(.timedOut)
    skipped = count(.skipped)
    running = 0
    done = succeeded + failed + skipped
    queued = read - done
  }

  private enum CodingKeys: String, CodingKey {
    case read, done, succeeded, failed, running, queued, skipped
  }

  /// Reads the numbers; `done` and `queued` follow from the others.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    read = try values.decode(Int.self, forKey: .read)
    succeeded = try values.decode(Int.self, forKey: .succeeded)
    failed = try values.decode(Int.self, forKey: .failed)
    running = try values.decode(Int.self, forKey: .running)
    skipped = try values.decode(Int.self, forKey: .skipped)
    done = succeeded + failed + skipped
    queued = max(0, read - done - running)
  }
}
