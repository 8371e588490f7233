import CommandFarm
import Foundation
import Testing

@Suite struct ForeignLogTests {
  private static func read(_ text: String) throws -> ForeignLog {
    let file = try InputFile(text)
    return try file.named { () throws(InputError) in try ForeignLog(path: file.path) }
  }

  /// Ordinal, state, attempts and command of each task.
  private static func rows(_ text: String) throws -> [String] {
    try read(text).tasks.map {
      "\($0.ordinal) \($0.state) \($0.attempts.count) \(String(decoding: $0.command, as: UTF8.self))"
    }
  }

  private static let gnuRows = [
    "1 succeeded 1 true", "2 failed 2 exit 3", "3 failed 2 kill -9 $$", "4 succeeded 2 sleep 5",
    #"5 succeeded 1 echo "a b""#,
  ]

  @Test func theLastLineOfAJobCounts() throws {
    let log = try Self.read(LogText.gnu)
    #expect(log.format == .jobLog)
    #expect(!log.isTorn)
    #expect(try Self.rows(LogText.gnu) == Self.gnuRows)
    let timedOut = log.tasks[3].attempts[0]
    #expect(timedOut.state == .timedOut)
    #expect(timedOut.signal == 15)
    #expect(timedOut.started == 1_795_312_908.205)
    #expect(timedOut.seconds == 1.945)
    #expect(log.tasks[2].attempts.map(\.signal) == [9, 9])
    #expect(log.tasks[4].attempts[0].outputBytes == 4)
    #expect(log.tasks[0].attempts[0].host == "localhost")
  }

  @Test func newlinesOfAnyKindAreUnderstood() throws {
    #expect(try Self.rows(LogText.gnu.replacing("\n", with: "\r\n")) == Self.gnuRows)
    let lines = try Self.rows("\(LogText.header)\n1\t:\t1.0\t2.0\t0\t0\t0\t0\techo a\0echo b\tc\n")
    #expect(lines == ["1 succeeded 1 echo a\necho b\tc"])
  }

  @Test(arguments: [
    ("0\t0", "succeeded"), ("1\t0", "failed"), ("0\t15", "failed"), ("-1\t15", "timed-out"),
    ("-1\t9", "failed"), ("-2\t0", "skipped"), ("255\t0", "failed"),
  ])
  func anEndIsAState(end: String, state: String) throws {
    let log = try Self.read("\(LogText.header)\n1\tn1\t1.0\t2.0\t0\t0\t\(end)\tx\n")
    #expect(log.tasks.map(\.state.rawValue) == [state])
    #expect(log.tasks[0].attempts[0].exit >= 0)
  }

  /// What was cut short may look like a whole line, of another command.
  @Test func aLineWithoutItsEndIsLeftOut() throws {
    for cut in [1, 4, 8, 40] {
      let log = try Self.read(String(LogText.gnu.dropLast(cut)))
      #expect(log.isTorn)
      #expect(log.tasks.map(\.state)[3] == .timedOut)
    }
  }

  /// As after `parallel --joblog +FILE` with another list: numbers come again.
  @Test func numbersMayComeAgainForOtherCommands() throws {
    let second = "1\t:\t5.0\t1.0\t0\t0\t0\t0\tother\n2\t:\t5.0\t1.0\t0\t0\t0\t0\texit 3\n"
    for more in [second, LogText.header + "\n" + second] {
      let rows = try Self.rows(LogText.gnu + more)
      #expect(rows.count == 6)
      #expect(rows[1] == "2 succeeded 3 exit 3")
      #expect(rows[5] == "6 succeeded 1 other")
    }
  }

  @Test(arguments: [
    ("", "FILE: is empty"),
    ("hello\n", "FILE:1: this is neither"),
    ("Seq\tHost\n", "FILE:1: this is neither"),
    ("\(LogText.header)\n1\t:\t1.0\n", "FILE:2: 9 columns"),
    ("\(LogText.header)\nx\t:\t1.0\t2.0\t0\t0\t0\t0\tx\n", "FILE:2: Seq"),
    ("\(LogText.header)\n0\t:\t1.0\t2.0\t0\t0\t0\t0\tx\n", "FILE:2: Seq"),
    ("\(LogText.header)\n1\t:\tnow\t2.0\t0\t0\t0\t0\tx\n", "FILE:2: Starttime"),
    ("\(LogText.header)\n1\t:\t1.0\tnan\t0\t0\t0\t0\tx\n", "FILE:2: JobRuntime"),
    ("\(LogText.header)\n1\t:\t1e308\t1\t0\t0\t0\t0\tx\n", "FILE:2: Starttime"),
    ("\(LogText.header)\n\(Int.max)\t:\t1\t1\t0\t0\t0\t0\tx\n", "FILE:2: Seq"),
    ("\(LogText.header)\n1\t:\t1.0\t2.0\t0\t0\t\t0\tx\n", "FILE:2: Exitval"),
    ("\(LogText.header)\n1\t:\t1.0\t2.0\t0\t0\t0\t-3\tx\n", "FILE:2: Signal"),
    (LogText.disBatch + "R   \t1\t2\n", "FILE:9: 15 columns"),
    (LogText.disBatch.replacing("\t3\t1.003", with: "\tx\t1.003"), "FILE:4: ReturnCode"),
    (LogText.disBatch.replacing("R   \t1", with: "Q   \t1"), "FILE:4: four flags"),
  ])
  func aWrongLineIsNamed(text: String, message: String) throws {
    let error = #expect(throws: Complaint.self) { try Self.read(text) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test func aStatusFileHasTasksOnly() throws {
    let log = try Self.read(LogText.disBatch)
    #expect(log.format == .disBatch)
    let rows = [
      "1 succeeded 1 true", "2 failed 1 exit 3", "3 succeeded 1 echo \"a\tb\"",
      "6 succeeded 1 echo r $I", "7 succeeded 1 echo r $I",
    ]
    #expect(try Self.rows(LogText.disBatch) == rows)
    #expect(log.tasks[1].attempts[0].exit == 3)
    #expect(abs(log.tasks[1].attempts[0].seconds - 1.003) < 1e-6)
    #expect(log.tasks[0].attempts[0].host == "vm")
    // Without the header line, which is not the standard.
    let lines = LogText.disBatch.split(separator: "\n").dropFirst()
    #expect(try Self.rows(lines.joined(separator: "\n") + "\n") == rows)
  }

  /// A node that was believed dead, and the same task's real end, before or after; and a resumed run, which
  /// repeats what it skipped.
  @Test func aSuccessCountsWhateverElseIsThere() throws {
    func line(_ flags: String, _ code: Int, start: Int) -> String {
      "\(flags)\t0\t1\t-1\tn1\t7\t\(code)\t1.0\t\(start).0\t\(start + 1).0\t0\t''\t0\t''\tx\n"
    }
    let lost = line("R   ", -100, start: 10)
    #expect(try Self.rows(lost) == ["1 interrupted 1 x"])
    for lines in [lost + line("   Z", 0, start: 11), line("    ", 0, start: 11) + lost] {
      let log = try Self.read(lines)
      #expect(log.tasks.map(\.state) == [.succeeded])
      #expect(log.tasks[0].attempts.map(\.state) == [.interrupted, .succeeded])
    }
    #expect(try Self.rows(lost + line("R   ", -9, start: 20)) == ["1 failed 2 x"])
    #expect(try Self.rows(lost + line("R   ", -9, start: 20) + lost) == ["1 failed 2 x"])
    let success = line("    ", 0, start: 1)
    #expect(try Self.rows(success + line("   S", 0, start: 1)) == ["1 succeeded 1 x"])
  }

  @Test func importsMakeAStoreOrNothing() throws {
    let directory = try StoreDirectory()
    let log = try InputFile(LogText.gnu)
    let summary = try LogImport.run(
      log: log.path, store: directory.store, directory: "/d", commandLine: ["mpisum"], version: "v")
    #expect(summary.tasks == [.succeeded: 3, .failed: 2])
    #expect(directory.names == ["farm.db"])
    let whole = try directory.read("farm.db")
    #expect(throws: StoreError.self) {
      try LogImport.run(
        log: log.path, store: directory.store, directory: "/d", commandLine: [], version: "")
    }
    #expect(try directory.read("farm.db") == whole)
    let bad = try InputFile(LogText.gnu + "x\n")
    #expect(throws: InputError.self) {
      try LogImport.run(
        log: bad.path, store: directory.path + "/other", directory: "/d", commandLine: [],
        version: "")
    }
    #expect(directory.names == ["farm.db"])
  }

  /// Attempts that overlap have slots of their own, others share one.
  @Test func slotsAreGuessedFromTheTimes() throws {
    let directory = try StoreDirectory()
    let log = try InputFile(LogText.gnu)
    _ = try LogImport.run(
      log: log.path, store: directory.store, directory: "/d", commandLine: [], version: "")
    var text = ""
    try StoreReader(path: directory.store).export(.jsonl) {
      text += String(decoding: $0, as: UTF8.self)
    }
    let slots = text.split(separator: "\n").map { $0.contains("\"slot\":1") ? 1 : 0 }
    // Job 3 and the first attempt at job 4 overlap with others; there were two slots.
    #expect(slots.contains(1))
    #expect(!text.contains("\"slot\":2"))
  }
}
