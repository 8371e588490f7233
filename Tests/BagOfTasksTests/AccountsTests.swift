import BagOfTasks
import Foundation
import MPI
import Synchronization
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct AccountsTests {
    /// An event of a trace file.
    struct TraceEvent: Decodable {
      struct Arguments: Decodable { var name: String? }
      var name: String
      var ph: String
      var pid: Int
      var tid: Int?
      var ts: Double?
      var dur: Double?
      var args: Arguments?
    }

    private final class Reports: Sendable {
      let all = Mutex<[WorkerPoolProgress]>([])
    }

    @Test func statisticsAddUp() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 2
      let runs = Counter()
      let statistics = try world.withWorkerPool(
        options: options,
        task: { (number: Int) throws -> Int in
          runs.increment()
          usleep(500)
          if number == 5 { throw Complaint("five") }
          return number
        }
      ) { pool in
        let before = pool.statistics
        for try await _ in pool.results(of: 0..<400) {}
        return [before, pool.statistics]
      }
      let counts = try world.gather(runs.count)
      guard let statistics, let counts else { return }
      #expect(statistics[0].ranks.allSatisfy { $0.tasks == 0 && $0.busySeconds == 0 })
      let after = statistics[1]
      #expect(after.ranks.map(\.rank) == Array(0..<world.size))
      #expect(after.ranks.allSatisfy { $0.slots == 2 && $0.host == Environment.processorName })
      #expect(after.ranks.map(\.tasks) == counts)
      #expect(counts.reduce(0, +) == 400)
      for rank in after.ranks {
        #expect(rank.busySeconds >= 500e-6 * Double(rank.tasks))
        // Slots are busy or idle for as long as there is a pool, but for a task that ended after that.
        #expect(abs(rank.busySeconds + rank.idleSeconds - 2 * after.seconds) < 1e-6)
      }
    }

    @Test func progressIsReportedToTheLastTask() throws {
      let world = try BagOfTasksTests.world()
      let reports = Reports()
      var options = WorkerPoolOptions()
      options.progress = { progress in reports.all.withLock { $0.append(progress) } }
      _ = try world.withWorkerPool(
        options: options,
        task: { (number: Int) throws -> Int in
          usleep(1000)
          if number % 10 == 0 { throw Complaint("ten") }
          return number
        }
      ) { pool in
        for try await _ in pool.results(of: 0..<500) {}
        for number in 0..<1000 { _ = pool.submit(number) }
        pool.cancelAll()
      }
      let all = reports.all.withLock { $0 }
      guard world.rank == 0 else {
        #expect(all.isEmpty)
        return
      }
      let last = try #require(all.last)
      #expect(last.submitted == 1500)
      #expect(last.finished == 1500)
      #expect(last.cancelled > 0 && last.failed >= 50 && last.succeeded >= 450)
      for (earlier, later) in zip(all, all.dropFirst()) {
        #expect(earlier.submitted <= later.submitted)
        #expect(earlier.finished <= later.finished)
        #expect(earlier.seconds <= later.seconds)
      }
    }

    @Test func theTraceHasAnEventForEveryTask() throws {
      let world = try BagOfTasksTests.world()
      let folder = FileManager.default.temporaryDirectory
      let file = folder.appendingPathComponent(
        "bag-trace-\(ProcessInfo.processInfo.globallyUniqueString).json")
      defer { if world.rank == 0 { try? FileManager.default.removeItem(at: file) } }
      var options = WorkerPoolOptions()
      options.slots = 2
      // The root's is the one that counts.
      options.trace = world.rank == 0 ? file.path : nil
      let count = 3000
      let statistics = try world.withWorkerPool(
        options: options,
        task: { (number: Int) throws -> Int in
          if number < 20 { usleep(1000) }
          if number == 77 { throw Complaint("77") }
          return number
        }
      ) { pool in
        for try await _ in pool.results(of: 0..<count) {}
        return pool.statistics
      }
      guard let statistics else { return }
      let events = try JSONDecoder().decode([TraceEvent].self, from: Data(contentsOf: file))
      let tasks = events.filter { $0.ph == "X" }
      let names = (0..<count).map { $0 == 77 ? "77 failed" : "\($0)" }
      #expect(tasks.map(\.name).sorted() == names.sorted())
      for rank in statistics.ranks {
        #expect(tasks.count { $0.pid == rank.rank } == rank.tasks)
        let name = "rank \(rank.rank) on \(rank.host)"
        #expect(
          events.count { $0.ph == "M" && $0.pid == rank.rank && $0.args?.name == name } == 1)
      }
      for task in tasks {
        #expect([0, 1].contains(task.tid))
        let start = try #require(task.ts)
        let duration = try #require(task.dur)
        #expect(duration >= (Int(task.name).map { $0 < 20 } == true ? 1000 : 0))
        #expect(start + duration <= statistics.seconds * 1e6 + 1000)
      }
      // No slot is in two tasks at once; a microsecond for the rounding.
      for (_, tasks) in Dictionary(grouping: tasks, by: { [$0.pid, $0.tid ?? -1] }) {
        let sorted = tasks.sorted { ($0.ts ?? 0) < ($1.ts ?? 0) }
        for (one, next) in zip(sorted, sorted.dropFirst()) {
          #expect((one.ts ?? 0) + (one.dur ?? 0) <= (next.ts ?? 0) + 1)
        }
      }
    }

    @Test func aTraceThatCannotBeWrittenIsAnErrorOnAllRanks() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.trace = "/nowhere/trace.json"
      let runs = Counter()
      do {
        _ = try world.withWorkerPool(
          options: options, task: { (_: Int) in _ = runs.increment() }
        ) { pool in
          try await pool.map(0..<100)
        }
        Issue.record("the pool was opened")
      } catch let error as TraceError {
        #expect(world.rank == 0)
        #expect(error.path == "/nowhere/trace.json")
      } catch let error as TaskBagError {
        #expect(world.rank != 0)
        #expect(error.message.contains("/nowhere/trace.json"))
      }
      #expect(try world.allReduce(runs.count, .sum) == 0)
    }
  }
}
