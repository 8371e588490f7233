import CommandFarm
import Foundation
import Testing

@Suite struct StoreTraceTests {
  /// An event of Chrome's.
  private struct Event: Decodable {
    struct Arguments: Decodable {
      var name: String?
      var task: Int?
      var attempt: Int?
      var exit: Int?
      var signal: Int?
      var state: String?
      var outcome: String?
      var command: String?
      var attempts: Int?
      var verdict: Int?
    }

    var name: String
    var ph: String
    var pid: Int
    var tid: Int?
    var ts: Double?
    var dur: Double?
    var args: Arguments
  }

  private struct Trace: Decodable {
    var traceEvents: [Event]
  }

  private func events(_ store: ReportStore) throws -> [Event] {
    let text = try StoreScript.exported(store.path, .trace)
    return try JSONDecoder().decode(Trace.self, from: Data(text.utf8)).traceEvents
  }

  @Test func everyAttemptIsAnEventOfItsSlot() throws {
    let events = try events(try ReportStore(count: 400))
    let attempts = events.filter { $0.ph == "X" && $0.pid != 1 }
    #expect(attempts.count == 408)
    #expect(attempts.compactMap(\.args.task).count == 408)
    let second = try #require(attempts.first { $0.args.task == 50 && $0.args.attempt == 2 })
    // Number 50 is on place 2 of 16, in the fourth second; runs begin at 1000.
    #expect(second.ts == 3.5e6 && second.dur == 0.25e6 && second.tid == 3)
    #expect(second.args.exit == 3 && second.args.signal == 0 && second.args.state == "failed")
    #expect(second.args.outcome == "failed" && second.name == "task 50")
    #expect(second.args.command == "sim --seed 50 --name <!--<script>")

    let processes = events.filter { $0.name == "process_name" }
    let names = Dictionary(uniqueKeysWithValues: processes.map { ($0.pid, $0.args.name) })
    #expect(
      Set(names.values) == [
        "farm", "rank 0 on node0", "rank 1 on node1", "rank 2 on node2", "rank 3 on node3",
      ])
    #expect(names[second.pid] == "rank 0 on node0")
    #expect(Set(attempts.map(\.pid)) == Set(names.keys).subtracting([1]))
    let threads = events.filter { $0.name == "thread_name" && $0.pid != 1 }
    #expect(Set(threads.map { [$0.pid, $0.tid] }) == Set(attempts.map { [$0.pid, $0.tid] }))
    #expect(threads.allSatisfy { $0.args.name == "slot \(($0.tid ?? 0) - 1)" })
  }

  @Test func runsAndHowManyRunAreThereToo() throws {
    let events = try events(try ReportStore(count: 400))
    let runs = events.filter { $0.ph == "X" && $0.pid == 1 }
    #expect(runs.map(\.name) == ["run 1"] && runs[0].ts == 0 && runs[0].dur == 26e6)
    #expect(runs[0].args.verdict == 1)
    let counts = events.filter { $0.ph == "C" }
    #expect(counts.compactMap(\.ts) == counts.compactMap(\.ts).sorted())
    #expect(counts.compactMap(\.args.attempts).max() == 16)
    #expect(counts.last?.args.attempts == 0)
  }

  @Test func anEmptyStoreHasATraceToo() throws {
    #expect(try events(try ReportStore(count: 0)).filter { $0.ph == "X" }.count == 1)
  }
}
