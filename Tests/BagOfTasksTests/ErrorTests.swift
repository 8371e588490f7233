import BagOfTasks
import Foundation
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct ErrorTests {
    @Test func aTaskThatThrowsFailsItsInputAlone() throws {
      let world = try BagOfTasksTests.world()
      let rank = world.rank
      let results = try world.withWorkerPool(
        task: { (number: Int) in
          if number % 100 == 37 { throw Complaint("\(number) on \(rank)") }
          return 2 * number
        }
      ) { pool in
        var results: [Result<Int, any Error>?] = Array(repeating: nil, count: 5000)
        for try await result in pool.results(of: 0..<5000) {
          results[result.index] = result.result
        }
        return results
      }
      guard let results else { return }
      for (index, result) in results.enumerated() {
        switch result {
        case .success(let value):
          #expect(index % 100 != 37 && value == 2 * index)
        case .failure(let error):
          #expect(index % 100 == 37)
          let error = try #require(error as? TaskError)
          #expect((0..<world.size).contains(error.rank))
          #expect(error.host == Environment.processorName)
          #expect(error.index == index)
          #expect(error.message == "\(index) on \(error.rank)")
          #expect(error.description.contains("input \(index), rank \(error.rank) on \(error.host)"))
        case nil:
          Issue.record("\(index) did not come")
        }
      }
    }

    @Test func aHandleThrowsItsTasksError() throws {
      let world = try BagOfTasksTests.world()
      let error = try world.withWorkerPool(
        task: { (number: Int) throws -> Int in
          if number == 7 { throw Complaint("not seven") }
          return number
        }
      ) { pool -> TaskError? in
        let handles = (0..<20).map { pool.submit($0) }
        var found: TaskError?
        for (index, handle) in handles.enumerated() {
          do {
            guard try await handle.value == index, index != 7 else { return nil }
          } catch let error as TaskError {
            found = error
          }
        }
        return found
      }
      guard world.rank == 0 else { return }
      #expect(error??.index == 7)
      #expect(error??.message == "not seven")
    }

    @Test(arguments: [1, nil]) func aMapsErrorIsThatOfTheFirstInputThatFails(
      maximumBatch: Int?
    ) throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.maximumBatch = maximumBatch
      options.slots = 2
      let errors = try world.withWorkerPool(
        options: options,
        task: { (number: Int) throws -> Int in
          switch number % 1000 {
          // Long enough for others to fail before it.
          case 137: usleep(20_000)
          case 138...200, 500...: break
          default: return number
          }
          throw Complaint("\(number)")
        }
      ) { pool in
        var errors: [TaskError] = []
        for round in 0..<10 {
          do {
            _ = try await pool.map(1000 * round..<1000 * round + 1000)
          } catch let error as TaskError {
            errors.append(error)
          }
        }
        return errors
      }
      guard let errors else { return }
      #expect(errors.map(\.index) == [Int](repeating: 137, count: 10))
      #expect(errors.map(\.message) == (0..<10).map { "\(1000 * $0 + 137)" })
    }

    @Test func aMapThatFailedDrawsNoMoreOfAnEndlessInputAndHarmsNoOther() throws {
      let world = try BagOfTasksTests.world()
      let outcome = try world.withWorkerPool(
        task: { (number: Int) throws -> Int in
          if number == 2500 { throw Complaint("enough") }
          return number
        }
      ) { pool in
        async let other = pool.map(10_000..<12_000)
        var index = -1
        do {
          _ = try await pool.map(0...)
        } catch let error as TaskError {
          index = error.index
        }
        let isWhole = try await other == Array(10_000..<12_000)
        let isUsable = try await pool.map(0..<10) == Array(0..<10)
        return index == 2500 && isWhole && isUsable
      }
      #expect(outcome == (world.rank == 0 ? true : nil))
    }

    @Test func theErrorOfATaskWithoutResultArrivesToo() throws {
      let world = try BagOfTasksTests.world()
      let indices = try world.withWorkerPool(
        task: { (number: Int) throws -> Void in
          if number % 2 == 1 { throw Complaint("odd") }
        }
      ) { pool in
        var indices: [Int] = []
        for try await result in pool.results(of: 0..<100) {
          if (result.result.failureError as? TaskError)?.message == "odd" {
            indices.append(result.index)
          }
        }
        return indices.sorted()
      }
      #expect(indices == (world.rank == 0 ? (0..<100).filter { $0 % 2 == 1 } : nil))
    }
  }
}

extension Result {
  fileprivate var failureError: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
