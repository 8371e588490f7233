import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// Looking at a store, while it is written and afterwards.
  @Suite struct ReportTests {
    private static let tasks = """
      echo out; echo err >&2
      sleep 0.2; exit 3
      #mpisum: timeout=0.5
      sleep 1000
      kill -9 $$
      #mpisum: retries=1
      echo $MPISUM_ATTEMPT; [ $MPISUM_ATTEMPT = 2 ]

      """

    private func finished() throws -> FarmFolder {
      let folder = try FarmFolder()
      try folder.write("tasks", Self.tasks)
      let result = try folder.run(["tasks", "--slots", "1"] + FarmFolder.store, ranks: 1)
      #expect(result.status == 1, "\(result)")
      return folder
    }

    @Test func joblogHasTheColumnsOfGNUParallel() throws {
      let folder = try finished()
      let export = try folder.run(["export", "farm.db", "--joblog"], ranks: 0)
      #expect(export.status == 0, "\(export)")
      let lines = export.lines
      #expect(
        lines[0] == "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand")
      let rows = lines.dropFirst().map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
      }
      #expect(rows.count == 5)
      for row in rows {
        #expect(row.count == 9)
        #expect(row[1] == Job.host)
        #expect(row[2].wholeMatch(of: #/\d{10}\.\d{3}/#) != nil)
        #expect(row[3].wholeMatch(of: #/ *\d+\.\d{3}/#) != nil && row[3].count == 10)
      }
      let ends = Dictionary(uniqueKeysWithValues: rows.map { ($0[0], [$0[5], $0[6], $0[7]]) })
      #expect(ends["1"] == ["4", "0", "0"])
      #expect(ends["2"] == ["0", "3", "0"])
      #expect(ends["3"] == ["0", "-1", "15"])
      #expect(ends["4"] == ["0", "0", "9"])
      #expect(ends["5"] == ["2", "0", "0"])
      #expect(rows.first { $0[0] == "1" }?[8] == "echo out; echo err >&2")
    }

    /// GNU parallel itself takes the log for its own.
    @Test(.enabled(if: Self.hasParallel, "GNU parallel"))
    func gnuParallelResumesFromTheJoblog() throws {
      let folder = try FarmFolder()
      let run = try folder.run(
        ["--store", "farm.db", "[ {} != 2 ]", ":::", "1", "2", "3"], ranks: 0)
      #expect(run.status == 1, "\(run)")
      _ = try folder.run(["export", "farm.db", "--joblog"], ranks: 0).bytes
        .write(to: folder.url.appendingPathComponent("log"))
      let result = try folder.shell(
        "parallel --will-cite --joblog log --resume-failed 'echo {} >>effects' ::: 1 2 3 4")
      #expect(result.status == 0, "\(result)")
      #expect(folder.counts() == ["2": 1, "4": 1])
    }

    @Test func exportsHoldEveryAttempt() throws {
      let folder = try finished()
      let attempts = try folder.attempts()
      #expect(attempts.count == 6)
      #expect(Set(attempts.map { "\($0.ordinal).\($0.number)" }).count == 6)
      let csv = try folder.run(["export", "farm.db", "--csv"], ranks: 0)
      #expect(csv.status == 0)
      #expect(csv.lines.count == 7)
      #expect(csv.lines[0].contains("task") && csv.lines[0].contains("exit"))
    }

    @Test func aReportIsWrittenInOneStep() throws {
      let folder = try finished()
      let result = try folder.run(["report", "farm.db"], ranks: 0)
      #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
      let page = try #require(folder.read("farm.db.html"))
      #expect(page.starts(with: Data("<!DOCTYPE html>".utf8)))
      #expect(String(decoding: page, as: UTF8.self).contains("sleep 0.2; exit 3"))
      let piped = try folder.run(["report", "farm.db", "--out", "-"], ranks: 0)
      // But for the time and the number that makes the script the page's own.
      #expect(piped.status == 0 && abs(piped.bytes.count - page.count) < 20)

      // Where it cannot be written, what was there stays, and nothing beside it.
      try folder.write("not a store", "")
      let names = folder.names
      for (store, page) in [("farm.db", "no/such/place"), ("not a store", "farm.db.html")] {
        let arguments = [store, "--out", page]
        let failed = try folder.run(["report"] + arguments, ranks: 0)
        #expect(failed.status != 0 && failed.errors.split(separator: "\n").count == 1, "\(failed)")
      }
      #expect(folder.names == names && folder.read("farm.db.html") == page)
    }

    /// Neither the store nor what belongs to it, nor a device, is replaced, however it is named.
    @Test func aReportReplacesNoStoreAndNoDevice() throws {
      let folder = try finished()
      let store = try #require(folder.read("farm.db"))
      _ = try folder.shell(
        "ln -s farm.db link; ln farm.db hard; cp farm.db other; ln -s page there")
      let names = folder.names
      for name in ["./farm.db", "link", "hard", "other", "farm.db-wal", "./farm.db.drain"] {
        let result = try folder.run(["report", "farm.db", "-o", name], ranks: 0)
        #expect(result.status == 2 && result.errors.contains("--out names"), "\(result)")
      }
      #expect(folder.read("farm.db") == store && folder.names == names)
      let device = try folder.shell(
        "\(FarmSetup.program) farm report farm.db -o /dev/null; test -c /dev/null")
      #expect(device.status == 0, "\(device)")
      let long = String(repeating: "x", count: 250)
      let result = try folder.shell(
        "touch page; \(FarmSetup.program) farm report farm.db -o there; test -L there -a -s page"
          + " && \(FarmSetup.program) farm report farm.db -o \(long) && stat -c %a \(long)")
      #expect(result.status == 0 && result.output == "600\n", "\(result)")
    }

    @Test func aTraceIsExported() throws {
      let export = try finished().run(["export", "farm.db", "--trace"], ranks: 0)
      #expect(export.status == 0, "\(export)")
      let value = try JSONSerialization.jsonObject(with: export.bytes) as? [String: Any]
      let events = try #require(value?["traceEvents"] as? [[String: Any]])
      // Six attempts and the run.
      #expect(events.count { $0["ph"] as? String == "X" } == 7)
    }

    @Test func showSelectsTasks() throws {
      let folder = try finished()
      let states = ["succeeded", "failed", "timed-out", "failed", "succeeded"]
      #expect(try folder.document().tasks.map(\.state) == states)
      #expect(try folder.document().schema == "mpisum.farm.show/1")
      #expect(try folder.document(["--failed"]).tasks.map(\.task) == [2, 3, 4])
      #expect(try folder.document(["--task", "5"]).tasks.map(\.task) == [5])
      #expect(try folder.document(["--slowest", "1"]).tasks.map(\.task) == [3])
      let text = try folder.run(["show", "farm.db", "--task", "1", "--output"], ranks: 0)
      #expect(text.status == 0)
      #expect(text.lines.contains("out") && text.lines.contains("err"), "\(text)")
      #expect(try folder.run(["show", "farm.db", "--task", "99"], ranks: 0).status != 0)
      let all = try folder.run(["show", "farm.db"], ranks: 0)
      for state in states { #expect(all.output.contains(state)) }
    }

    @Test func statusIsReadWhileAFarmRuns() throws {
      let folder = try FarmFolder()
      let hold = "echo h >>holding; \(TaskList.hold)"
      try folder.write("tasks", TaskList.text(["true", "true", "false", hold]))
      let job = try folder.start(["tasks", "--slots", "1"] + FarmFolder.store, ranks: 1)
      try folder.wait(for: "the last task", during: job) { folder.counts("holding").count == 1 }
      try folder.wait(for: "the status file", during: job) { folder.has("farm.db.status.json") }
      // It is replaced once a second; at some time it tells of the three that are done.
      try folder.wait(for: "a status of three tasks", during: job) {
        let status = try folder.run(["status", "farm.db", "--json"], ranks: 0)
        let value = try? JSONSerialization.jsonObject(with: status.bytes) as? [String: Any]
        let tasks = value?["tasks"] as? [String: Any] ?? [:]
        return tasks["succeeded"] as? Int == 2 && tasks["failed"] as? Int == 1
          && tasks["running"] as? Int == 1
      }
      let text = try folder.run(["status", "farm.db"], ranks: 0)
      #expect(!text.output.isEmpty)
      // Only that may be looked at now.
      let show = try folder.run(["show", "farm.db"], ranks: 0)
      #expect(show.status != 0 && show.errors.contains("a farm has farm.db open"), "\(show)")
      try folder.write("go", "")
      #expect(folder.end(of: job).status == 1)
      folder.waitUntilAlone()
      folder.expectOneFile()
      #expect(try folder.run(["status", "farm.db"], ranks: 0).status == 1)
    }

    @Test func aKilledFarmsStatusIsNotThatItRuns() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(["true", "echo h >>holding; \(TaskList.hold)"]))
      let job = try folder.start(
        ["tasks", "--slots", "2", "--durable"] + FarmFolder.store, ranks: 0)
      try folder.wait(for: "the task", during: job) { folder.counts("holding").count == 1 }
      try folder.launcher(of: job).send(SIGKILL)
      _ = folder.end(of: job)
      folder.waitUntilAlone()
      let status = try folder.run(["status", "farm.db"], ranks: 0)
      #expect([4, 5].contains(status.status), "\(status)")
      // Looking does not need the farm to be resumed first.
      #expect(try folder.run(["show", "farm.db"], ranks: 0).status == 0)
    }

    static let hasParallel = FileManager.default.isExecutableFile(
      atPath: "/usr/bin/parallel")
  }
}
