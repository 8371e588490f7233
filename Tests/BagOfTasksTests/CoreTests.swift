import BagOfTasks
import Foundation
import MPI
import Testing

extension BagOfTasksTests {
  /// The scheduling core with a runner that is no closure.
  @Suite @MainActor struct CoreTests {
    private let gate: Gate
    private let written: SharedNumber

    init() throws {
      let world = try BagOfTasksTests.world()
      gate = try Gate(world)
      written = try SharedNumber(world)
    }

    /// Runs a body with a bag of one slot a rank.
    ///
    /// - Returns: the events, on the root.
    @discardableResult
    private func withBag(
      onEvents: @escaping @Sendable ([Happening]) -> Void = { _ in },
      _ body: @escaping @Sendable (Recorder) async throws -> Void
    ) throws -> [Happening]? {
      let world = Communicator.world
      defer { if world.rank == 0 { gate.remove() } }
      var options = TaskBagOptions()
      options.slots = 1
      options.reportsAssignments = true
      let recorder = try world.withTaskBag(
        options: options, controller: { Recorder($0, onEvents: onEvents) },
        runner: { ScriptRunner($0, gate: gate, written: written) },
        body: { recorder in
          try await body(recorder)
          return recorder
        })
      #expect((recorder == nil) == (world.rank != 0))
      if let recorder {
        #expect(recorder.endCount == 1)
        #expect(!recorder.bag.submit(TaskBatch()))
      }
      return recorder?.events
    }

    /// Checks that every task's events come in the only order that there is.
    private func checkOrder(_ events: [Happening], tasks: Int) {
      let size = Communicator.world.size
      var ranks: [Int] = []
      for case .credit(let rank, Environment.processorName, 1) in events.prefix(size) {
        ranks.append(rank)
      }
      #expect(ranks.sorted() == Array(0..<size))
      var log = TaskLog()
      let wrong = events.dropFirst(size).first { !log.accept($0) }
      #expect(wrong == nil)
      #expect(log.finishedCount == tasks)
    }

    @Test func eventsComeInOrder() throws {
      // Ids are any numbers, once each.
      let ids = (0..<500).map { UInt64.max - 7 * $0 }
      let events = try withBag { recorder in
        recorder.submit(ids, .echo, 42)
        recorder.submit(0..<500, .stream, 3)
        recorder.submit(1000..<1500, .fail, 7)
      }
      guard let events else { return }
      checkOrder(events, tasks: 1500)
      for case .finished(let task) in events {
        switch task.id.rawValue {
        case 0..<500:
          #expect(task.outcome == .succeeded)
        case 1000..<1500:
          #expect(task.outcome == .failed)
          #expect(String(decoding: task.payload, as: UTF8.self) == "failed with 7")
        default:
          #expect(task.outcome == .succeeded)
          #expect(Array(task.payload) == Array(Script.echo.payload(42).dropFirst()))
        }
      }
    }

    @Test func outputComesInOrderAndWaitsForASlowRoot() throws {
      let chunks = 1024
      let written = written
      let observed = Counter()
      let greatest = Counter()
      let events = try withBag(
        onEvents: { events in
          let bytes = events.reduce(0) { $0 + $1.outputCount }
          guard bytes > 0 else { return }
          // Time enough to write all of it.
          usleep(20_000)
          let ahead = written.value - observed.count
          observed.add(bytes)
          if ahead > greatest.count { greatest.add(ahead - greatest.count) }
        }
      ) { recorder in
        recorder.submit(0..<1, .stream, chunks)
      }
      guard let events else { return }
      checkOrder(events, tasks: 1)
      var chunk = 0
      for case .output(_, _, let stream, let bytes) in events {
        #expect(stream == chunk % 2)
        #expect(bytes.count == ScriptRunner.chunkSize)
        #expect(bytes == ScriptRunner.chunk(chunk)[...])
        chunk += 1
      }
      #expect(chunk == chunks)
      // Of 64 MiB some were not yet written when the root looked; the rank may be 4 MiB ahead.
      #expect(greatest.count <= 16 << 20)
    }

    @Test func tasksThatRunCanBeCancelled() throws {
      let size = UInt64(Communicator.world.size)
      let events = try withBag { recorder in
        recorder.submit(0..<50 * size, .stick)
        try await recorder.wait(for: Int(size)) { $0.isStarted }
        // The first is still at it when all others have ended.
        recorder.bag.cancel(TaskID(rawValue: 1)...TaskID(rawValue: .max))
        try await recorder.wait(for: 50 * Int(size) - 1) { $0.isFinished }
        recorder.bag.cancel(TaskID(rawValue: 0)...TaskID(rawValue: 0))
      }
      guard let events else { return }
      checkOrder(events, tasks: 50 * Int(size))
      for case .finished(let task) in events {
        #expect(task.outcome == .cancelled)
        #expect(task.payload.isEmpty)
      }
      #expect(events.count { $0.isStarted } == Int(size))
    }

    @Test func whatASlowRankHasInStoreIsGivenToOthers() throws {
      let world = Communicator.world
      let last = world.size - 1
      let gate = gate
      let count = 50_000
      let events = try withBag { recorder in
        recorder.submit(0..<1000, .echo)
        recorder.submit(1000..<UInt64(count), .stickOnce, last)
        // Alone on its rank, the task that sticks has nobody to give anything to.
        if last == 0 { try gate.open() }
        try await recorder.wait(for: count - 1) { $0.isFinished }
        try gate.open()
      }
      guard let events else { return }
      checkOrder(events, tasks: count)
      #expect(last == 0 || events.contains { $0.isReturned })
      #expect(
        events.allSatisfy {
          if case .finished(let task) = $0 { task.outcome == .succeeded } else { true }
        })
    }

    @Test func withdrawnTasksAreThoseThatHaveNotBeenStarted() throws {
      let size = UInt64(Communicator.world.size)
      let gate = gate
      let events = try withBag { recorder in
        recorder.submit(0..<50 * size, .stick)
        try await recorder.wait(for: Int(size)) { $0.isStarted }
        recorder.bag.withdraw(.allIDs)
        try await recorder.wait(for: 49 * Int(size)) { $0.isFinished }
        try gate.open()
      }
      guard let events else { return }
      checkOrder(events, tasks: 50 * Int(size))
      let started = Set(events.filter(\.isStarted).compactMap(\.id))
      #expect(started.count == Int(size))
      for case .finished(let task) in events {
        #expect(task.outcome == (started.contains(task.id) ? .succeeded : .cancelled))
      }
    }

    @Test func aBarredRankFinishesWhatItHasStartedAndGetsNoMore() throws {
      let world = Communicator.world
      let last = world.size - 1
      guard last > 0 else { return }
      let gate = gate
      let count = 2000
      let events = try withBag { recorder in
        recorder.submit(0..<UInt64(count), .stickOnce, last)
        try await recorder.wait(for: count / 2) { $0.isFinished }
        recorder.bag.bar(last)
        recorder.submit(UInt64(count)..<UInt64(2 * count), .echo)
        // All but what sticks on the barred rank, what that had in store too.
        try await recorder.wait(for: 2 * count - 1) { $0.isFinished }
        try gate.open()
      }
      guard let events else { return }
      checkOrder(events, tasks: 2 * count)
      for case .assigned(let id, last) in events { #expect(id.rawValue < count) }
    }

    @Test func withEveryRankBarredTasksWaitUntilTheyAreWithdrawn() throws {
      let world = Communicator.world
      let size = world.size
      let events = try withBag { recorder in
        for rank in 0..<size { recorder.bag.bar(rank) }
        recorder.submit(0..<100, .echo)
        recorder.bag.withdraw(.allIDs)
      }
      guard let events else { return }
      for case .finished(let task) in events { #expect(task.outcome == .cancelled) }
      #expect(events.count { $0.isFinished } == 100)
    }

    @Test func tasksThatAvoidARankGoToOthersIfThereAreAny() throws {
      let last = Communicator.world.size - 1
      let events = try withBag { recorder in
        for id in 0..<200 {
          var batch = TaskBatch()
          batch.append(TaskID(rawValue: UInt64(id)), payload: Script.echo.payload(0))
          recorder.bag.submit(batch, avoiding: [last])
        }
      }
      guard let events else { return }
      checkOrder(events, tasks: 200)
      guard last > 0 else { return }
      for case .assigned(_, let rank) in events { #expect(rank != last) }
    }

    @Test func aControllerThatThrowsAnErrorOfMPIEndsTheBagToo() throws {
      let world = Communicator.world
      let (gate, written) = (gate, written)
      do {
        _ = try world.withTaskBag(
          controller: { _ -> Recorder in
            try Communicator.solo.send(1, to: 0, tag: -1)
            throw Complaint("a negative tag was taken")
          },
          runner: { ScriptRunner($0, gate: gate, written: written) }, body: { _ in })
        Issue.record("the bag was opened")
      } catch let error as TaskBagError {
        #expect(world.rank != 0 && error.reason == .rootFailed)
      } catch {
        #expect(world.rank == 0 && error is MPIError)
      }
    }

    @Test func aControllerThatCannotBeMadeEndsTheBagOnAllRanks() throws {
      let world = Communicator.world
      let (gate, written) = (gate, written)
      do {
        _ = try world.withTaskBag(
          controller: { _ -> Recorder in throw Complaint("no store") },
          runner: { ScriptRunner($0, gate: gate, written: written) }, body: { _ in })
        Issue.record("the bag was opened")
      } catch let error as Complaint {
        #expect(world.rank == 0 && error == Complaint("no store"))
      } catch let error as TaskBagError {
        #expect(world.rank != 0 && error.reason == .rootFailed && error.message == "no store")
      }
    }

    @Test func aControllerIsToldOfTheEndEvenIfTheBodyThrows() throws {
      let world = Communicator.world
      let (gate, written) = (gate, written)
      let kept = Kept()
      #expect(throws: (any Error).self) {
        _ = try world.withTaskBag(
          controller: {
            let recorder = Recorder($0)
            kept.recorder = recorder
            return recorder
          },
          runner: { ScriptRunner($0, gate: gate, written: written) },
          body: { recorder in
            recorder.submit(0..<UInt64(world.size), .stick)
            recorder.submit(1000..<2000, .echo)
            throw Complaint("no more")
          })
      }
      guard world.rank == 0 else { return }
      #expect(kept.recorder?.endCount == 1)
      #expect(kept.recorder?.events.count { $0.isFinished } == 1000 + world.size)
    }

    private final class Kept {
      var recorder: Recorder?
    }
  }
}
