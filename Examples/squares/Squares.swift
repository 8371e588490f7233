// The squares of the first whole numbers, computed by all ranks and printed by the root.
//
//     make examples
//     mpirun -n 4 .build/openmpi-x86-64-v3/release/squares
//
// The task goes to every rank with the program itself; only its input and its result travel. What
// follows the task is the root's own program: `map` gives the results in the order of the inputs.

import BagOfTasks
import MPI

@main
struct Squares {
  static func main() {
    withMPI(threads: .funneled) { world in
      let squares = try world.withWorkerPool(task: { (x: Int) in x * x }) { pool in
        try await pool.map(0..<21)
      }
      // The root's value; nil on every other rank.
      if let squares {
        print(squares.map(String.init).joined(separator: " "))
      }
    }
  }
}
