// π by Monte Carlo: the share of random points in the unit square that lie in the quarter circle.
//
//     make examples
//     mpirun -n 4 .build/openmpi-x86-64-v3/release/monte-carlo-pi --samples 1e9 --seed 42
//
// Batches of samples are tasks of a worker pool. The random numbers of a sample are a function of its
// number and of the seed (Philox4x32-10), and hits are counted in integers, so the result is the same
// for every number of ranks and threads, and for every size of batch.

import BagOfTasks
import ExampleSupport
import MPI
import MonteCarlo

@main
struct MonteCarloPi {
  /// Samples in a task: some ten milliseconds, long against a message and short against any run.
  static let batch = 1 << 22

  static func main() {
    let (samples, seed) = readCommandLine(usage: "[--samples N] [--seed S]") {
      arguments throws(UsageError) in
      let options = try CommandLineOptions(arguments, names: ["--samples", "--seed"])
      return (
        try options.integer("--samples", in: 1...1 << 53) ?? 100_000_000,
        try options.integer("--seed", in: 0...Int.max) ?? 1
      )
    }
    let points = QuarterCircle(seed: UInt64(seed))
    let start = ContinuousClock.now

    withMPI(threads: .funneled) { world in
      let hits = try world.withWorkerPool(
        task: { (first: Int) in points.hits(of: first..<min(first + batch, samples)) }
      ) { pool in
        var hits = 0
        // A sum of integers does not care for the order in which batches are finished.
        for try await result in pool.results(of: stride(from: 0, to: samples, by: batch)) {
          hits += try result.get()
        }
        return hits
      }
      guard let hits else { return }

      let estimate = Estimate(hits: hits, samples: samples)
      print(
        """
        samples:        \(samples)
        hits:           \(hits)
        pi:             \(estimate.value.text(places: 9))
        standard error: \(estimate.standardError.text(places: 9))
        """)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      writeToStandardError(
        "\(world.size) ranks: \(seconds.text(places: 3)) s, "
          + "\((1e-6 * Double(samples) / seconds).text(places: 0)) million samples/s")
    }
  }
}
