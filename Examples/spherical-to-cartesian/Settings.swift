import ExampleSupport
import SphericalField

/// What the command line says.
struct Settings {
  static let usage = "[--grid RxTxP] [--threads N] [--repeat N] [--check]"

  /// The whole grid.
  let grid: Grid
  /// Threads in each rank; nil: as many as the cores that the rank may use.
  let threads: Int?
  /// How often to convert; the time is the median.
  let repeats: Int
  /// Every how-manieth point is compared with its scalar evaluation.
  let step: Int

  init(_ arguments: [String]) throws(UsageError) {
    let options = try CommandLineOptions(
      arguments, names: ["--grid", "--threads", "--repeat"], flags: ["--check"])
    let text = options.text("--grid") ?? "500x300x800"
    guard let grid = Grid(text) else {
      throw UsageError(
        "--grid '\(text)' is not three numbers such as 500x300x800 of at most 1e12 points")
    }
    self.grid = grid
    threads = try options.integer("--threads", in: 1...10_000)
    repeats = try options.integer("--repeat", in: 1...1000) ?? 5
    step = options.has("--check") ? 1 : 997
  }
}
