import BagOfTasks
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct ManyPoolsTests {
    @Test func aThousandPoolsInARowLeaveNothingBehind() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 2
      var memory = 0
      var threads = 0
      for round in 1...1000 {
        let value = try world.withWorkerPool(
          options: options, task: { (number: Int) in [UInt8](repeating: 1, count: number) }
        ) { pool in
          try await pool.map([10_000, 20_000]).reduce(0) { $0 + $1.count }
        }
        guard value == (world.rank == 0 ? 30_000 : nil) else { throw Complaint("wrong") }
        if round == 100 {
          memory = try ProcessMemory.residentBytes()
          threads = try ProcessMemory.threadCount()
        }
      }
      // A thread or 4 KiB a pool would be 900 threads or 3.6 MB.
      #expect(try ProcessMemory.residentBytes() - memory < 3 << 20)
      #expect(try ProcessMemory.threadCount() - threads < 20)
    }
  }
}
