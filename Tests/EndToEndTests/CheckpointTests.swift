import Foundation
import Testing

extension EndToEnd {
  /// A sum that is interrupted, however that happens, goes on to the same bytes.
  @Suite struct CheckpointTests {
    /// A directory for a checkpoint, removed with this.
    final class Folder {
      let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-tests-\(UUID().uuidString)")

      init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      }

      deinit { try? FileManager.default.removeItem(at: url) }

      var file: String { url.appendingPathComponent("sum.ckpt").path }

      var files: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
      }
    }

    /// Two seconds of work of two cores.
    static let long = ["--upto", "3e10", "--at", "1e5,123456789,2e10"]

    /// What that prints.
    static let whole = Result { try Run.mpisum(long, ranks: 0).output }

    private func arguments(_ folder: Folder, _ more: String...) -> [String] {
      Self.long + ["--checkpoint", folder.file, "--every", "0.05s"] + more
    }

    /// Starts a sum, and half a second after it has begun sends what was started a signal.
    private func interrupted(
      _ arguments: [String], in folder: Folder, by signal: String, ranks: Int,
      build: Setup.Build = Setup.builds[0]
    ) throws -> Run {
      // Job control, since what a script starts in the background would otherwise ignore INT. The first
      // checkpoint, of nothing, tells that the sum has begun.
      let script = """
        set -m; "$@" & while [ ! -e \(folder.file) ] && kill -0 $!; do sleep 0.05; done
        sleep 0.5; kill -\(signal) $!; wait $!
        """
      let launcher = ranks == 0 ? [] : build.launcher + ["-np", "\(ranks)"]
      return try Run(
        ["bash", "-c", script, "bash"] + launcher + [build.program] + arguments,
        environment: ["OMPI_MCA_odls_base_sigkill_timeout": "1"])
    }

    @Test(arguments: Setup.oneBuildPerLauncher)
    func killedAtRandomMomentsItGoesOnToTheSameBytes(_ build: Setup.Build) throws {
      let whole = try Self.whole.get()
      #expect(whole.contains("proven:       yes"))
      let folder = try Folder()
      var kills = 0
      while kills < (build.isFirst && Setup.isFull ? 50 : 10) {
        let ranks = [0, 2, 1, 3][kills % 4]
        let launcher = ranks == 0 ? [] : build.launcher + ["-np", "\(ranks)"]
        let limit = String(format: "%.3f", Double.random(in: 0.1...0.8))
        let run = try Run(
          ["timeout", "-s", "KILL", limit] + launcher + [build.program]
            + arguments(folder, "--resume"))
        if run.status == 0 {
          #expect(run.output == whole)
        } else {
          kills += 1
          #expect(run.output.isEmpty || run.output == whole, "\(run)")
        }
      }
      let last = try Run.mpisum(arguments(folder, "--resume"), ranks: 2, build: build)
      #expect(last.status == 0 && last.output == whole, "\(last)")
    }

    @Test(.enabled(if: Setup.isFull), arguments: ["USR1", "TERM", "INT", "HUP"])
    func aSignalWritesACheckpointAndEndsWithItsStatus(_ signal: String) throws {
      let folder = try Folder()
      // None is due but the first.
      let arguments = Self.long + ["--checkpoint", folder.file, "--every", "1h"]
      let run = try interrupted(arguments, in: folder, by: signal, ranks: 0)
      #expect(run.status == 4 && run.output.isEmpty, "\(run)")
      #expect(run.error.contains("go on with --resume"), "\(run)")
      try expectWork(in: folder)
      let last = try Run.mpisum(arguments + ["--resume"], ranks: 2)
      #expect(last.error.contains("going on from"), "\(last)")
      #expect(try last.output == Self.whole.get())
      #expect(folder.files.isEmpty)
    }

    @Test(arguments: Setup.oneBuildPerLauncher)
    func aTerminatedLauncherLeavesTimeForACheckpoint(_ build: Setup.Build) throws {
      let folder = try Folder()
      // Open MPI keeps the signal to itself for a second.
      let arguments = ["-n", "1e12", "--engine", "direct", "--checkpoint", folder.file]
      let run = try interrupted(
        arguments + ["--every", "1h"], in: folder, by: "TERM", ranks: 3, build: build)
      #expect(run.status != 0 && run.output.isEmpty, "\(run)")
      try expectWork(in: folder)
    }

    /// One file, and terms in it.
    private func expectWork(in folder: Folder) throws {
      #expect(folder.files == ["sum.ckpt"])
      let text = try String(contentsOfFile: folder.file, encoding: .utf8)
      #expect(text.contains("\"termsDone\":") && !text.contains("\"termsDone\":0}"), "\(text)")
    }

    @Test func aCheckpointThatIsNoUseIsRefused() throws {
      let folder = try Folder()
      func refusal(_ arguments: [String], ranks: Int = 2) throws -> Substring {
        let run = try Run.mpisum(arguments, ranks: ranks)
        #expect(run.output.isEmpty && run.errorLines.count == 1, "\(run)")
        #expect([2, 5].contains(run.status), "\(run)")
        return run.errorLines.first ?? ""
      }
      _ = try interrupted(arguments(folder), in: folder, by: "TERM", ranks: 0)
      #expect(try refusal(arguments(folder)).contains("--resume"))
      #expect(try refusal(arguments(folder, "--resume", "--omit", "7")).contains("another sum"))
      #expect(try refusal(arguments(folder, "--resume", "--at", "77")).contains("another sum"))
      var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file))
      // A digit of a limb.
      let place = try #require(bytes.range(of: Data("\"sums\":[[".utf8))).upperBound
      bytes[place] = bytes[place] == 0x31 ? 0x32 : 0x31
      try bytes.write(to: URL(fileURLWithPath: folder.file))
      #expect(try refusal(arguments(folder, "--resume")).contains("damaged"))
      let nowhere = Self.long + ["--checkpoint", folder.url.path + "/none/sum.ckpt"]
      #expect(try refusal(nowhere).contains("No such file"))
    }

    @Test func aFileThatASumDoesNotNeedStaysAsItIs() throws {
      let folder = try Folder()
      try Data("precious\n".utf8).write(to: URL(fileURLWithPath: folder.file))
      for arguments in [["-n", "1e30"], ["--exceed", "5"], ["-n", "inf"]] {
        let run = try Run.mpisum(arguments + ["--checkpoint", folder.file], ranks: 0)
        #expect(run.status == 0, "\(run)")
        #expect(try String(contentsOfFile: folder.file, encoding: .utf8) == "precious\n")
      }
    }

    @Test func whatAKilledRunHasLeftIsTakenAway() throws {
      let folder = try Folder()
      let arguments = ["-n", "1e6", "--checkpoint", folder.file]
      try Data().write(to: URL(fileURLWithPath: folder.file + ".1a2b3c.new"))
      try Data().write(to: URL(fileURLWithPath: folder.file + ".else"))
      #expect(try Run.mpisum(arguments, ranks: 0).status == 0)
      #expect(folder.files == ["sum.ckpt.else"])
    }
  }
}
