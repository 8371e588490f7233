import Foundation
import Testing

extension EndToEnd {
  /// Sums of what compiled functions yield.
  @Suite struct PluginTests {
    /// A shared library made of C, in a directory that goes with this.
    private final class Library {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-tests-\(UUID().uuidString)")
      let path: String

      init(_ code: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = folder.appendingPathComponent("term.c").path
        path = folder.appendingPathComponent("libterm.so").path
        try Data("#include <stdint.h>\n#include <stddef.h>\n#include <stdlib.h>\n\(code)".utf8)
          .write(to: URL(fileURLWithPath: source))
        let compiler = try Run(
          ["cc", "-O2", "-ffp-contract=off", "-shared", "-fPIC", source, "-o", path])
        try #require(compiler.status == 0, "\(compiler)")
      }

      deinit { try? FileManager.default.removeItem(at: folder) }
    }

    private static let reciprocal = """
      void term(const int64_t *k, double *t, size_t n) {
        for (size_t i = 0; i < n; i++) t[i] = 1.0 / (double)k[i];
      }
      void alternating(const int64_t *k, double *t, size_t n) {
        for (size_t i = 0; i < n; i++) t[i] = (k[i] & 1 ? 1.0 : -1.0) / (double)k[i];
      }
      void crash(const int64_t *k, double *t, size_t n) {
        for (size_t i = 0; i < n; i++) { t[i] = 0; if (k[i] == 777777) *(volatile int *)0 = 1; }
      }
      """

    @Test func termsOfALibraryAreSummedTheSameForEveryLayout() throws {
      let library = try Library(Self.reciprocal)
      let plain = ["--plugin", library.path, "-n", "1e6"]
      let reference = try Run.mpisum(plain, ranks: 0)
      #expect(reference.status == 0, "\(reference)")
      #expect(reference.output.contains("value:        14.392726722865724\n"), "\(reference)")
      #expect(reference.output.contains("computed terms"))
      for (ranks, threads) in [(1, 2), (2, 2), (3, 1)] {
        let run = try Run.mpisum(plain + ["--threads", "\(threads)"], ranks: ranks)
        #expect(run.output == reference.output, "\(run)")
      }
      let named = try SumDocument(
        Run.mpisum(
          ["--plugin", library.path + ":alternating", "-n", "1e6", "--omit", "9", "--json"],
          ranks: 2
        ).output)
      #expect(named.engine == "direct" && named.terms == "531441" && !named.proven)
      #expect(Double(named.condition ?? "") ?? 0 > 1)
      // No more digits than doubles of these sizes support.
      #expect(DecimalText.places(of: named.digits) <= 16)
    }

    @Test(.enabled(if: Setup.isFull)) func aLibraryThatIsNoUseIsRefused() throws {
      let library = try Library(Self.reciprocal)
      let text = library.folder.appendingPathComponent("text.so").path
      try Data("no library\n".utf8).write(to: URL(fileURLWithPath: text))
      for (plugin, word) in [
        ("./nowhere.so", "nowhere.so"), (text, "text.so"), (library.path + ":cosine", "cosine"),
        ("libc.so.6", "libc.so.6"),
      ] {
        let run = try Run.mpisum(["--plugin", plugin, "-n", "10"], ranks: 2)
        #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        #expect(run.errorLines.count == 1 && run.error.contains(word), "\(run)")
      }
    }

    @Test(arguments: Setup.oneBuildPerLauncher)
    func aCrashNamesRankAndBlock(_ build: Setup.Build) throws {
      let library = try Library(Self.reciprocal)
      let run = try Run.mpisum(
        ["--plugin", library.path + ":crash", "-n", "1e6"], ranks: 3, build: build,
        environment: ["SWIFT_BACKTRACE": "enable=no"])
      // MPICH's launcher has its own words on standard output.
      #expect(run.status != 0 && !run.output.contains("value"), "\(run)")
      let lines = run.error.split(separator: "\n").filter { $0.contains("segmentation fault") }
      let line = try #require(lines.first { $0.hasPrefix("mpisum: rank ") }, "\(run)")
      let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
      #expect(numbers.contains { $0 <= 777_777 && $0 > 700_000 }, "\(line)")
    }

    @Test(.enabled(if: Setup.isFull)) func anInterruptedSumGoesOnOnlyWithTheSameFunction() throws {
      let library = try Library(Self.reciprocal)
      let file = library.folder.appendingPathComponent("sum.ckpt").path
      let arguments = ["--plugin", library.path, "-n", "4e9", "--checkpoint", file]
      let script = """
        "$@" & while [ ! -e \(file) ]; do sleep 0.05; done; sleep 0.3; kill -USR1 $!; wait $!
        """
      let first = try Run(["sh", "-c", script, "sh", Setup.builds[0].program] + arguments)
      #expect(first.status == 4, "\(first)")
      let other = try Library(Self.reciprocal.replacingOccurrences(of: "1.0 /", with: "2.0 /"))
      try FileManager.default.removeItem(atPath: library.path)
      try FileManager.default.copyItem(atPath: other.path, toPath: library.path)
      let second = try Run.mpisum(arguments + ["--resume"], ranks: 0)
      #expect(second.status == 2 && second.error.contains("another sum"), "\(second)")
    }

    @Test func aSlowFunctionIsSharedOutAndInterrupted() throws {
      let library = try Library(
        """
        #include <unistd.h>
        void term(const int64_t *k, double *t, size_t n) {
          for (size_t i = 0; i < n; i++) { usleep(20); t[i] = 1.0 / (double)k[i]; }
        }
        """)
      let shared = try SumDocument(
        Run.mpisum(["--plugin", library.path, "-n", "9999", "--json", "--verbose"], ranks: 3).output
      )
      #expect(shared.terms == "9999")
      let file = library.folder.appendingPathComponent("sum.ckpt").path
      let script = """
        "$@" & while [ ! -e \(file) ]; do sleep 0.05; done; sleep 1; kill -TERM $!; wait $!
        """
      let run = try Run(
        ["sh", "-c", script, "sh", Setup.builds[0].program, "--plugin", library.path]
          + ["-n", "1e12", "--checkpoint", file])
      // Not by the alarm that ends a process which does not answer.
      #expect(run.status == 4, "\(run)")
    }

    @Test func librariesThatDifferBetweenRanksAreRefused() throws {
      let (one, two) = (
        try Library(Self.reciprocal),
        try Library(Self.reciprocal.replacingOccurrences(of: "1.0 /", with: "2.0 /"))
      )
      let script = """
        case ${OMPI_COMM_WORLD_RANK:-${PMIX_RANK:-${PMI_RANK:-0}}} in
          0) cd \(one.folder.path) ;; *) cd \(two.folder.path) ;;
        esac
        exec "$@" --plugin ./libterm.so -n 1e5
        """
      let build = Setup.builds[0]
      let run = try Run(
        build.launcher + ["-np", "2", "sh", "-c", script, "sh", build.program])
      #expect(run.status == 2 && !run.output.contains("value"), "\(run)")
      #expect(run.error.contains("same library"), "\(run)")
    }

    @Test func termsThatAreNoNumbersAreTold() throws {
      let library = try Library(
        """
        void term(const int64_t *k, double *t, size_t n) {
          for (size_t i = 0; i < n; i++) t[i] = k[i] == 77 ? 0.0 / 0.0 : 0.0;
        }
        void zero(const int64_t *k, double *t, size_t n) {
          for (size_t i = 0; i < n; i++) t[i] = 0;
        }
        void huge(const int64_t *k, double *t, size_t n) {
          for (size_t i = 0; i < n; i++) t[i] = 1e30 + (double)k[i];
        }
        """)
      func document(_ symbol: String) throws -> SumDocument {
        try SumDocument(
          Run.mpisum(["--plugin", "\(library.path):\(symbol)", "-n", "1000", "--json"], ranks: 2)
            .output)
      }
      let nan = try document("term")
      #expect(nan.value == "nan" && nan.condition == nil && nan.note != nil)
      let zero = try document("zero")
      #expect(zero.value == "0.0" && zero.condition == nil)
      // No more digits than doubles of that size support.
      let huge = try document("huge")
      #expect(huge.digits.hasPrefix("1.00000000000000") && huge.digits.hasSuffix("e33"), "\(huge)")
      #expect(huge.digits.count < 22)
    }
  }
}
