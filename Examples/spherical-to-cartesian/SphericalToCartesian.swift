// Converts the spherical components of a velocity field to Cartesian ones, on all cores of all ranks.
//
//     make examples
//     mpirun -n 2 .build/openmpi-x86-64-v3/release/spherical-to-cartesian
//     mpirun -n 2 .build/openmpi-x86-64-v3/release/spherical-to-cartesian --grid 50x30x80 --check
//
// The grid is radius × polar angle × azimuth. Rows along the azimuth are split over the ranks and over
// the threads in each; along a row, eight points are one SIMD vector. The default grid takes 5.8 GB
// over all ranks. Some points (with --check: all) are compared with a scalar evaluation. Standard
// output does not depend on the layout; times are on standard error.

import ExampleSupport
import Glibc
import MPI
import SphericalField

@main
struct SphericalToCartesian {
  static func main() {
    let settings = readCommandLine(usage: Settings.usage) { arguments throws(UsageError) in
      try Settings(arguments)
    }
    let isCorrect = withMPI(threads: .funneled) { world in
      try run(settings, on: world)
    }
    exit(isCorrect ? 0 : 1)
  }

  /// Converts and reports; true on all ranks if the result agrees with the scalar evaluation.
  static func run(_ settings: Settings, on world: borrowing Communicator) throws -> Bool {
    let grid = settings.grid
    let threads = try settings.threads ?? coresOfThisRank(world)
    let rows = (0..<grid.radii * grid.polarAngles).part(world.rank, of: world.size)
    let tables = AngleTables(grid)
    let slabs = concurrently(threads) { thread in
      OwnedSlab(Slab(rows: rows.part(thread, of: threads), of: grid, tables: tables))
    }

    var seconds: [Double] = []
    for _ in 0..<settings.repeats {
      // The slowest rank's time: all start together, and the second barrier waits for the last.
      try world.barrier()
      let start = ContinuousClock.now
      _ = concurrently(threads) { slabs[$0].withSlab { $0.convert() } }
      try world.barrier()
      seconds.append((ContinuousClock.now - start) / .seconds(1))
    }

    let sums = concurrently(threads) { slabs[$0].withSlab { $0.checksum } }
    let step = settings.step
    let deviations = concurrently(threads) {
      slabs[$0].withSlab { $0.greatestDeviation(every: step) }
    }
    // Integers, because their sum modulo 2^64 does not depend on the order.
    let checksum = try world.reduce(sums.reduce(0, &+), .sum)
    let deviation = try world.allReduce(deviations.max() ?? 0, .max)
    let isCorrect = deviation <= Slab.tolerance

    if let checksum {
      print(
        """
        grid:      \(grid)
        checksum:  \(String(checksum, radix: 16))
        deviation: \(deviation) at most, of every \(step == 1 ? "" : "\(step)th ")point
        """)
      let median = seconds.sorted()[seconds.count / 2]
      // What a conversion has to move: three components in, three out.
      let bytes = Double(6 * MemoryLayout<Double>.size * grid.points)
      writeToStandardError(
        "\(world.size) ranks, \(threads) threads each: \(median.text(places: 6)) s "
          + "(median of \(seconds.count)), \((1e-9 * bytes / median).text(places: 2)) GB/s")
      if !isCorrect { writeToStandardError("the scalar evaluation disagrees") }
    }
    return isCorrect
  }
}
