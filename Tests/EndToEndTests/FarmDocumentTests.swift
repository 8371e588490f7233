import Foundation
import Testing

extension EndToEnd {
  /// Help and completions of the farm's commands.
  @Suite struct FarmDocumentTests {
    static let commands = [
      ["farm"], ["farm", "status"], ["farm", "summary"], ["farm", "show"], ["farm", "export"],
      ["farm", "report"], ["farm", "import"], ["info"], ["bench"], ["table"],
    ]

    @Test(arguments: commands)
    func helpFitsOnATerminal(_ command: [String]) throws {
      for option in ["--help", "--usage"] {
        let run = try Run.mpisum(command + [option], ranks: 0)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("Usage: mpisum \(command.joined(separator: " ")) ["))
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      }
    }

    @Test func helpIsPrintedOnceAndReadsNothingElse() throws {
      let alone = try Run.mpisum(["farm", "--help"], ranks: 0)
      let together = try Run.mpisum(["farm", "a", "b", "--help", "--nonsense"], ranks: 4)
      #expect(together.status == 0)
      #expect(together.output == alone.output)
    }

    @Test func theHelpWithoutACommandNamesAllCommands() throws {
      let text = try Run.mpisum(["--help"], ranks: 0).output
      for command in Self.commands {
        #expect(text.contains("\n  \(command.joined(separator: " ")) "))
      }
    }

    /// The help's options are in the man page and in the completions.
    @Test(arguments: ["man", "bash", "zsh", "fish"])
    func everyOptionIsInTheDocument(_ kind: String) throws {
      let document = try Run.mpisum(["--generate", kind], ranks: 0).output
      for command in Self.commands {
        let names = try Run.mpisum(command + ["--help"], ranks: 0).output.split(separator: "\n")
          .map { String($0).words }.filter { $0[0].hasPrefix("-") }
          .flatMap { $0.filter { $0.hasPrefix("--") }.prefix(1) }
        #expect(names.count >= 4)
        for name in Set(names) {
          #expect(document.contains(name.option(in: kind)), "\(name)")
        }
      }
    }

    @Test(arguments: [
      (["f"], "farm"),
      (["farm", "st"], "status"),
      (["farm", "--resume-"], "--resume-failed"),
      (["farm", "--exit", "g"], "gnu"),
      (["farm", "tasks.txt", "--keep-o"], "--keep-order"),
      (["farm", "status", "--j"], "--json"),
      (["farm", "export", "--jo"], "--joblog"),
      (["farm", "import", "--st"], "--store"),
      (["farm", "show", "--j"], "--json"),
      (["farm", "export", "--t"], "--trace"),
      (["farm", "report", "--o"], "--out"),
      // Names of files are left to the shell.
      (["farm", "--store", "x"], ""),
      (["farm", "x"], ""),
    ])
    func bashCompletes(_ words: [String], to candidate: String) throws {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("\(UUID().uuidString)-candidates.bash")
      try Run.mpisum(["--generate", "bash"], ranks: 0).output
        .write(to: file, atomically: false, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: file) }
      let list = words.map { "'\($0)'" }.joined(separator: " ")
      let script =
        "source \(file.path); COMP_WORDS=(mpisum \(list)); COMP_CWORD=\(words.count); _mpisum;"
        + " echo \"${COMPREPLY[*]}\""
      #expect(try Run(["bash", "-c", script]).output == candidate + "\n")
    }
  }
}
