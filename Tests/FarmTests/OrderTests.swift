import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// `--order`: the longest first.
  @Suite struct OrderTests {
    /// A store in which tasks took so many seconds; those with a status other than 0 failed.
    private func importDurations(
      _ attempts: [(command: String, seconds: Double, exit: Int)], into folder: FarmFolder,
      store: String = "old.db"
    ) throws {
      let header = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n"
      let lines = attempts.enumerated().map {
        "\($0 + 1)\t:\t1000.0\t\($1.seconds)\t0\t0\t\($1.exit)\t0\t\($1.command)\n"
      }
      try folder.write("log", header + lines.joined())
      let result = try folder.run(["import", "log", "--store", store], ranks: 0)
      #expect(result.status == 0, "\(result)")
    }

    private func effects(_ folder: FarmFolder) -> [String] {
      String(decoding: folder.read("effects") ?? Data(), as: UTF8.self).split(separator: "\n")
        .map(String.init)
    }

    /// The durations are measured, and so is the order: by the attempts' starts.
    @Test func oneSlotRunsInTheOrderOfTheEarlierDurations() throws {
      let folder = try FarmFolder()
      let naps = ["0.1", "0.35", "0.02", "0.6", "0.2"]
      let tasks = naps.map { "sleep \($0); echo n\($0) >>effects" }
      try folder.write("tasks", TaskList.text(tasks))
      #expect(try folder.run(["tasks", "--store", "old.db"]).status == 0)
      let measured = try folder.attempts("old.db").sorted { $0.seconds > $1.seconds }
      let result = try folder.run(
        ["tasks", "-j", "1", "--order", "old.db"] + FarmFolder.store, ranks: 1)
      #expect(result.status == 0, "\(result)")
      #expect(result.errors.contains("known of 5 of 5 tasks"), "\(result)")
      let ordered = try folder.attempts().sorted { $0.started < $1.started }
      #expect(ordered.map(\.command) == measured.map(\.command))
      #expect(ordered.map(\.ordinal) == measured.map(\.ordinal))
      #expect(folder.counts().values.allSatisfy { $0 == 2 })
      #expect(folder.counts().count == naps.count)
      folder.expectOneFile()
      // The other store is as it was.
      #expect(try folder.attempts("old.db").count == 5)
    }

    @Test func outputsKeepTheInputsOrderAndNumbersTheirPlaces() throws {
      let folder = try FarmFolder()
      try importDurations((1...9).map { ("echo \($0): v\($0)", Double($0), 0) }, into: folder)
      let values = (1...9).map { "v\($0)" }
      let result = try folder.run(
        ["-k", "--order", "old.db"] + FarmFolder.store + ["echo {#}: {}", ":::"] + values)
      #expect(result.status == 0, "\(result)")
      #expect(result.lines == (1...9).map { "\($0): v\($0)" })
    }

    @Test func commandsThatNobodyKnowsAreRunFirst() throws {
      let folder = try FarmFolder()
      try importDurations([("echo a >>effects", 1, 0), ("echo b >>effects", 2, 0)], into: folder)
      try folder.write(
        "tasks", TaskList.text(["a", "new", "b", "newer"].map { "echo \($0) >>effects" }))
      let result = try folder.run(
        ["tasks", "-j", "1", "--order", "old.db"] + FarmFolder.store, ranks: 1)
      #expect(result.status == 0, "\(result)")
      #expect(effects(folder) == ["new", "newer", "b", "a"])
      #expect(result.errors.contains("known of 2 of 4 tasks"), "\(result)")
    }

    /// Nothing crosses a barrier, nothing comes before what it waits for, and what becomes ready late, after
    /// another task or to be tried again, overtakes shorter tasks, but for those that the rank has by then.
    @Test func barriersDependenciesAndRetriesKeepTheirMeaning() throws {
      let folder = try FarmFolder()
      let middle = (1...8).map { "#mpisum: time=50\nsleep 0.15; echo m\($0) >>effects\n" }.joined()
      try folder.write(
        "tasks",
        """
        #mpisum: time=1
        echo a >>effects
        #mpisum: name=base time=2
        sleep 0.15; echo base >>effects
        #mpisum: after=base time=100
        echo tip >>effects
        #mpisum: time=1000 retries=1
        sleep 0.15; echo again$MPISUM_ATTEMPT >>effects; [ $MPISUM_ATTEMPT = 2 ]
        \(middle)
        #mpisum: barrier
        #mpisum: time=3
        echo x >>effects
        #mpisum: time=4
        echo y >>effects

        """)
      let result = try folder.run(
        ["tasks", "-j", "1", "--order", "longest"] + FarmFolder.store, ranks: 1)
      #expect(result.status == 0, "\(result)")
      let order = effects(folder)
      #expect(order.prefix(2) == ["again1", "base"])
      #expect(order.filter { $0.hasPrefix("m") } == (1...8).map { "m\($0)" })
      #expect(order.suffix(3) == ["a", "y", "x"])
      #expect(order.count == 15)
      for late in ["tip", "again2"] {
        #expect((order.firstIndex(of: late) ?? 15) < (order.firstIndex(of: "m8") ?? 0), "\(order)")
      }
    }

    @Test func aResumedFarmTakesItsOwnDurations() throws {
      let folder = try FarmFolder()
      let names = ["a", "b", "c", "d", "e"]
      let commands = names.map { "echo \($0) >>effects" }
      try importDurations(
        zip(commands, [(1, 1), (3, 1), (9, 0), (2, 1), (4, 1)]).map {
          ($0, Double($1.0), $1.1)
        }, into: folder, store: "farm.db")
      try folder.write("tasks", TaskList.text(commands))
      let common = ["tasks", "-j", "1", "--order", "longest"] + FarmFolder.store
      #expect(try folder.run(common + ["--resume"], ranks: 1).status == 1)
      #expect(effects(folder) == [])
      let result = try folder.run(common + ["--resume-failed"], ranks: 1)
      #expect(result.status == 0, "\(result)")
      #expect(effects(folder) == ["e", "b", "d", "a"])
      #expect(result.errors.contains("known of 5 of 5"), "\(result)")
    }

    @Test(arguments: ["", "#mpisum: after=nothing\nfalse\n"])
    func standardInputIsReadToItsEndFirst(mistake: String) throws {
      let folder = try FarmFolder()
      let job = try folder.startShell(
        "{ echo '#mpisum: time=1'; echo 'echo a >>effects'; sleep 0.5; ls effects >early 2>&1;"
          + " echo '#mpisum: time=2'; echo 'echo b >>effects'; printf '\(mistake)'; } | "
          + folder.commandLine(ranks: 0) + " -j 1 --order longest --store farm.db -")
      let result = folder.end(of: job)
      #expect(result.status == (mistake.isEmpty ? 0 : 2), "\(result)")
      #expect(effects(folder) == (mistake.isEmpty ? ["b", "a"] : []))
      #expect(String(decoding: folder.read("early") ?? Data(), as: UTF8.self) != "effects\n")
    }

    @Test(arguments: ["missing.db", "tasks", "empty", "."], [0, 2])
    func whatIsNoStoreIsRefusedBeforeAnythingRuns(name: String, ranks: Int) throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...3)))
      try folder.write("empty", "")
      let result = try folder.run(["tasks", "--order", name] + FarmFolder.store, ranks: ranks)
      #expect(result.status == (name == "empty" ? 5 : 2), "\(result)")
      #expect(result.errors.contains("--order"), "\(result)")
      #expect(result.errors.contains(name), "\(result)")
      #expect(folder.names == ["empty", "tasks"])
    }
  }
}
