import Foundation
import Testing

/// What a fixture that runs commands by way of a guardian prints, and what is left of them.
private struct Session {
  let lines: [String]
  let status: Int32

  /// Runs the fixture; `openFiles` is how many descriptors each of its processes may have.
  init(
    _ arguments: [String], environment: [String: String] = [:], openFiles: Int? = nil
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    var command = [Self.program] + arguments
    if let openFiles {
      command = ["/bin/sh", "-c", "ulimit -n \(openFiles) && exec \"$@\"", "sh"] + command
    }
    process.arguments = ["-k", "5", "60"] + command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    status = process.terminationStatus
    lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  static var program: String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("guardian-fixture").path
  }

  /// The line that tells of an attempt's end.
  func end(_ id: Int) -> String { lines.first { $0.hasPrefix("ended \(id) ") } ?? "" }

  /// Whether a line was printed.
  func has(_ line: String) -> Bool { lines.contains(line) }
}

/// A number of seconds that no other test sleeps for.
private func mark() -> String { "9\(UInt32.random(in: 100_000...999_999)).\(getpid())" }

/// Whether a process sleeps for so long; waits until none does, or for a generous time.
private func isAnyoneLeft(_ mark: String) -> Bool {
  for _ in 0..<200 {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let isLeft = names.contains { name in
      guard Int(name) != nil,
        let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
      else { return false }
      return line.starts(with: Data("sleep\0\(mark)".utf8))
    }
    if !isLeft { return false }
    usleep(50_000)
  }
  return true
}

@Test func aGuardianReportsStatusAndSignal() throws {
  let session = try Session(["exit 3", "kill -9 $$", "true"])
  #expect(session.end(1).contains("failed reason=ended exit=3 signal=0"))
  #expect(session.end(2).contains("failed reason=ended exit=0 signal=9"))
  #expect(session.end(3).contains("succeeded reason=ended exit=0 signal=0"))
}

@Test func aCommandThatCannotBeStartedSaysWhy() throws {
  let session = try Session(["/nonexistent/program", "/etc/passwd"])
  #expect(session.end(1).contains("reason=notStarted exit=127"))
  #expect(session.end(1).contains("message=/nonexistent/program: No such file or directory"))
  #expect(session.end(2).contains("reason=notStarted exit=126"))
}

@Test func aDirectoryThatIsNotThereIsTheRanksFault() throws {
  let session = try Session(["directory=/nonexistent", "true", "true", "true"])
  for id in 1...3 {
    #expect(session.end(id).contains("reason=lost exit=0"))
    #expect(session.end(id).contains("message=/nonexistent: No such file or directory"))
  }
}

@Test func aPlaceForTemporaryFilesThatIsNotThereIsTheRanksFault() throws {
  let session = try Session(["scratch=/nonexistent", "true"])
  #expect(session.end(1).contains("reason=lost exit=0"))
  #expect(session.end(1).contains("message=/nonexistent: no directory can be made"))
}

@Test func smallOutputTravelsWithTheEnd() throws {
  let session = try Session(["echo one; echo two >&2"])
  #expect(session.end(1).contains("written=4,4 rest=4,4"))
  #expect(session.has("one") && session.has("two"))
  #expect(!session.lines.contains { $0.hasPrefix("output") })
}

@Test func greatOutputTravelsInPieces() throws {
  let session = try Session(["head -c 1000000 /dev/zero"])
  let pieces = session.lines.filter { $0.hasPrefix("output 1 0 ") }
    .compactMap { Int($0.split(separator: " ")[3]) }
  #expect(pieces.allSatisfy { $0 <= 65536 } && pieces.count > 1)
  let rest = session.end(1).split(separator: " ").first { $0.hasPrefix("rest=") }
  let last = rest.flatMap { Int($0.dropFirst(5).prefix { $0 != "," }) } ?? -1
  #expect(pieces.reduce(last, +) == 1_000_000)
  #expect(session.end(1).contains("written=1000000,0"))
}

@Test func outputBeyondTheLimitIsCountedAndDropped() throws {
  let session = try Session(["limit=10", "head -c 1000000 /dev/zero; echo"])
  #expect(session.end(1).contains("written=1000001,0 rest=10,0"))
}

@Test func aCommandReadsNothing() throws {
  #expect(try Session(["cat; wc -c"]).has("0"))
}

@Test func aCommandThatClosesItsOutputsRunsOn() throws {
  let session = try Session(["exec >&- 2>&-; sleep 0.3; exit 5"])
  #expect(session.end(1).contains("reason=ended exit=5"))
}

@Test func aCommandKnowsWhatAndWhereItIs() throws {
  let session = try Session(
    ["slots=1", "true", "3!env"],
    environment: ["MPISUM_TASK_ID": "77", "MKL_NUM_THREADS": "5"])
  for line in [
    "MPISUM_TASK_ID=2", "MPISUM_TASK_NAME=task-2", "MPISUM_ATTEMPT=1", "MPISUM_SLOT=0",
    "MPISUM_JOBSLOT=1", "MPISUM_RANK=0", "MPISUM_HOST=here", "MPISUM_CPUS=1", "OMP_NUM_THREADS=1",
    "MKL_NUM_THREADS=5",
  ] { #expect(session.has(line)) }
  #expect(session.lines.filter { $0.hasPrefix("MPISUM_TASK_ID=") }.count == 1)
}

@Test func aCommandDoesNotSeeTheLaunchersVariables() throws {
  let session = try Session(
    ["env"],
    environment: [
      "OMPI_COMM_WORLD_RANK": "1", "PMI_RANK": "1", "PMIX_ID": "1", "SLURM_PROCID": "1",
      "SLURM_JOB_ID": "5", "OMPI_ALLOW_RUN_AS_ROOT": "1",
    ])
  #expect(
    !session.lines.contains {
      $0.hasPrefix("OMPI_COMM") || $0.hasPrefix("PMI") || $0.hasPrefix("SLURM_PROCID")
    })
  #expect(session.has("SLURM_JOB_ID=5") && session.has("OMPI_ALLOW_RUN_AS_ROOT=1"))
}

@Test func aLauncherThatACommandStartsStaysOnItsNode() throws {
  let environment = ["SLURM_JOB_ID": "5", "HYDRA_RMK": "slurm"]
  let inJob = try Session(["env"], environment: environment)
  #expect(inJob.has("OMPI_MCA_plm=^slurm,tm") && inJob.has("PRTE_MCA_ras=^slurm,pbs,tm"))
  #expect(inJob.has("HYDRA_LAUNCHER=fork"))
  // What the user has set stays; it was the launcher's, too.
  #expect(inJob.has("HYDRA_RMK=slurm") && !inJob.has("HYDRA_RMK=user"))
  #expect(!(try Session(["env"]).lines.contains { $0.hasPrefix("OMPI_MCA_plm=") }))
}

@Test func aUsedScratchDirectoryIsNotSeenByTheNext() throws {
  let session = try Session(
    [
      "slots=1", "touch $MPISUM_SCRATCH/mine",
      "ls -A $MPISUM_SCRATCH | wc -l; echo $MPISUM_SCRATCH",
    ])
  #expect(session.has("0"))
  let path = try #require(session.lines.last { $0.hasPrefix("/") })
  #expect(!FileManager.default.fileExists(atPath: path))
  #expect(!FileManager.default.fileExists(atPath: (path as NSString).deletingLastPathComponent))
}

@Test func aTimeoutEndsTheWholeGroupAndWhatHasLeftIt() throws {
  let mark = mark()
  let session = try Session(
    [
      "timeout=0.3", "slots=3", "sleep \(mark)", "trap '' TERM; sleep \(mark); sleep \(mark)",
      "setsid sleep \(mark) & sleep \(mark)",
    ])
  #expect(session.end(1).contains("reason=timedOut exit=0 signal=15"))
  #expect(session.end(2).contains("reason=timedOut exit=0 signal=9"))
  #expect(session.end(3).contains("reason=timedOut"))
  #expect(!isAnyoneLeft(mark))
}

@Test func cancellingEndsWhatRunsAndDropsTheRest() throws {
  let session = try Session(
    ["slots=1", "cancel=0.3", "trap 'echo gone; exit 4' TERM; sleep 60 & wait", "true"])
  #expect(session.end(1).contains("failed reason=cancelled exit=4"))
  #expect(session.has("gone"))
  #expect(session.has("dropped 2 cancelled") || session.end(2).isEmpty)
}

@Test func aCommandThatIsSignalledWithItsWholeNodeHasNotFailed() throws {
  let send = { (signal: String, first: String, second: String) in
    "setsid sh -c 'kill -\(signal) $0; sleep 0.005; kill -\(signal) $1' \(first) \(second) & wait"
  }
  // The guardian may hear of it last.
  let usr = try Session([send("USR1", "$$", "$PPID") + "; sleep 60", "exit 3"])
  #expect(usr.end(1).contains("reason=cancelled exit=0 signal=10"))
  #expect(usr.end(2).contains("reason=ended exit=3"))
  let term = try Session(
    ["slots=1", "trap 'exit 3' TERM; " + send("TERM", "$PPID", "$$"), "exit 4", "true"])
  #expect(term.end(1).contains("failed reason=cancelled exit=3"))
  #expect(term.end(2).contains("failed reason=cancelled exit=4"))
  #expect(term.end(3).contains("succeeded"))
}

@Test func aCommandThatIsSignalledAloneHasFailed() throws {
  let session = try Session(["kill -USR1 $$; sleep 60", "kill -TERM $$; sleep 60"])
  #expect(session.end(1).contains("reason=ended exit=0 signal=10"))
  #expect(session.end(2).contains("reason=ended exit=0 signal=15"))
}

@Test func aDaemonIsGoneWhenTheGuardianIs() throws {
  let mark = mark()
  let session = try Session(["(setsid sh -c 'sleep \(mark) & sleep \(mark)' &); echo done"])
  #expect(session.end(1).contains("succeeded"))
  #expect(session.has("done"))
  #expect(!isAnyoneLeft(mark))
}

@Test func nothingOutlivesARankThatIsGone() throws {
  let mark = mark()
  let session = try Session(
    ["quit=0.5", "sleep \(mark)", "trap '' TERM; (setsid sleep \(mark) &); sleep \(mark)"])
  #expect(session.status == 7)
  #expect(!isAnyoneLeft(mark))
}

@Test func nothingOutlivesAGuardianThatIsKilled() throws {
  let mark = mark()
  let session = try Session(
    ["slots=2", "sleep \(mark)", "(setsid sleep \(mark) &); kill -9 $PPID; sleep \(mark)", "true"])
  #expect(session.end(1).contains("failed reason=lost"))
  #expect(session.end(2).contains("failed reason=lost"))
  #expect(session.end(3).contains("failed reason=lost"))
  #expect(!isAnyoneLeft(mark))
}

@Test func commandsAreLostThatComeWhenTheGuardianIsDead() throws {
  let session = try Session(["kill=yes", "slots=1"] + [String](repeating: "true", count: 5))
  for id in 1...5 { #expect(session.end(id).contains("failed reason=lost")) }
}

@Test(arguments: ["cancel", "withdraw"])
func anOrderIsCancelledThatTheGuardianDoesNotKnowYet(_ way: String) throws {
  let session = try Session(["meddle=\(way)", "slots=2", "sleep 20", "true"])
  #expect(session.has("dropped 1 cancelled"))
  #expect(session.end(2).contains("succeeded"))
}

@Test func commandsForWhichThereAreNoDescriptorsWaitUntilOthersHaveEnded() throws {
  // A guardian has seven, two for each command that runs and four for one that is being started.
  let long = "sleep 6"
  let session = try Session(["slots=4", long, long, "echo third", "echo fourth"], openFiles: 13)
  #expect(session.has("returned 3"))
  for id in 1...4 { #expect(session.end(id).contains("succeeded reason=ended")) }
}

@Test func aGuardianThatWaitsForItsRankSleeps() throws {
  let session = try Session(["slow=0.3", "usage=yes", "head -c 700000 /dev/zero"])
  #expect(session.end(1).contains("written=700000,0"))
  let used = session.lines.first { $0.hasPrefix("processor ") }?.split(separator: " ").last
  // Spinning it would need all the time that the rank lets pass, some seconds.
  #expect(try #require(used.flatMap { Double($0) }) < 0.5)
}

@Test func manyShortCommandsAllEndOnce() throws {
  let session = try Session(["slots=4"] + [String](repeating: "/bin/true", count: 500))
  let ends = session.lines.filter { $0.hasPrefix("ended ") && $0.contains("succeeded") }
  #expect(Set(ends.compactMap { $0.split(separator: " ").dropFirst().first }).count == 500)
  #expect(ends.count == 500)
}

@Test func wideCommandsWaitForTheirCores() throws {
  let session = try Session(
    ["slots=2", "cores=2", "sleep 0.2", "2!echo cpus $MPISUM_CPUS $OMP_NUM_THREADS", "true"])
  #expect(session.has("cpus 2 2"))
  #expect(session.lines.filter { $0.contains("succeeded reason=ended") }.count == 3)
}
