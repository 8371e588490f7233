import Glibc
import Series
import Summation

/// A rival's function, out of the shared library that run.sh compiles.
typealias Rival = @convention(c) (Int) -> Double

/// One thread of `direct` against two loops in C, at N = 10^8 without the digit 9: each round times
/// all three, and ratios are taken within rounds.
@main struct SlowSeriesBenchmark {
  static let limit = 100_000_000
  static let rounds = 15

  static func main() throws {
    let library = CommandLine.arguments.dropFirst().first ?? "rivals.so"
    guard let handle = dlopen(library, RTLD_NOW), let course = dlsym(handle, "rival_course"),
      let vector = dlsym(handle, "rival_vector")
    else {
      print("\(library) cannot be loaded: start this by run.sh")
      exit(2)
    }
    let courseLoop = unsafeBitCast(course, to: Rival.self)
    let vectorLoop = unsafeBitCast(vector, to: Rival.self)
    let filter = try DigitFilter(omitting: ["9"])

    var ours: [Double] = []
    var theirs: [Double] = []
    var naive: [Double] = []
    var sums = (ours: 0.0, theirs: 0.0, naive: 0.0)
    for round in 0...rounds {
      let seconds = (
        // Tables are part of the time, as they are of the vector loop's.
        time {
          guard let series = try? SlowSeries(filter: filter, upTo: limit) else { return }
          let engine = DirectEngine(series)
          sums.ours = engine.sum(of: engine.blocks).value
        },
        time { sums.theirs = vectorLoop(limit) },
        // The course's loop takes a second: a third of the rounds will do.
        round % 3 == 0 ? time { sums.naive = courseLoop(limit) } : nil
      )
      if round == 0 { continue }  // warm-up
      ours.append(seconds.0)
      theirs.append(seconds.1)
      if let course = seconds.2 { naive.append(course / seconds.0) }
    }
    let milliseconds = { (values: [Double]) in rounded(1e3 * median(values), 1) }
    print("1 thread, N = 1e8, no 9, medians of \(rounds) rounds:")
    print("  mpisum direct       \(milliseconds(ours)) ms   sum \(sums.ours)")
    print("  C vector loop       \(milliseconds(theirs)) ms   sum \(sums.theirs)")
    print("  C loop of the course                sum \(sums.naive)")
    print("  direct / vector loop:  \(rounded(median(zip(ours, theirs).map { $0 / $1 }), 3))")
    print("  course loop / direct:  \(rounded(median(naive), 1))")
  }

  static func time(_ body: () -> Void) -> Double {
    let duration = ContinuousClock().measure(body).components
    return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }

  static func rounded(_ value: Double, _ places: Int) -> Double {
    let scale = pow(10, Double(places))
    return (value * scale).rounded() / scale
  }
}
