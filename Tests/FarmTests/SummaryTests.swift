import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// What a farm says of itself at its end and afterwards, against figures computed here from the exported
  /// table.
  @Suite struct SummaryTests {
    /// Of many kinds; those that want more cores than one end with a remark.
    private static let tasks = """
      sleep 0.2
      echo out; exit 3
      #mpisum: timeout=0.3
      sleep 1000; echo "never, never"
      kill -9 $$
      #mpisum: retries=2
      sleep 0.1; [ $MPISUM_ATTEMPT = 3 ]
      #mpisum: retries=1
      sleep 0.05; exit 4
      seq 20000; seq 100 >&2
      #mpisum: cpus=2
      sleep 0.3 # 2 cores
      #mpisum: cpus=9
      sleep 0.1 # 9 cores
      /no/such/program
      [ -e mended ] || exit 3
      kill -SEGV $$
      true
      sleep 0.6
      exit 5

      """

    /// A store of three runs: a whole one, one of what had failed, and one of a list without its last task.
    private func finished() throws -> (folder: FarmFolder, last: FarmResult) {
      let folder = try FarmFolder()
      try folder.write("tasks", Self.tasks)
      let options = ["tasks", "--slots", "2", "--json"] + FarmFolder.store
      let first = try folder.run(options, ranks: 2)
      #expect(first.status == 1, "\(first)")
      try folder.write("mended", "")
      #expect(try folder.run(options + ["--resume-failed"], ranks: 2).status == 1)
      try folder.write("tasks", Self.tasks.replacing("exit 5\n", with: ""))
      let last = try folder.run(options + ["--resume-failed"], ranks: 2)
      #expect(last.status == 1, "\(last)")
      return (folder, last)
    }

    private func exported(_ folder: FarmFolder) throws -> [ExportedAttempt] {
      let export = try folder.run(["export", "farm.db", "--csv"], ranks: 0)
      return try CSVTable(export.output).rows.map { row in
        var attempt = try ExportedAttempt(row)
        // Both of the two slots of their rank.
        if attempt.command.hasSuffix("cores") { attempt.width = 2 }
        return attempt
      }
    }

    @Test func theFiguresAreThoseOfTheExportedTable() throws {
      let (folder, last) = try finished()
      let attempts = try exported(folder)
      let summary = try folder.summary()
      #expect(summary.schema == "mpisum.farm.summary/1" && summary.store == "farm.db")
      #expect(summary.runs.map(\.run) == [1, 2, 3])
      for run in summary.runs { try expect(run, of: attempts.filter { $0.run == run.run }) }
      #expect(summary.attempts == attempts.count && attempts.count > 30)
      #expect(summary.retries == summary.runs.reduce(0) { $0 + $1.retries })
      try expectTasks(summary, attempts)
      expectFailures(summary.failures, attempts)
      expectNotable(summary, attempts)

      // What the last farm said at its end.
      struct End: Decodable {
        let figures: SummaryDocument.Run
        let failures: SummaryDocument.Failures
      }
      let end = try JSONDecoder().decode(End.self, from: last.bytes)
      let own = attempts.filter { $0.run == 3 }
      try expect(end.figures, of: own)
      #expect(end.figures.ended == summary.runs[2].ended)
      #expect(end.failures.attempts == own.count { $0.hasFailed })
      #expect(end.failures.kinds.reduce(0) { $0 + $1.attempts } == end.failures.attempts)
    }

    private func expect(_ run: SummaryDocument.Run, of attempts: [ExportedAttempt]) throws {
      func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-6 * max(1, abs(b)) }
      #expect(run.ranks == 2 && run.slots == 4 && run.cpus == 1 && run.verdict == 1)
      #expect(run.attempts == attempts.count)
      #expect(run.retries == attempts.count - Set(attempts.map(\.command)).count)
      let wall = try #require(run.ended) - run.started
      let first = try #require(attempts.map(\.started).min())
      let last = try #require(attempts.map(\.end).max())
      #expect(isClose(run.wall_seconds, wall))
      #expect(run.started <= first && isClose(run.makespan_seconds, last - first))
      let busy = attempts.reduce(0) { $0 + $1.seconds * $1.width }
      let wasted = attempts.reduce(0) { $0 + ($1.hasSucceeded ? 0 : $1.seconds * $1.width) }
      #expect(isClose(run.busy_slot_seconds, busy) && isClose(run.wasted_slot_seconds, wasted))
      #expect(isClose(run.processor_seconds, attempts.reduce(0) { $0 + $1.processor }))
      let longest = Dictionary(grouping: attempts, by: \.command).values
        .map { $0.reduce(0) { $0 + $1.seconds } }.max()
      #expect(isClose(run.longest_seconds, try #require(longest)))
      #expect(isClose(run.ideal_seconds, max(busy / 4, try #require(longest))))
      #expect(isClose(run.idle_core_hours, (4 * wall - busy) / 3600))
      #expect(isClose(run.utilisation, busy / (4 * wall)))
      // The first moment at which what is left takes up fewer slots than there are.
      let moments = [first] + attempts.map(\.end).sorted()
      let begin = moments.first { moment in
        attempts.reduce(0) { $0 + ($1.end > moment ? $1.width : 0) } < 4
      }
      #expect(isClose(try #require(run.tail_seconds), last - (try #require(begin))))
      #expect(run.quarantined.isEmpty)
    }

    private func expectTasks(
      _ summary: SummaryDocument, _ attempts: [ExportedAttempt]
    ) throws {
      let states = Dictionary(
        attempts.map { ($0.command, $0.task.isEmpty ? "gone" : $0.state) }, uniquingKeysWith: { $1 }
      )
      let counts = Dictionary(states.values.map { ($0, 1) }, uniquingKeysWith: +)
      #expect(summary.tasks["total"] == 14)
      for (state, count) in counts {
        #expect(summary.tasks[state.replacing("-", with: "_")] == count, "\(state)")
      }
      #expect(counts["gone"] == 1 && counts.values.reduce(0, +) == 15)
    }

    private func expectFailures(
      _ failures: SummaryDocument.Failures, _ attempts: [ExportedAttempt]
    ) {
      let failed = attempts.filter(\.hasFailed)
      #expect(failures.attempts == failed.count)
      let counts = Dictionary(failed.map { ($0.kind, 1) }, uniquingKeysWith: +)
      let said = Dictionary(
        failures.kinds.map { kind in
          (kind.reason + ((kind.exit ?? kind.signal).map { " \($0)" } ?? ""), kind)
        }, uniquingKeysWith: { $1 })
      #expect(said.mapValues(\.attempts) == counts)
      #expect(counts.count >= 7)
      // Of each task the last attempt.
      let last = Dictionary(attempts.map { ($0.command, $0) }, uniquingKeysWith: { $1 }).values
      let final = last.filter { ["failed", "timed-out"].contains($0.state) && !$0.task.isEmpty }
      let tasks = Dictionary(final.map { ($0.kind, 1) }, uniquingKeysWith: +)
      #expect(said.mapValues(\.tasks).filter { $0.value > 0 } == tasks)
      #expect(failures.nodes.map(\.host) == [Job.host])
      #expect(failures.nodes.map(\.attempts) == [attempts.count])
      #expect(failures.nodes.map(\.failed) == [failed.count])
    }

    private func expectNotable(_ summary: SummaryDocument, _ attempts: [ExportedAttempt]) {
      /// The five tasks with the greatest values, of each its greatest one.
      func greatest(_ value: (ExportedAttempt) -> Double) -> [Double] {
        let values = Dictionary(attempts.map { ($0.command, value($0)) }, uniquingKeysWith: max)
        return Array(values.values.sorted(by: >).filter { $0 > 0 }.prefix(5))
      }
      #expect(summary.slowest.map(\.seconds) == greatest(\.seconds))
      #expect(summary.largest_memory.map { Double($0.max_rss) } == greatest { Double($0.memory) })
      let written = summary.largest_output.map { Double($0.output_bytes) }
      #expect(written == greatest { Double($0.written) })
      #expect(summary.largest_output.first?.command == "seq 20000; seq 100 >&2")
      #expect(summary.slowest.first?.command == "sleep 0.6")
    }

    @Test func theTextNamesWhatCount() throws {
      let (folder, _) = try finished()
      let text = try folder.run(["summary", "farm.db"], ranks: 0)
      #expect(text.status == 0 && text.errors.isEmpty, "\(text)")
      #expect(
        text.lines[0].wholeMatch(of: #/14 tasks: \d succeeded, \d failed, 1 timed out, 1 gone .*/#)
          != nil, "\(text)")
      for word in [
        "\nRun  Started", "\nall ", "\nexit status 3 ", "\nsignal SEGV ", "\ntimed out ",
        "\nslowest ", "\nmost memory ", "\nmost output ", "\nNode",
      ] {
        #expect(text.output.contains(word), "\(word) is not in \(text)")
      }
      #expect(try folder.run(["summary", "none.farm"], ranks: 0).status == 2)
    }

    @Test func aLongTailIsSpokenOf() throws {
      let folder = try FarmFolder()
      let short = Array(repeating: "sleep 0.2", count: 6)
      let options = ["--slots", "2"] + FarmFolder.store
      try folder.write("tasks", TaskList.text(short + ["sleep 2.2"]))
      let last = try folder.run(["tasks"] + options, ranks: 1)
      #expect(last.status == 0)
      let end = last.errors.split(separator: "\n").suffix(2)
      #expect(end.first?.contains("took ") == true, "\(last)")
      #expect(end.first?.contains(", tail ") == true, "\(last)")
      #expect(end.last?.contains("some slots had nothing left to do") == true, "\(last)")
      #expect(end.last?.contains("with --order farm.db, or with --order longest") == true)
      let summary = try folder.run(["summary", "farm.db"], ranks: 0)
      #expect(summary.lines.last?.hasPrefix("run 1: in the last ") == true, "\(summary)")
    }

    @Test func failuresAreToldAtTheEndIfThereAreAny() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "true\n#mpisum: retries=1\nexit 7\n")
      let failed = try folder.run(["tasks"] + FarmFolder.store, ranks: 1)
      #expect(
        failed.errors.contains("mpisum: failures: 2 x exit status 7; retries: 1\n"), "\(failed)")
      try folder.write("tasks", "true\n")
      let good = try folder.run(["tasks", "--store", "other.db"], ranks: 1)
      #expect(good.errors.contains("mpisum: 1 tasks: 1 succeeded\n"), "\(good)")
      #expect(!good.errors.contains("failures"), "\(good)")
    }
  }
}
