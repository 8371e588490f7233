import Foundation
import Testing

extension EndToEnd {
  /// Help, versions, the man page and the completions.
  @Suite struct DocumentTests {
    @Test(arguments: ["--help", "-h", "--usage", "--version"])
    func answerIsPrintedOnce(_ option: String) throws {
      let alone = try Run.mpisum([option], ranks: 0)
      #expect(alone.status == 0)
      #expect(!alone.output.isEmpty)
      let together = try Run.mpisum(["sum", option, "--nonsense"], ranks: 4)
      #expect(together.status == 0)
      #expect(together.output == alone.output)
      #expect(together.error.isEmpty)
    }

    /// With these settings neither library can be initialised.
    @Test func answersStartNoMPI() throws {
      let broken = [
        "OMPI_MCA_pml": "none-of-that-name", "PMI_FD": "99", "PMI_RANK": "0", "PMI_SIZE": "1",
      ]
      #expect(try Run.mpisum(["-n", "10"], ranks: 0, environment: broken).status != 0)
      for option in ["--help", "--usage", "--version"] {
        #expect(try Run.mpisum([option], ranks: 0, environment: broken).status == 0)
      }
      #expect(try Run.mpisum(["-n", "0"], ranks: 0, environment: broken).status == 2)
    }

    @Test func versionNamesWhatTheProgramIsMadeOf() throws {
      let lines = try Run.mpisum(["--version"], ranks: 0).output.split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines.first == "mpisum 0.1.0")
      for (line, name) in zip(lines.dropFirst(), ["MPI:", "Swift:", "instruction set:"]) {
        #expect(line.hasPrefix(name))
        #expect(line.count > 17)
      }
      #expect(lines[1].contains("MPICH") || lines[1].contains("MPI v"))
    }

    @Test func helpFitsOnATerminal() throws {
      for option in ["--help", "--usage"] {
        let text = try Run.mpisum([option], ranks: 0).output
        #expect(text.hasPrefix("Usage: mpisum [sum]"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
      }
    }

    /// The help's options are in the man page and in the completions.
    @Test(arguments: ["man", "bash", "zsh", "fish"])
    func everyOptionIsInTheDocument(_ kind: String) throws {
      let names = try Run.mpisum(["--help"], ranks: 0).output.split(separator: "\n")
        .filter { $0.hasPrefix("  ") && $0.contains(" --") }
        .flatMap { String($0).words.filter { $0.hasPrefix("--") }.prefix(1) }
      #expect(Set(names).isSuperset(of: ["--upto", "--omit", "--help", "--version"]))
      let text = try document(kind)
      for name in Set(names) {
        #expect(text.contains(name.option(in: kind)), "\(name)")
      }
      #expect(!text.contains("generate"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsAreReadByTheShell(_ shell: String) throws {
      guard Run.canFind(shell) else { return }
      let file = try saved(try document(shell), as: "completion.\(shell)")
      defer { try? FileManager.default.removeItem(at: file) }
      let run = try Run([shell, "-n", file.path])
      #expect(run.status == 0)
      #expect(run.error.isEmpty)
    }

    @Test(arguments: [
      (["--pro"], "--progress"),
      (["sum", "--om"], "--omit"),
      (["s"], "sum"),
      (["--progress", "al"], "always"),
      (["--progress", "=", "n"], "never"),
      (["-t", ""], "auto"),
      (["--upto", ""], ""),
    ])
    func bashCompletes(_ words: [String], to candidate: String) throws {
      let file = try saved(try document("bash"), as: "candidates.bash")
      defer { try? FileManager.default.removeItem(at: file) }
      let list = words.map { "'\($0)'" }.joined(separator: " ")
      let script =
        "source \(file.path); COMP_WORDS=(mpisum \(list)); COMP_CWORD=\(words.count); _mpisum;"
        + " echo \"${COMPREPLY[*]}\""
      #expect(try Run(["bash", "-c", script]).output == candidate + "\n")
    }

    @Test func manPageHasNoWarnings() throws {
      guard Run.canFind("man") else { return }
      let file = try saved(try document("man"), as: "mpisum.1")
      defer { try? FileManager.default.removeItem(at: file) }
      let run = try Run(["man", "--warnings", "-E", "UTF-8", "-l", file.path])
      #expect(run.status == 0)
      #expect(run.error.isEmpty)
      #expect(run.output.contains("EXIT STATUS"))
    }

    private func document(_ kind: String) throws -> String {
      let run = try Run.mpisum(["--generate", kind], ranks: 0)
      #expect(run.status == 0)
      return run.output
    }

    private func saved(_ text: String, as name: String) throws -> URL {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("\(UUID().uuidString)-\(name)")
      try text.write(to: file, atomically: false, encoding: .utf8)
      return file
    }
  }
}
