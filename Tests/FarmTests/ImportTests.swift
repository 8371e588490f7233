import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// `farm import`: going on with what another tool has begun.
  @Suite struct ImportTests {
    private static let header =
      "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n"

    /// What GNU parallel 20221122 wrote for `-j2 --timeout 1 --joblog log < jobs`.
    private static let joblog =
      header + """
        1\t:\t1795312908.186\t     0.000\t0\t0\t0\t0\techo a >>effects
        2\t:\t1795312908.198\t     0.002\t0\t0\t3\t0\techo b >>effects; exit 3
        3\t:\t1795312908.200\t     0.006\t0\t0\t0\t9\techo c >>effects; kill -9 $$
        5\t:\t1795312908.213\t     0.000\t0\t4\t0\t0\techo "a b"
        4\t:\t1795312908.205\t     1.945\t0\t0\t-1\t15\techo d >>effects; sleep 5

        """

    private static let jobs = """
      echo new >>effects
      echo a >>effects
      echo c >>effects; kill -9 $$
      echo b >>effects; exit 3
      echo d >>effects; sleep 0
      echo "a b"

      """

    @Test func whatAJobLogSaysIsDoneIsNotRunAgain() throws {
      let folder = try FarmFolder()
      try folder.write("log", Self.joblog)
      try folder.write("jobs", Self.jobs)
      let made = try folder.run(["import", "log", "--store", "jobs.farm"], ranks: 0)
      #expect(made.status == 0, "\(made)")
      #expect(
        made.output
          == "log, a GNU parallel job log: 5 tasks: 2 succeeded, 2 failed, 1 timed-out\n")
      #expect(made.errors.isEmpty)
      folder.expectOneFile(store: "jobs.farm")
      let status = try folder.run(["status", "jobs.farm"], ranks: 0)
      #expect(status.status == 1, "\(status)")
      // The edited line is new, and the one of the log is gone from the list.
      let first = try folder.run(["--resume", "jobs"], ranks: 1)
      #expect(first.status == 1, "\(first)")
      #expect(first.errors.contains("resumed: 4 of"), "\(first)")
      #expect(first.errors.contains("2 are new, 1 of"), "\(first)")
      #expect(folder.counts() == ["new": 1, "d": 1])
      let second = try folder.run(["--resume-failed", "jobs"], ranks: 1)
      #expect(second.status == 1, "\(second)")
      #expect(folder.counts() == ["new": 1, "d": 1, "b": 1, "c": 1])
      // Attempts are counted on from those of the log.
      let again = try folder.attempts("jobs.farm").filter { $0.command.hasPrefix("echo b") }
      #expect(again.map(\.number) == [1, 2])
      #expect(again.map(\.exit) == [3, 3])
    }

    @Test func theDirectoryIsPartOfATask() throws {
      let folder = try FarmFolder()
      try folder.write("log", Self.joblog)
      try folder.write("jobs", "echo a >>effects\n")
      _ = try folder.shell("mkdir there")
      let made = try folder.run(
        ["import", "log", "--store", "farm.db", "--directory", "there"], ranks: 0)
      #expect(made.status == 0, "\(made)")
      let there = ["jobs", "--resume", "--directory", "there"] + FarmFolder.store
      #expect(try folder.run(there, ranks: 1).status == 0)
      #expect(folder.counts("there/effects").isEmpty)
      #expect(try folder.run(["jobs", "--resume"] + FarmFolder.store, ranks: 1).status == 0)
      #expect(folder.counts() == ["a": 1])
    }

    /// Its own quoting of values is that of our templates.
    @Test(.enabled(if: ReportTests.hasParallel, "GNU parallel"))
    func gnuParallelsOwnLogFitsATemplate() throws {
      let folder = try FarmFolder()
      let values = [
        "a b", "it's", "'", "1:2,3@4%", "x=1", "ä", "", "~", "*", "$HOME", "-n", "a\\b",
      ]
      try folder.write("values", values.joined(separator: "\n") + "\n")
      let template = "printf %s {} >/dev/null; [ {} != x=1 ]"
      _ = try folder.shell("parallel --will-cite --joblog log -a values '\(template)'")
      let made = try folder.run(["import", "log", "--store", "farm.db"], ranks: 0)
      #expect(made.output.contains("11 succeeded, 1 failed"), "\(made)")
      let result = try folder.run(
        ["--resume", "-a", "values"] + FarmFolder.store + [template], ranks: 1)
      #expect(result.status == 1, "\(result)")
      #expect(result.errors.contains("(12 of them done), 0 are new, 0 of"), "\(result)")
    }

    @Test func anExportedJobLogIsImportedAsItWas() throws {
      let folder = try FarmFolder()
      let tasks = "true\nexit 3\nkill -9 $$\n#mpisum: timeout=0.3\nsleep 1000\n"
      try folder.write("tasks", Data((tasks.replacing("\n", with: "\0") + "echo a\necho b\0").utf8))
      #expect(try folder.run(["-0", "tasks", "--store", "one.db"], ranks: 1).status == 1)
      let log = try folder.run(["export", "one.db", "--joblog"], ranks: 0)
      try folder.write("log", log.bytes)
      let made = try folder.run(["import", "log", "--store", "two.db"], ranks: 0)
      #expect(made.status == 0, "\(made)")
      let stores = try ["one.db", "two.db"].map {
        try folder.run(["show", $0], ranks: 0).lines.map { line in
          line.split(separator: " ", omittingEmptySubsequences: true).prefix(3).joined(
            separator: " ")
        }
      }
      #expect(stores[0] == stores[1])
      let again = try folder.run(["-0", "tasks", "--resume", "--store", "two.db"], ranks: 1)
      #expect(again.errors.contains("resumed: 5 of the tasks are in the store (5 of them done)"))
      #expect(try folder.run(["export", "two.db", "--joblog"], ranks: 0).lines.count == 6)
    }

    @Test func lostTasksOfAStatusFileAreRunAgain() throws {
      let folder = try FarmFolder()
      func line(_ flags: String, _ id: Int, _ code: Int, _ command: String) -> String {
        "\(flags)\t\(id)\t1\t-1\tn1\t7\t\(code)\t1.000\t10.000\t11.000\t0\t''\t0\t''\t\(command)\n"
      }
      let commands = ["a", "b", "c", "d"].map { "echo \($0) >>effects" }
      try folder.write(
        "x_status.txt",
        line("    ", 0, 0, commands[0]) + line("R   ", 1, 2, commands[1])
          + line("R   ", 2, -100, commands[2]) + line("R   ", 3, -100, commands[3])
          + line("   Z", 3, 0, commands[3]) + line("B    ", 4, 0, "#DISBATCH BARRIER"))
      try folder.write("tasks", TaskList.text(commands))
      let made = try folder.run(["import", "x_status.txt"] + FarmFolder.store, ranks: 0)
      #expect(made.output.contains("2 succeeded, 1 failed, 1 interrupted"), "\(made)")
      #expect(try folder.run(["status", "farm.db"], ranks: 0).status == 4)
      #expect(try folder.run(["tasks", "--resume"] + FarmFolder.store, ranks: 1).status == 1)
      #expect(folder.counts() == ["c": 1])
      #expect(
        try folder.run(["tasks", "--resume-failed"] + FarmFolder.store, ranks: 1).status == 0)
      #expect(folder.counts() == ["c": 1, "b": 1])
    }

    /// One message, status 2, and nothing is written.
    @Test(arguments: [
      (["log"], "--store"), ([], "no log"), (["log", "log", "--store", "s"], "too much"),
      (["log", "--store", ""], "--store"), (["nothing", "--store", "s"], "nothing"),
      (["tasks", "--store", "s"], "tasks:1"), (["bad", "--store", "s"], "bad:3: Exitval"),
      (["log", "--store", "tasks"], "tasks exists"), (["log", "--sotre", "s"], "--store"),
    ])
    func mistakesAreNamed(arguments: [String], word: String) throws {
      let folder = try FarmFolder()
      try folder.write("log", Self.joblog)
      try folder.write("bad", Self.joblog.replacing("\t3\t0\t", with: "\tthree\t0\t"))
      try folder.write("tasks", "true\n")
      let result = try folder.run(["import"] + arguments, ranks: 0)
      #expect(result.status == 2, "\(result)")
      #expect(result.errors.contains(word), "\(result)")
      #expect(result.output.isEmpty)
      #expect(folder.names == ["bad", "log", "tasks"])
    }
  }
}
