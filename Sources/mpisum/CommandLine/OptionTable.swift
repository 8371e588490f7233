/// Every option and every command of the program, in one place.
enum OptionTable {
  // MARK: Common options

  static let help = Option("help", short: "h", help: "Show this help", endsParsing: true)
  static let usage = Option("usage", help: "Show the short form of the usage", endsParsing: true)
  static let version = Option(
    "version", help: "Show the versions of the program, MPI, Swift and the instruction set",
    endsParsing: true)
  /// What `make install` calls.
  static let generate = Option(
    "generate", argument: "WHAT", words: GeneratedDocument.allCases.map(\.rawValue),
    help: "Print the man page or a shell's completions", isHidden: true, endsParsing: true)

  static let common = [help, usage, version, generate]

  // MARK: sum

  static let upto = Option(
    "upto", short: "n", argument: "N",
    help:
      "Sum the terms for k = 1..N, or all of them if N is inf; N may have thousands of digits,"
      + " and be a power of the base with millions; with --at the greatest of its numbers by default",
    standard: "1e8")
  static let series = Option(
    "series", argument: "NAME", words: SeriesName.allCases.map(\.rawValue),
    help:
      "What to sum: slow, 1/k without some digits; harmonic, 1/k; zeta, 1/k^s; basel, 1/k^2; log,"
      + " log(k)/k^s; alternating, (-1)^(k-1)/k; leibniz, 4(-1)^(k-1)/(2k-1); cosine, cos(k theta)/k;"
      + " pi, by random points",
    standard: "slow")
  static let exponent = Option(
    "s", argument: "S",
    help:
      "The exponent of zeta and log, above 0: a decimal number, which is taken exactly, or a fraction",
    standard: "1")
  static let theta = Option(
    "theta", argument: "X",
    help:
      "The angle of cosine: a decimal number, which is taken exactly, a fraction, or a hexadecimal"
      + " floating-point number",
    standard: "1")
  static let seed = Option(
    "seed", argument: "N", help: "The seed of the random points of pi", standard: "1")
  static let plugin = Option(
    "plugin", argument: "FILE[:SYMBOL]", isPath: true,
    help:
      "Sum what a compiled function in a shared library yields, term(k, t, n) for n numbers k; without"
      + " SYMBOL it is called term or term_")
  static let term = Option(
    "term", argument: "EXPRESSION",
    help:
      "Sum a term that you write, such as 'cos(k)/k' or 'where(k%3 == 0, 1, -1)/sqrt(k)'; docs/terms.md has"
      + " the operators and functions")
  static let letConstant = Option(
    "let", argument: "NAME=X",
    help:
      "In the term NAME stands for X, a number that is taken exactly, such as a=0.1; may be repeated",
    isRepeatable: true)
  static let accelerate = Option(
    "accelerate",
    help:
      "Sum the term over all k by two independent methods, as far as they agree, to 30 digits or to --digits"
      + " (at most 100); terms with digits, floor, % and the like are refused, and sums that have no limit"
  )
  static let at = Option(
    "at", argument: "N,...",
    help: "Print the partial sums up to these numbers, too, each as if it were summed alone")
  static let checkpoint = Option(
    "checkpoint", argument: "FILE", isPath: true,
    help:
      "Keep what is done in FILE, replaced now and then and at a USR1, TERM, INT or HUP signal, which"
      + " ends the program with status 4; FILE is removed when the sum is printed")
  static let every = Option(
    "every", argument: "TIME", help: "Time between two checkpoints, such as 30s or 10m",
    standard: "60s")
  static let resumeSum = Option(
    "resume", help: "Go on from the checkpoint, if there is one, on any number of ranks and threads"
  )
  static let omit = Option(
    "omit", argument: "STRING",
    help:
      "Leave out every k whose digits contain STRING; repeat it to omit several; slow alone has a default",
    standard: "9", isRepeatable: true)
  static let exactly = Option(
    "exactly", argument: "STRING:M",
    help: "Take only k in which STRING occurs exactly M times; may be repeated",
    isRepeatable: true)
  static let atMost = Option(
    "at-most", argument: "STRING:M",
    help: "Take only k in which STRING occurs at most M times; may be repeated",
    isRepeatable: true)
  static let all = Option(
    "all",
    help: "Take every k, as all series but slow do; not with --omit or --exactly or --at-most")
  static let exceed = Option(
    "exceed", argument: "X",
    help: "Find the least N up to which the sum exceeds X, a decimal number, instead of summing")
  static let base = Option(
    "base", argument: "B",
    help:
      "Write k in base B, 2 to 1000000: up to 36 with the digits 0..9a..z, above with numbers as"
      + " digits and commas between them, as in --omit 4,2",
    standard: "10")
  static let digits = Option(
    "digits", argument: "D",
    help: "Print D decimals, 1 to 10000, correctly rounded; default: as many as are certain")
  static let engine = Option(
    "engine", argument: "NAME", words: SumOptions.Engine.allCases.map(\.rawValue),
    help: "How to sum: direct evaluates every term; moments takes steps for the digits of N only;"
      + " limit is for an infinite N; auto is limit for that, direct for at most 10^11 terms if no"
      + " number of decimals is asked for, else moments", standard: "auto")
  static let threads = Option(
    "threads", short: "t", argument: "T", words: ["auto"],
    help: "Use T threads in each rank; auto is a rank's share of the cores that it may use",
    standard: "auto")
  static let json = Option("json", help: "Print one JSON object on one line instead of text")
  static let verbose = Option(
    "verbose", help: "Show on standard error what each rank did, and the balance")
  static let progress = Option(
    "progress", argument: "WHEN", words: SumOptions.Progress.allCases.map(\.rawValue),
    help: "Show a progress bar on standard error in runs of over two seconds: auto, if that is a"
      + " terminal; always; never", standard: "auto")

  static let sum = Command(
    name: "sum", isDefault: true,
    purpose: "Sum a slow series exactly, over MPI ranks and the threads of each.",
    paragraphs: [
      "The series is 1/k over all k up to N whose digits contain none of the omitted strings, and"
        + " others as often as they have to, or one of those that --series names. The result does not"
        + " depend on the numbers of ranks and threads, and comes with a bound of its error, the sum of"
        + " the terms' absolute values and the condition number, which is their ratio.",
      "Numbers may be written 100000000, 100_000_000, 1e8 or 10^8. Strings may overlap: 99 occurs"
        + " twice in 999. slow without --omit, --exactly and --at-most omits the digit 9.",
      "A sum by engine direct is checked by engine moments; if they disagree, the exit status is 1.",
      "The threads of a rank are the cores that it may use: its affinity mask (that of Open MPI's"
        + " daemon, where Open MPI bound the rank unasked), cut by the control group's quota, by"
        + " SLURM_CPUS_ON_NODE, NCPUS or PBS_NUM_PPN, which the ranks of a node share, and by"
        + " SLURM_CPUS_PER_TASK and OMP_NUM_THREADS. 'mpisum info' shows them.",
      "Standard output holds the result only, and is the same for every layout; ranks, threads,"
        + " times and rate go to standard error. With --json they are in the object's member"
        + " \"run\", and standard error has them only with --verbose.",
    ],
    options: [
      series, upto, omit, exactly, atMost, all, base, exponent, theta, seed, term, letConstant,
      accelerate,
      plugin, at, digits,
      exceed, engine, threads, checkpoint, every, resumeSum, json, verbose, progress,
    ] + common,
    operands: nil,
    exitStatuses: [
      .init(.done, "the sum was printed"),
      .init(.tasksFailed, "two engines disagree about the sum, which was printed"),
      .init(
        .usage,
        "the command line is wrong, the launcher is that of another MPI library, or the machine"
          + " lacks an instruction; nothing was computed"),
      .init(.workLeft, "a signal ended the sum, and the checkpoint has what is done"),
      .init(
        .infrastructureLost, "the result or the checkpoint could not be written, or a rank was lost"
      ),
    ],
    examples: [
      .init(line: "mpirun -np 4 mpisum", help: "1/k up to 1e8 without the digit 9"),
      .init(line: "mpirun -np 4 mpisum -n 1e10 --omit 42", help: "without the string 42"),
      .init(line: "mpisum -n 10^6 --base 16 --omit a --omit f", help: "hexadecimal, two digits"),
      .init(line: "mpirun -np 2 mpisum --threads 8 --json", help: "two ranks of eight threads"),
      .init(line: "mpisum --exceed 20", help: "the least N up to which the sum exceeds 20"),
      .init(line: "mpisum -n inf --digits 100", help: "the infinite sum to 100 decimals"),
      .init(line: "mpisum -n 10^1000000000 --exactly 9:2", help: "with exactly two digits 9"),
      .init(
        line: "mpirun -np 4 mpisum --series cosine --theta 0.1 -n 1e10", help: "cos(k/10)/k"),
      .init(
        line: "mpirun -np 4 mpisum --term 'cos(a*k)/k' --let a=0.1 -n 1e9",
        help: "a term of your own"),
      .init(line: "mpisum --term 'sin(k)/k' --accelerate", help: "over all k, by two methods"),
      .init(
        line: "mpirun -np 4 mpisum -n 1e14 --engine direct --checkpoint sum.ckpt --resume",
        help: "go on after an interruption"),
    ],
    run: { options throws(UsageError) in try SumCommand.run(options) })

  // MARK: Program

  static let commands =
    [
      sum, table, farm,
    ] + farmLookers + [info, bench]

  /// The command that is meant when none is named.
  static var standardCommand: Command { commands.first(where: \.isDefault) ?? sum }
}
