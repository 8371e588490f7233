import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// What tasks print arrives whole, unmixed and unchanged, at the store and at the user.
  @Suite struct OutputTests {
    /// 256 MiB, or 1 GiB in the long run, while the farm's own memory stays small.
    @Test func aTaskThatPrintsVeryMuchTakesLittleMemory() throws {
      let folder = try FarmFolder()
      let line = "0123456789abcdefghijklmnopqrstuvwxyz"
      let lines = (FarmSetup.isFull ? 1 << 30 : 256 << 20) / 37
      // The second task reads the memory of those above it, its guardian and the rank.
      let tasks = """
        #mpisum: name=much
        yes \(line) | head -n \(lines); echo effect >>effects
        #mpisum: after=much
        rank=$(ps -o ppid= -p $PPID | tr -d ' '); grep -h VmHWM /proc/$PPID/status /proc/$rank/status >memory

        """
      try folder.write("tasks", tasks)
      let result = try folder.shell(
        "\(folder.commandLine(ranks: 1)) tasks --store farm.db | cksum", limit: 600)
      let expected = try folder.shell("yes \(line) | head -n \(lines) | cksum", limit: 300)
      #expect(result.output == expected.output, "\(result)")
      try folder.expectComplete(["effect"], commands: 2)
      #expect(try folder.attempts().map(\.outputBytes) == [lines * 37, 0])
      let shown = try folder.shell(
        "\(folder.commandLine(ranks: 0)) show farm.db --task 1 --output | grep -cx \(line)",
        limit: 300)
      #expect(shown.output == "\(lines)\n", "\(shown)")
      let kibibytes = folder.counts("memory").keys.flatMap { $0.split(separator: " ") }
        .compactMap { Int($0) }
      #expect(!kibibytes.isEmpty)
      for size in kibibytes { #expect(size < 200 << 10) }
    }

    @Test(arguments: [0, 1, 2]) func allBytesPassThrough(ranks: Int) throws {
      let folder = try FarmFolder()
      // All values, no newline at the end, and more than fits one message.
      let block = Data((0...255).map { UInt8($0) })
      let short = block + block.reversed()
      var long = Data()
      while long.count < 300_000 { long += short }
      try folder.write("short", short)
      try folder.write("long", long)
      try folder.write("tasks", "cat short\ncat long\ncat short >&2\nprintf 'a\\000b'\n")
      let result = try folder.run(
        ["tasks", "--keep-order"] + FarmFolder.store, ranks: ranks)
      #expect(result.status == 0)
      #expect(result.bytes == short + long + Data("a\0b".utf8))
      let document = try folder.document(["--output"])
      #expect(
        document.tasks.map { $0.attempts.map(\.output) } == [
          [short], [long], [Data()], [Data("a\0b".utf8)],
        ])
      #expect(document.tasks[2].attempts.map(\.errors) == [short])
    }

    @Test func outputsOfConcurrentTasksAreNotMixed() throws {
      let folder = try FarmFolder()
      // Each prints its lines in many writes.
      let tasks = (1...16).map { "for i in $(seq 1 300); do echo line-\($0)-$i; done" }
      try folder.write("tasks", TaskList.text(tasks))
      let result = try folder.run(["tasks", "--slots", "8"] + FarmFolder.store)
      #expect(result.status == 0)
      var rest = result.lines[...]
      var seen: Set<String> = []
      while let first = rest.first {
        let task = String(first.split(separator: "-")[1])
        #expect(seen.insert(task).inserted)
        let block = (1...300).map { "line-\(task)-\($0)" }
        #expect(Array(rest.prefix(300)) == block)
        rest = rest.dropFirst(300)
      }
      #expect(seen.count == 16)
    }

    @Test func keepOrderPrintsInTheOrderOfTheInput() throws {
      let folder = try FarmFolder()
      // The first ends last.
      let hold = "while [ ! -e last ]; do sleep 0.02; done; "
      let tasks = (1...30).map { "\($0 == 1 ? hold : "")echo out \($0); echo err \($0) >&2" }
      try folder.write("tasks", TaskList.text(tasks + ["touch last; echo end"]))
      let result = try folder.run(["tasks", "-k", "--slots", "2"] + FarmFolder.store)
      #expect(result.status == 0)
      #expect(result.lines == (1...30).map { "out \($0)" } + ["end"])
      let errors = result.errors.split(separator: "\n").filter { $0.hasPrefix("err ") }
      #expect(errors == (1...30).map { "err \($0)" })
    }

    @Test func tagStandsBeforeEachLine() throws {
      let folder = try FarmFolder()
      let result = try folder.run(
        ["--tag", "-k"] + FarmFolder.store
          + ["echo {}; echo second", ":::", "a", "b c"])
      #expect(result.status == 0, "\(result)")
      #expect(result.output == "a\ta\na\tsecond\nb c\tb c\nb c\tsecond\n")
    }

    @Test func quietPrintsNothingButKeepsAll() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "echo hello\n")
      let result = try folder.run(["tasks", "--quiet"] + FarmFolder.store)
      #expect(result.status == 0)
      #expect(result.output.isEmpty)
      #expect(try folder.document(["--output"]).tasks[0].attempts[0].output == Data("hello\n".utf8))
    }

    @Test(arguments: [[], ["--keep-order", "--tag"]])
    func aReaderThatPausesLosesNothingAndHoldsNothingUp(options: [String]) throws {
      let folder = try FarmFolder()
      let count = 40
      try folder.write(
        "tasks",
        TaskList.text((1...count).map { "seq \($0)000001 \($0)020000; echo e\($0) >>effects" }))
      // The reader takes nothing before all tasks are done and in the store.
      let farm =
        folder.commandLine(ranks: 0) + " tasks --store farm.db " + options.joined(separator: " ")
      let reader = "while [ ! -e go ]; do sleep 0.05; done; cat >read"
      let job = try folder.startShell("\(farm) | { \(reader); }")
      try folder.wait(for: "all effects", during: job) { folder.counts().count == count }
      try folder.wait(for: "the end of all tasks", during: job) {
        String(decoding: folder.read("farm.db.status.json") ?? Data(), as: UTF8.self)
          .contains("\"done\":\(count),")
      }
      try folder.write("go", "")
      #expect(folder.end(of: job).status == 0)
      let lines = String(decoding: folder.read("read") ?? Data(), as: UTF8.self)
        .split(separator: "\n").compactMap { $0.split(separator: "\t").last }
      // Each task's lines in one piece.
      let blocks = stride(from: 0, to: lines.count, by: 20_000).map {
        lines[$0..<min($0 + 20_000, lines.count)]
      }
      #expect(blocks.count == count)
      for block in blocks {
        let start = Int(block.first ?? "") ?? 0
        #expect(block.elementsEqual((start..<start + 20_000).map { Substring("\($0)") }))
      }
      if !options.isEmpty {
        #expect(blocks.map { Int($0.first ?? "") ?? 0 } == (1...count).map { $0 * 1_000_000 + 1 })
      }
    }

    @Test func outputLimitCutsWithANote() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "seq 1 100000; echo effect >>effects\n")
      let result = try folder.run(
        ["tasks", "--output-limit", "1000"] + FarmFolder.store)
      #expect(result.status == 0)
      let whole = Data((1...100000).map { "\($0)\n" }.joined().utf8)
      #expect(result.bytes.prefix(1000) == whole.prefix(1000))
      #expect(result.bytes.count < 1200)
      #expect(result.errors.contains("kept 1000 of the \(whole.count) bytes"), "\(result)")
      let attempt = try #require(try folder.attempts().first)
      #expect(attempt.outputBytes == whole.count)
      let kept = try #require(try folder.document(["--output"]).tasks[0].attempts[0].output)
      #expect(kept == whole.prefix(1000))
      try folder.expectComplete(["effect"])
    }

    @Test func outputsOfTimedOutTasksAreKept() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "echo before; sleep 1000\n")
      let result = try folder.run(["tasks", "--timeout", "1s"] + FarmFolder.store)
      #expect(result.status == 1, "\(result)")
      #expect(result.output == "before\n")
      let task = try folder.document(["--output"]).tasks[0]
      #expect(task.state == "timed-out")
      #expect(task.attempts.map(\.output) == [Data("before\n".utf8)])
    }
  }
}
