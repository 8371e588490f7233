import CTwin
import MPI

// Times a call of the binding against the same call in C, in one process, turn by turn, and prints
// the medians of 30 pairs. Status 1 if the binding costs more than 2 ns and more than 5 % above C.

func allReduce(calls: Int) throws -> Double {
  let solo = Communicator.solo
  var value = 1.0
  let start = Environment.wallTime()
  for _ in 0..<calls { value = try solo.allReduce(value, .sum) }
  return value == 1 ? Environment.wallTime() - start : -1
}

func pingPong(_ world: borrowing Communicator, calls: Int) throws -> Double {
  let other = 1 - world.rank
  var value = 1.0
  let start = Environment.wallTime()
  for _ in 0..<calls {
    if world.rank == 0 { try world.send(value, to: other) }
    value = try world.receive(Double.self, from: other, tag: 0)
    if world.rank == 1 { try world.send(value, to: other) }
  }
  return value == 1 ? Environment.wallTime() - start : -1
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

func rounded(_ value: Double, _ digits: Double) -> Double { (value * digits).rounded() / digits }

/// One line of the report; whether the binding is as cheap as promised.
func compare(
  _ name: String, pairs: Int, calls: Int, isReporter: Bool, c: (Int32) -> Double,
  swift: (Int) throws -> Double
) throws -> Bool {
  var ofC: [Double] = []
  var ofSwift: [Double] = []
  _ = (c(Int32(calls / 10)), try swift(calls / 10))
  for pair in 0..<pairs {
    // Whoever goes first may find a warmer or a colder machine: take turns.
    if pair % 2 == 0 { ofC.append(c(Int32(calls))) }
    ofSwift.append(try swift(calls))
    if pair % 2 == 1 { ofC.append(c(Int32(calls))) }
  }
  let scale = 1e9 / Double(calls)
  let (cost, twin) = (median(ofSwift) * scale, median(ofC) * scale)
  let ratio = median(zip(ofSwift, ofC).map { $0 / $1 })
  let excess = median(zip(ofSwift, ofC).map { ($0 - $1) * scale })
  if isReporter {
    print(
      "\(name): C \(rounded(twin, 10)) ns, Swift \(rounded(cost, 10)) ns,",
      "difference \(rounded(excess, 10)) ns, ratio \(rounded(ratio, 1000))")
  }
  return excess <= 2 || ratio <= 1.05
}

let isCheap = withMPI { world in
  let isReporter = world.rank == 0
  if isReporter { print("\(Environment.libraryName), 30 pairs") }
  guard world.size == 2 else {
    return try compare(
      "1-double all-reduce on self", pairs: 30, calls: 2_000_000, isReporter: isReporter,
      c: twin_all_reduce, swift: allReduce)
  }
  return try compare(
    "8-byte round trip of 2 ranks", pairs: 30, calls: 50_000, isReporter: isReporter,
    c: twin_ping_pong, swift: { try pingPong(.world, calls: $0) })
}
if !isCheap { Environment.exit(status: 1) }
