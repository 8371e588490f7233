/// The command that measures an allocation.
extension OptionTable {
  static let benchUpto = Option(
    "upto", short: "n", argument: "N",
    help: "Strong scaling: sum 1/k for k = 1..N without 9; one core takes about a second for 1e10,"
      + " nine for 1e11", standard: "1e10")
  static let benchTerms = Option(
    "terms", argument: "W", help: "Weak scaling: sum W terms for each core", standard: "1e9")
  static let benchRepeat = Option(
    "repeat", argument: "R", help: "Measure each layout R times and show the median",
    standard: "3")
  static let benchThreads = Option(
    "threads", short: "t", argument: "T", words: ["auto"],
    help: "Use up to T threads in each rank; auto is what every rank may use", standard: "auto")
  static let benchCSV = Option(
    "csv", help: "Print the rows as comma-separated values with a header")
  static let benchPlot = Option(
    "plot", argument: "FILE", isPath: true,
    help: "Draw speed-up and efficiency into FILE (.svg, .png or .pdf) with gnuplot; where that is"
      + " not installed, leave its script in FILE.gp")

  static let bench = Command(
    name: "bench", isDefault: false,
    purpose: "Measure how sums scale on the ranks and cores that it is given.",
    paragraphs: [
      "The table has a line for 1, 2, 4... ranks with 1, 2, 4... threads each, and for all of them."
        + " The ranks are the first of those that it was started with; the others sleep meanwhile."
        + " The times are from the first term until all ranks have met behind the reduction, without"
        + " the program's start.",
      "Strong scaling is the same sum on more cores: N has to grow with the allocation, or a rank has"
        + " nothing to do. Weak scaling is equally many terms for each core, far out, where all cost"
        + " the same. Speed-up is the ratio of the rates to that of the first line, efficiency is"
        + " that divided by the cores, balance is the slowest rank's time over the mean, and reduce"
        + " what comes after the slowest rank's last term.",
    ],
    options: [benchUpto, benchTerms, benchRepeat, benchThreads, benchPlot, benchCSV, json]
      + common,
    operands: nil,
    exitStatuses: [
      .init(.done, "the table was printed"),
      .init(.tasksFailed, "sums of the same series had different bits, which must not be"),
      .init(.usage, "the command line is wrong, or the launcher is that of another MPI library"),
      .init(.infrastructureLost, "the result could not be written, or a rank was lost"),
    ],
    examples: [
      .init(line: "mpirun -np 4 mpisum bench", help: "up to four ranks, in some seconds"),
      .init(
        line: "srun mpisum bench -n 1e13 --plot scaling.svg --csv > scaling.csv",
        help: "a large allocation: 13 minutes for each sum of the first line"),
    ],
    run: { options throws(UsageError) in try BenchCommand.run(options) })
}
