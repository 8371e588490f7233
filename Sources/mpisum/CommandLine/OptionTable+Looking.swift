/// The commands that look at a farm's store. They start no MPI.
extension OptionTable {
  /// All of them, and the one that makes a store of another program's log.
  static let farmLookers = [
    farmStatus, farmSummary, farmShow, farmExport, farmReport, farmImport,
  ]
  /// Their words behind `farm`.
  static var farmWords: [String] { farmLookers.compactMap(\.nameWords.last) }

  // MARK: farm status

  static let farmStatus = Command(
    name: "farm status", isDefault: false,
    purpose: "Say how a farm stands, or how it ended.",
    paragraphs: [
      "A farm writes STORE.status.json beside its store once a second, so that this can be asked on"
        + " another machine with the same file system. The exit status is the farm's own, whatever"
        + " its launcher made of it; while it runs, it is 0.",
      "A farm whose process is gone, or that has given no sign of life for a minute, was lost.",
    ],
    options: [json] + common,
    operands: Operands("STORE"),
    exitStatuses: [
      .init(.done, "the farm is running, or all tasks have succeeded"),
      .init(.tasksFailed, "some tasks failed, or were skipped because one before them did"),
      .init(.usage, "the command line is wrong"),
      .init(.halted, "--halt ended the farm"),
      .init(.workLeft, "the time was up, or the farm was told to stop, with work left"),
      .init(.infrastructureLost, "the farm was lost, or the store cannot be read"),
    ],
    examples: [
      .init(line: "mpisum farm status tasks.txt.farm", help: "how it stands"),
      .init(
        line: "mpisum farm status tasks.txt.farm; test $? != 4 || sbatch job.sh",
        help: "at the end of job.sh, which has --resume: go on if time was short"),
    ],
    run: { options throws(UsageError) in try FarmStatusCommand.run(options) })

  // MARK: farm summary

  static let farmSummary = Command(
    name: "farm summary", isDefault: false,
    purpose: "Say where the time of a farm went, and what failed.",
    paragraphs: [
      "A line a run: Wall is its whole time; Ran the time from the first task's start to the last one's"
        + " end; Ideal what no order of the tasks could have beaten, the seconds of all tasks divided"
        + " by the slots, or the longest task if that is more; Tail the last part of Ran, from the"
        + " moment when fewer tasks were left than there are slots, unless the run ended with work"
        + " left. Busy and Wasted are the parts of the slots' time in which a task ran, and in which"
        + " it did not succeed; Idle are core-hours in which none ran, Used the tasks' processor time."
        + " A task of several cores counts as the slots that these make.",
      "Below are the failures of all runs: by kind with the attempts and, of these, the last ones at"
        + " tasks that have failed for good; and by node. Then the tasks that took longest, used most"
        + " memory and wrote most, and what can be done about a long tail.",
    ],
    options: [json] + common,
    operands: Operands("STORE"),
    exitStatuses: lookingStatuses,
    examples: [
      .init(line: "mpisum farm summary tasks.txt.farm", help: "why it took so long"),
      .init(
        line: "mpisum farm summary tasks.txt.farm --json", help: "the same for other programs"),
    ],
    run: { options throws(UsageError) in try FarmSummaryCommand.run(options) })

  // MARK: farm show

  static let failed = Option("failed", help: "Show the tasks that failed only")
  static let task = Option(
    "task", argument: "N", help: "Show the Nth task of the input, with all attempts at it")
  static let slowest = Option("slowest", argument: "N", help: "Show the N tasks that took longest")
  static let output = Option("output", help: "Show what the tasks wrote, too")

  static let farmShow = Command(
    name: "farm show", isDefault: false,
    purpose: "Show the tasks of a farm, their attempts and their outputs.",
    paragraphs: [
      "A line a task: its number, state, attempts, exit status or signal, seconds, host and command."
    ],
    options: [failed, task, slowest, output, json] + common,
    operands: Operands("STORE"),
    exitStatuses: lookingStatuses,
    examples: [
      .init(line: "mpisum farm show tasks.txt.farm --failed --output", help: "what went wrong"),
      .init(line: "mpisum farm show tasks.txt.farm --task 7", help: "all attempts at one task"),
    ],
    run: { options throws(UsageError) in try FarmShowCommand.run(options) })

  // MARK: farm export

  static let joblog = Option(
    "joblog", help: "Print GNU parallel's job log: the last attempt at each task that ended")
  static let csvOutput = Option(
    "csv", help: "Print comma-separated values, a line an attempt, with a header")
  static let jsonl = Option("jsonl", help: "Print a JSON object a line, one for each attempt")
  static let trace = Option(
    "trace", help: "Print Chrome's trace events, for ui.perfetto.dev: a track a slot")

  static let farmExport = Command(
    name: "farm export", isDefault: false,
    purpose: "Print the records of a farm for other programs.",
    paragraphs: ["One of --joblog, --csv, --jsonl and --trace says in which form."],
    options: [joblog, csvOutput, jsonl, trace] + common,
    operands: Operands("STORE"),
    exitStatuses: lookingStatuses,
    examples: [
      .init(line: "mpisum farm export tasks.txt.farm --joblog > tasks.log", help: "a job log"),
      .init(line: "mpisum farm export tasks.txt.farm --trace > tasks.json", help: "a trace"),
    ],
    run: { options throws(UsageError) in try FarmExportCommand.run(options) })

  // MARK: farm report

  static let out = Option(
    "out", short: "o", argument: "FILE", isPath: true,
    help: "Write the page to FILE instead of STORE.html; - is standard output")

  static let farmReport = Command(
    name: "farm report", isDefault: false,
    purpose: "Draw a farm as one HTML page for a browser.",
    paragraphs: [
      "The page has the slots over time, the attempts running, their durations, the failed ones with the"
        + " ends of their outputs, and a table of tasks to search and sort. It needs no network and no"
        + " other file, and shows what tasks printed as text, whatever it is.",
      "It is smaller than 30 MB: of a store of more than some hundred thousand attempts it holds a"
        + " part, and says so.",
    ],
    options: [out] + common,
    operands: Operands("STORE"),
    exitStatuses: lookingStatuses,
    examples: [
      .init(line: "mpisum farm report tasks.txt.farm -o report.html", help: "a page to open")
    ],
    run: { options throws(UsageError) in try FarmReportCommand.run(options) })

  private static var lookingStatuses: [ExitStatus.Meaning] {
    [
      .init(.done, "it was printed, or written"),
      .init(.usage, "the command line is wrong"),
      .init(.infrastructureLost, "the store cannot be read, or the result could not be written"),
    ]
  }
}
