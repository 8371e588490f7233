import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// What a second run does with the store of a first.
  @Suite struct ResumeTests {
    private static let resume = ["tasks", "--resume"] + FarmFolder.store

    @Test func anExistingStoreIsRefusedWithoutResume() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...3)))
      #expect(try folder.run(["tasks"] + FarmFolder.store).status == 0)
      let bytes = folder.read("farm.db")
      let second = try folder.run(["tasks"] + FarmFolder.store)
      #expect(second.status == 2, "\(second)")
      #expect(second.errors.contains("--resume"))
      #expect(folder.read("farm.db") == bytes)
      #expect(folder.counts().values.allSatisfy { $0 == 1 })
    }

    @Test func theStoreIsNamedAfterTheTaskFile() throws {
      let folder = try FarmFolder()
      try folder.write("tasks.txt", TaskList.text(TaskList.quick(1...3)))
      #expect(try folder.run(["tasks.txt"]).status == 0)
      let stores = folder.names.filter { $0.hasSuffix(".farm") }
      #expect(stores.count == 1)
      try folder.expectComplete(TaskList.quickEffects(1...3), store: stores.first ?? "")
    }

    @Test func aListThatHasChangedIsMatchedByContent() throws {
      let folder = try FarmFolder()
      let first = TaskList.quick(1...20)
      try folder.write("tasks", TaskList.text(first))
      #expect(try folder.run(Self.resume).status == 0)
      // Lines are put before, taken away, edited, repeated, and moved.
      var second = ["echo new >>effects"] + first.reversed()
      second.removeAll { $0.hasSuffix("q7 >>effects") }
      second[5] = "echo edited >>effects"
      second.append(first[2])
      second.insert(first[2], at: 0)
      try folder.write("tasks", TaskList.text(second))
      let result = try folder.run(Self.resume)
      #expect(result.status == 0, "\(result)")
      var expected = Dictionary(
        uniqueKeysWithValues: TaskList.quickEffects(1...20).map { ($0, 1) })
      expected["new"] = 1
      expected["edited"] = 1
      // Three of them are wanted now and one had been done.
      expected["q3"] = 3
      #expect(folder.counts() == expected)
      #expect(result.errors.contains("resumed: 18 "), "\(result)")
      #expect(result.errors.contains("4 are new"), "\(result)")
      #expect(result.errors.contains("2 of"), "\(result)")
      // Once more, with nothing to do; then as it was at first.
      #expect(try folder.run(Self.resume).status == 0)
      try folder.write("tasks", TaskList.text(first))
      #expect(try folder.run(Self.resume).status == 0)
      #expect(folder.counts() == expected)
      folder.waitUntilAlone()
    }

    @Test func repeatedLinesAreTasksOfTheirOwn() throws {
      let folder = try FarmFolder()
      let line = "echo same >>effects"
      try folder.write("tasks", TaskList.text(Array(repeating: line, count: 3)))
      #expect(try folder.run(Self.resume).status == 0)
      #expect(folder.counts()["same"] == 3)
      try folder.write("tasks", TaskList.text(Array(repeating: line, count: 5)))
      #expect(try folder.run(Self.resume).status == 0)
      #expect(folder.counts()["same"] == 5)
      try folder.write("tasks", TaskList.text(Array(repeating: line, count: 2)))
      #expect(try folder.run(Self.resume).status == 0)
      #expect(folder.counts()["same"] == 5)
    }

    @Test func theDirectoryIsPartOfATask() throws {
      let folder = try FarmFolder()
      _ = try folder.shell("mkdir a b")
      try folder.write("tasks", "echo here >>effects; pwd\n")
      for _ in 1...2 {
        for name in ["a", "b"] {
          let result = try folder.run(Self.resume + ["--directory", folder.path(name)])
          #expect(result.status == 0, "\(result)")
        }
      }
      #expect(folder.counts("a/effects")["here"] == 1)
      #expect(folder.counts("b/effects")["here"] == 1)
      #expect(folder.counts().isEmpty)
    }

    @Test func failuresAreRunAgainOnlyIfAskedFor() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        echo bad >>tries; [ -e healed ] && echo bad >>effects
        echo good >>tries; echo good >>effects
        echo slow >>tries; [ -e healed ] || sleep 1000; echo slow >>effects

        """)
      let limit = ["--timeout", "1s"]
      #expect(try folder.run(Self.resume + limit).status == 1)
      // Failures are still failures.
      #expect(try folder.run(Self.resume + limit).status == 1)
      #expect(folder.counts("tries") == ["bad": 1, "good": 1, "slow": 1])
      try folder.write("healed", "")
      let result = try folder.run(["tasks", "--resume-failed"] + FarmFolder.store + limit)
      #expect(result.status == 0, "\(result)")
      #expect(folder.counts("tries") == ["bad": 2, "good": 1, "slow": 2])
      try folder.expectComplete(["bad", "good", "slow"])
      // Attempts are numbered through.
      let attempts = try folder.attempts().filter { $0.ordinal == 1 }
      #expect(attempts.map(\.number).sorted() == [1, 2])
    }

    @Test func outputsOfEarlierRunsAreNotPrintedAgainUnlessOrderIsKept() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "echo one\n")
      #expect(try folder.run(Self.resume).output == "one\n")
      try folder.write("tasks", "echo one\necho two\n")
      #expect(try folder.run(Self.resume).lines.contains("two"))
    }

    @Test func aSecondFarmOnOneStoreIsRefused() throws {
      let folder = try FarmFolder()
      let task = "echo there >>holding; \(TaskList.hold); echo held >>effects"
      try folder.write("tasks", TaskList.text([task] + TaskList.quick(1...5)))
      let job = try folder.start(Self.resume, ranks: 1)
      try folder.wait(for: "the first farm", during: job) { folder.counts("holding").count == 1 }
      for arguments in [Self.resume, ["tasks"] + FarmFolder.store] {
        let second = try folder.run(arguments, ranks: 1)
        #expect([2, 5].contains(second.status), "\(second)")
        #expect(second.errors.contains("farm.db"), "\(second)")
      }
      let resumed = try folder.run(Self.resume, ranks: 1)
      #expect(resumed.errors.contains("in use"), "\(resumed)")
      #expect(folder.counts("holding")["there"] == 1)
      try folder.write("go", "")
      let result = folder.end(of: job)
      #expect(result.status == 0, "\(result)")
      try folder.expectComplete(TaskList.quickEffects(1...5) + ["held"])
      #expect(folder.counts().values.allSatisfy { $0 == 1 })
    }

    @Test func twoFarmsThatStartTogetherShareNothing() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...100).map { "sleep 0.01; " + $0 }))
      let jobs = try (0..<2).map { _ in try folder.start(Self.resume, ranks: 1) }
      let results = jobs.map { folder.end(of: $0) }
      #expect(results.contains { $0.status == 0 }, "\(results)")
      try folder.expectComplete(TaskList.quickEffects(1...100))
      #expect(folder.counts().values.allSatisfy { $0 == 1 })
    }
  }
}
