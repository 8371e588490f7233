import CommandFarm
import Foundation
import Testing

/// The data that a report holds.
///
/// ``ReportBrowserTests`` opens it.
@Suite struct StoreReportTests {
  @Test func whatTasksSayIsMadeVisible() throws {
    let store = try ReportStore(count: 400)
    let data = try ReportStore.data(try store.write())
    let commands: [String] = try ReportStore.column("command", of: "tasks", data)
    #expect(commands.count == 400 && commands[0] == "sim --seed 1 --name plain")
    let shown = [
      "</script><script>document.body.dataset.hacked=1</script>", "<!--<script>",
      "<img src=x onerror=document.body.dataset.hacked=2>", "]]>&lt;&amp;",
      #"\x1b[31mred\x1b[0m\x07\x08"#, #"a\u{2028}b\u{202e}c\u{feff}d\u{9b}e"#, "ü€😀", #"\x41"'`"#,
    ]
    let outputs = try #require(data["outputs"] as? [[Any]])
    #expect(outputs.count == 16)
    for (place, number) in stride(from: 50, through: 400, by: 50).enumerated() {
      let word = shown[number / 50 % shown.count]
      #expect(commands[number - 1] == "sim --seed \(number) --name \(word)")
      #expect(outputs[2 * place][4] as? String == word + #"\x00\xff\xc3"#)
    }
    #expect(data["hasAllOutputs"] as? Bool == true)
  }

  @Test func tablesReferToEachOther() throws {
    let data = try ReportStore.data(try ReportStore(count: 100).write())
    let tasks: [Int] = try ReportStore.column("task", of: "attempts", data)
    #expect(tasks == Array(0..<50) + [49] + Array(50..<100) + [99])
    let starts: [Int] = try ReportStore.column("start", of: "attempts", data)
    #expect(starts[0] == 0 && starts[50] - starts[49] == 5_000)
    let outcomes: [Int] = try ReportStore.column("outcome", of: "attempts", data)
    let names = try #require(data["outcomes"] as? [String])
    #expect(names[outcomes[49]] == "failed" && names[outcomes[0]] == "succeeded")
    let states: [Int] = try ReportStore.column("state", of: "tasks", data)
    let stateNames = try #require(data["states"] as? [String])
    #expect(stateNames[states[99]] == "failed")
    let figures = try #require(data["figures"] as? [[String: Any]])
    #expect(figures.map { $0["retries"] as? Int } == [2])
  }

  @Test func longOutputsAreCutAtACharacter() throws {
    let directory = try StoreDirectory()
    let store = try StoreScript.open(directory.store, .new)
    try store.beginRun(StoreScript.run())
    let task = try store.addTask(
      StoreScript.task(1, "yes"), directory: StoreScript.directory, state: .failed)
    var record = StoreScript.attempt(1, task: task, exit: 1)
    // In three pieces, none of which ends with a character of three bytes.
    let text = Array(String(repeating: "€", count: 10_000).utf8) + [10]
    record.outputBytes = text.count
    for chunk in 0..<3 {
      let piece = text[(chunk * 10_001)..<min(text.count, (chunk + 1) * 10_001)]
      try StoreScript.add(Array(piece), to: store, 1, chunk: chunk)
    }
    try store.record(record)
    try store.close()
    var bytes: [UInt8] = []
    try StoreReader(path: directory.store).report(version: "1") { bytes += $0 }
    let outputs = try #require(try ReportStore.data(bytes)["outputs"] as? [[Any]])
    #expect(outputs[0][2] as? Int == 16_384 && outputs[0][3] as? Int == 30_001)
    #expect(outputs[0][4] as? String == String(repeating: "€", count: 5_461) + "\n")
  }

  @Test func ofALargeStoreAPartIsShown() throws {
    let store = try ReportStore(count: 1000)
    var limits = ReportLimits()
    limits.attempts = 100
    limits.texts = 6000
    limits.outputs = 100
    let data = try ReportStore.data(try store.write(limits))
    let numbers: [Int] = try ReportStore.column("number", of: "tasks", data)
    // The twenty that failed, two attempts each, and the first sixty of the others.
    let failed = Set(stride(from: 50, through: 1000, by: 50))
    #expect(Set(numbers) == failed.union((1...61).filter { $0 != 50 }))
    #expect(numbers == numbers.sorted())
    #expect(data["taskCount"] as? Int == 1000 && data["attemptCount"] as? Int == 1020)
    #expect(data["stateCounts"] as? [Int] == [0, 0, 980, 20, 0, 0, 0])
    #expect(data["hasAllOutputs"] as? Bool == false)
    limits.texts = 1000
    let cut = try ReportStore.data(try store.write(limits))
    let commands: [String] = try ReportStore.column("command", of: "tasks", cut)
    #expect(commands.allSatisfy { $0.hasSuffix("…") && $0.utf8.count < 25 })
  }

  @Test func shortTextsAreSparedWhenLongOnesAreCut() {
    #expect(ReportLimits.longest(of: [], total: 10) == .max)
    #expect(ReportLimits.longest(of: [1, 2, 3], total: 6) == .max)
    #expect(ReportLimits.longest(of: [100, 1, 2, 100], total: 43) == 20)
    #expect(ReportLimits.longest(of: [5, 5], total: 0) == 0)
  }

  @Test func thePageNeedsNothingElse() throws {
    let text = String(decoding: try ReportStore(count: 0).write(), as: UTF8.self)
    #expect(text.contains("default-src 'none'"))
    for reference in ["http:", "https:", "src=", "href=", "url(", "import(", "innerHTML"] {
      let isThere = text.contains(reference)
      #expect(!isThere, "\(reference)")
    }
    // Its numbers are new each time.
    #expect(text != String(decoding: try ReportStore(count: 0).write(), as: UTF8.self))
  }
}
