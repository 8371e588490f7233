import MonteCarlo
import TestSupport
import Testing

/// The built examples under the launcher.
///
/// Run plainly, not under `mpiexec`.
@Suite(.serialized) struct ProgramTests {
  @Test(arguments: 1...3) func squaresAreInOrder(ranks: Int) throws {
    let run = try Job(example: "squares", ranks: ranks)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == "0 1 4 9 16 25 36 49 64 81 100 121 144 169 196 225 256 289 324 361 400\n")
  }

  @Test(arguments: 1...3, 1...2)
  func hitsAreTheSameForEveryLayout(ranks: Int, threads: Int) throws {
    // Several batches, and one that is not full.
    let samples = 20_000_001
    let run = try Job(
      example:
        "monte-carlo-pi", ["--samples", "\(samples)", "--seed", "42"], ranks: ranks,
      threads: threads)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.value("samples") == "\(samples)")
    #expect(run.value("hits") == "\(Self.hits)")
    let value = try #require(run.value("pi").flatMap(Double.init))
    let error = try #require(run.value("standard error").flatMap(Double.init))
    #expect(abs(value - .pi) < 5 * error)
    #expect(error > 0.00036 && error < 0.00037)
  }

  /// What the program has to count, without MPI, threads and batches.
  static let hits = QuarterCircle(seed: 42).hits(of: 0..<20_000_001)

  @Test func samplesMayBeWrittenWithAnExponent() throws {
    let run = try Job(example: "monte-carlo-pi", ["--samples", "1e6"], ranks: 2)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.value("samples") == "1000000")
  }

  @Test(arguments: 1...3, 1...3)
  func fieldIsTheSameForEveryLayout(ranks: Int, threads: Int) throws {
    let run = try Job(
      example:
        "spherical-to-cartesian",
      ["--grid", "5x30x83", "--check", "--repeat", "2", "--threads", "\(threads)"], ranks: ranks)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == (try Self.field.get()))
  }

  /// The output on one rank with the cores that it finds.
  static let field = Result {
    let run = try Job(
      example:
        "spherical-to-cartesian", ["--grid", "5x30x83", "--check"], ranks: 1)
    try #require(run.value("checksum") != nil)
    return run.output
  }

  static let mistakes: [(program: String, arguments: [String], word: String)] = [
    ("monte-carlo-pi", ["--samples", "0"], "--samples"),
    ("monte-carlo-pi", ["--samples", "1.5"], "'1.5'"),
    ("monte-carlo-pi", ["--samples", "1e30"], "'1e30'"),
    ("monte-carlo-pi", ["--samples", "many"], "whole number"),
    ("monte-carlo-pi", ["--samples"], "needs a value"),
    ("monte-carlo-pi", ["--seed", "-1"], "--seed"),
    ("monte-carlo-pi", ["--sample", "10"], "'--sample'"),
    ("monte-carlo-pi", ["--seed", "1", "--seed", "2"], "twice"),
    ("spherical-to-cartesian", ["--grid", "0x1x1"], "'0x1x1'"),
    ("spherical-to-cartesian", ["--threads", "0"], "--threads"),
    ("spherical-to-cartesian", ["stray"], "'stray'"),
  ]

  @Test(arguments: 1...3) func eachMistakeGetsOneMessage(ranks: Int) throws {
    for (program, arguments, word) in Self.mistakes {
      let run = try Job(example: program, arguments, ranks: ranks)
      #expect(run.status == 2, "\(program) \(arguments)")
      #expect(run.output.isEmpty, "\(program) \(arguments)")
      let messages = run.messages(of: program)
      #expect(messages.count == 1, "\(program) \(arguments): \(run.errors)")
      #expect(messages.first?.contains(word) == true, "\(program) \(arguments): \(run.errors)")
    }
  }
}
