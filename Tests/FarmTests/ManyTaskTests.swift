import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// Many tasks, of which three in a hundred fail at random; the root is killed in the middle.
  @Suite struct ManyTaskTests {
    @Test func manyTasksFailAtRandom() throws {
      let folder = try FarmFolder()
      let count = FarmSetup.isFull ? 100_000 : 20_000
      var generator = Generator(seed: 4)
      let failing = Set((1...count).filter { _ in Int.random(in: 0..<100, using: &generator) < 3 })
      let tasks = (1...count).map { number in
        // The failing ones succeed once they are healed.
        failing.contains(number)
          ? "[ -e healed ] && echo \(number) >>effects" : "echo \(number) >>effects"
      }
      try folder.write("tasks", TaskList.text(tasks))
      let arguments = ["tasks", "--slots", "2", "--quiet"] + FarmFolder.store
      let job = try folder.start(arguments, limit: 600)
      try folder.wait(for: "the middle", during: job, limit: 300) {
        (folder.read("effects") ?? Data()).count > 5 * count / 2
      }
      try #require(folder.processes.rank(0)).send(SIGKILL)
      #expect(folder.end(of: job).status != 0)
      folder.waitUntilAlone()
      let middle = folder.counts()

      let second = try folder.run(arguments + ["--resume"], limit: 600)
      #expect(second.status == 1, "\(second)")
      folder.waitUntilAlone()
      let attempts = try folder.attempts()
      let failed = attempts.filter { $0.reason == "exited" && $0.exit == 1 }.map(\.ordinal)
      #expect(Set(failed) == failing)
      // Done before the kill and recorded: not done again. What was not yet recorded is at most a
      // second's worth or a thousand tasks, and what was running.
      let repeated = folder.counts().filter { $0.value > 1 }
      #expect(repeated.count <= 1100 && repeated.values.allSatisfy { $0 == 2 })
      #expect(repeated.keys.allSatisfy { middle[$0] != nil })

      try folder.write("healed", "")
      let third = try folder.run(arguments + ["--resume-failed"], limit: 600)
      #expect(third.status == 0, "\(third)")
      try folder.expectComplete((1...count).map(String.init))
      let fourth = try folder.run(arguments + ["--resume"])
      #expect(fourth.status == 0, "\(fourth)")
      #expect(folder.counts().values.reduce(0, +) == count + repeated.count)
    }
  }
}
