import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// The disk below the store is full.
  @Suite(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
  struct DiskTests {
    @Test(arguments: [64, 2000, 60_000])
    func fullDiskEndsTheFarmAndLosesNothing(bytes: Int) throws {
      let folder = try FarmFolder()
      let disk = try SmallDisk(in: folder, kibibytes: 1024)
      // Three times what there is room for, in small outputs and in large ones.
      let count = 3 << 20 / max(bytes, 1024)
      let tasks = (1...count).map {
        "head -c \(bytes) /dev/zero | tr '\\0' x; echo -\($0); echo e\($0) >>effects"
      }
      try folder.write("tasks", TaskList.text(tasks))
      let store = disk.path + "/farm.db"
      let arguments = ["tasks", "--slots", "2", "--resume", "--quiet", "--store", store]
      let first = try folder.run(arguments)
      folder.waitUntilAlone()
      if bytes > 64 {
        #expect(first.status == 5, "\(first)")
        #expect(first.errors.contains("farm.db"))
        #expect(first.errors.contains("full"))
      } else {
        #expect([0, 5].contains(first.status), "\(first)")
      }
      try disk.resize(kibibytes: 65536)
      let second = try folder.run(arguments)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete((1...count).map { "e\($0)" }, store: store)
      for task in try folder.document(["--output"], store: store).tasks {
        let expected = String(repeating: "x", count: bytes) + "-\(task.task)\n"
        #expect(task.attempts.filter(\.isSuccess).map(\.output) == [Data(expected.utf8)])
      }
    }

    @Test func noRoomForAStoreAtAllIsSaidBeforeAnythingRuns() throws {
      let folder = try FarmFolder()
      let disk = try SmallDisk(in: folder, kibibytes: 4)
      _ = try folder.shell("head -c 100000 /dev/zero >disk/filler")
      try folder.write("tasks", TaskList.text(TaskList.quick(1...3)))
      let result = try folder.run(["tasks", "--store", disk.path + "/farm.db"])
      #expect(result.status == 5, "\(result)")
      #expect(result.errors.contains("full"))
      folder.waitUntilAlone()
      #expect(folder.counts().isEmpty)
    }
  }
}
