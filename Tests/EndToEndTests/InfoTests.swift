import Foundation
import Testing

extension EndToEnd {
  /// What `info` prints.
  @Suite struct InfoTests {
    /// The members of the document that the tests look at.
    struct Document: Decodable {
      struct Rank: Decodable {
        struct Binding: Decodable { let affinity: String }
        struct MPI: Decodable {
          let library: String
          let launcher: String?
          let thread_level: String
        }
        struct Memory: Decodable { let share: Int }
        struct Scratch: Decodable { let path: String }
        let rank: Int
        let host: String
        let threads: Int
        let set_by: String
        let cores: String
        let pool: String
        let binding: Binding
        let mpi: MPI
        let memory: Memory
        let scratch: Scratch
      }
      struct Problem: Decodable {
        let kind: String
        let ranks: String
        let text: String
      }
      let schema: String
      let ranks: [Rank]
      let problems: [Problem]
    }

    static func document(
      ranks: Int, prefix: [String] = [], _ arguments: [String] = [],
      environment: [String: String] = [:]
    ) throws -> Document {
      let build = Setup.builds[0]
      let launcher = ranks == 0 ? [] : build.launcher + ["-np", "\(ranks)"]
      let run = try Run(
        prefix + launcher + [build.program, "info", "--json"] + arguments,
        environment: environment)
      #expect(run.status == 0, "\(run.error)")
      #expect(run.output.filter { $0 == "\n" }.count == 1)
      return try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
    }

    @Test(arguments: [0, 1, 3]) func everyRankIsThere(ranks: Int) throws {
      let document = try Self.document(ranks: ranks)
      #expect(document.schema == "mpisum.info/1")
      #expect(document.ranks.map(\.rank) == Array(0..<max(ranks, 1)))
      for rank in document.ranks {
        #expect(rank.threads >= 1)
        #expect(!rank.cores.isEmpty && !rank.host.isEmpty && !rank.set_by.isEmpty)
        #expect(rank.mpi.thread_level == "funneled")
        #expect((rank.mpi.launcher == nil) == (ranks == 0))
        #expect(rank.memory.share > 1 << 20)
      }
    }

    @Test func tableSaysOnceWhatIsTheSame() throws {
      let run = try Run.mpisum(["info"], ranks: 3)
      #expect(run.status == 0)
      let lines = run.output.split(separator: "\n").map { String($0).words }
      #expect(lines.first == ["3", "ranks", "on", "1", "host"])
      #expect(lines.contains { $0.starts(with: ["thread", "level:", "funneled"]) })
      let heading = try #require(lines.firstIndex { $0.starts(with: ["rank", "host", "threads"]) })
      #expect(lines[(heading + 1)..<(heading + 4)].map { $0[0] } == ["0", "1", "2"])
    }

    @Test func whatIsWrongIsNamed() throws {
      let document = try Self.document(
        ranks: 1, ["--threads", "4096"], environment: ["SLURM_TMPDIR": "/proc/none"])
      #expect(document.problems.map(\.kind) == ["threads", "scratch"])
      #expect(document.problems.first?.text.contains("4096 threads") == true)
      #expect(document.problems.last?.text.contains("/proc/none") == true)
      #expect(document.ranks.first?.scratch.path == "/tmp")
    }

    @Test(.enabled(if: Setup.otherLauncher != nil, "MPISUM_OTHER_MPIEXEC names no launcher"))
    func anotherLibrarysLauncherIsNamedOnce() throws {
      let launcher = try #require(Setup.otherLauncher)
      let program = try #require(Setup.program)
      let run = try Run(launcher + ["-np", "2", program, "info"])
      #expect(run.status == 2)
      let said = (run.output + run.error).split(separator: "\n").filter {
        $0.contains("built with")
      }
      #expect(said.count == 1, "\(run.output)\(run.error)")
    }
  }
}
