import CommandFarm

/// The command that runs a bag of shell commands.
extension OptionTable {
  // MARK: Input

  static let argFile = Option(
    "arg-file", short: "a", argument: "FILE", isPath: true,
    help: "Take the template's values from the lines of FILE, or of standard input if it is '-';"
      + " repeat it for all combinations", isRepeatable: true)
  static let null = Option(
    "null", short: "0",
    help: "End the records of files with a null character instead of a newline, so that a command"
      + " may have several lines")
  static let colsep = Option(
    "colsep", argument: "S", help: "Split lines at S into the columns {1}, {2}...; '\\t' is a tab")
  static let csvInput = Option(
    "csv", help: "Read lines as comma-separated values (RFC 4180) into the columns {1}, {2}...")
  static let header = Option(
    "header", help: "Take the first line for the names of the columns: {name}")
  static let noQuote = Option(
    "no-quote", help: "Put values into the template as they are, not quoted for the shell")
  static let dryRun = Option(
    "dry-run", help: "Print the commands, one a line, and run nothing; needs no MPI")

  static let order = Option(
    "order", argument: "FILE|longest", isPath: true,
    help: "Start the tasks that took longest first: in the farm of another store FILE, by their"
      + " commands, or with the word longest in this farm's own store; time= and --task-time speak"
      + " for tasks that are not there, and those of which nothing is known come before all others."
      + " The tasks are read up to a barrier or the end before one is started")

  // MARK: Tasks

  static let slots = Option(
    "slots", short: "j", argument: "N", words: ["auto"],
    help: "Run N tasks at a time in each rank; auto is the rank's cores divided by --cpus",
    standard: "auto")
  static let cpus = Option(
    "cpus", short: "c", argument: "N", help: "Give each task N cores, and OMP_NUM_THREADS=N",
    standard: "1")
  static let memory = Option(
    "memory", argument: "SIZE",
    help: "Expect a task to use SIZE of memory, such as 4GB: --slots auto is then no more than fits"
      + " into the rank's part of what its node, control group or job has")
  static let directory = Option(
    "directory", argument: "DIR", isPath: true, help: "Run the tasks in DIR", standard: ".")
  static let scratch = Option(
    "scratch", argument: "DIR", isPath: true,
    help: "Make the tasks' scratch directories in DIR instead of $SLURM_TMPDIR, $TMPDIR or /tmp")
  static let keepScratch = Option(
    "keep-scratch", help: "Leave the tasks' scratch directories where they are")

  // MARK: Store

  static let store = Option(
    "store", argument: "FILE", isPath: true,
    help: "Record everything in FILE (default: the task file's name with .farm behind it, or"
      + " mpisum.farm)")
  static let resume = Option(
    "resume", help: "Go on with the store, if there is one: run what has not ended and what is new")
  static let resumeFailed = Option(
    "resume-failed", help: "Go on with the store, and run again what failed or was skipped")
  static let durable = Option(
    "durable", help: "Have every result on the disk at once, not within a second")
  static let outputLimit = Option(
    "output-limit", argument: "SIZE",
    help: "Keep no more than SIZE of a task's standard output, and of its standard error, such as"
      + " 64KiB or 1GB")

  // MARK: Failure policy

  static let retries = Option(
    "retries", argument: "N",
    help: "Run a task that fails up to N times more, on another node where there is one",
    standard: "0")
  static let retryIf = Option(
    "retry-if", argument: "LIST",
    help: "Retry these failures only: exit, exit:75, exit:1-9, signal, signal:KILL, timeout, with"
      + " commas between them")
  static let timeout = Option(
    "timeout", argument: "TIME",
    help: "End a task that takes longer than TIME, such as 90, 5m or 1h30m, or than a percentage of"
      + " the median, such as 300%")
  static let termSeq = Option(
    "term-seq", argument: "LIST",
    help: "End tasks with these signals, and wait so many milliseconds after each",
    standard: "TERM,200,TERM,100,TERM,50,KILL,25")
  static let halt = Option(
    "halt", argument: "WHEN,WHY=N",
    help: "Give up now (end what runs) or soon (let it finish) after N or N% of the tasks fail,"
      + " success or done, such as now,fail=1", standard: "never")
  static let quarantine = Option(
    "quarantine", argument: "N",
    help: "Give a node nothing more when N different tasks have failed on it in a row; 0: never",
    standard: "3")
  static let exitStyle = Option(
    "exit", argument: "STYLE", words: FarmOptions.ExitStyle.allCases.map(\.rawValue),
    help: "End with mpisum's exit status, or gnu: the number of failed tasks, at most 101",
    standard: "mpisum")

  // MARK: Time

  static let timeLimit = Option(
    "time-limit", argument: "TIME", help: "Be over in TIME from now, with work left if need be")
  static let until = Option(
    "until", argument: "MOMENT",
    help: "Be over at MOMENT: 18:30, 2026-01-31T18:30, with Z or +01:00 behind it, or"
      + " @SECONDS since 1970")
  static let taskTime = Option(
    "task-time", argument: "TIME",
    help: "Expect a task to take TIME, until some have shown it; what would not finish is not"
      + " started")
  static let grace = Option(
    "grace", argument: "TIME",
    help: "End what is still running TIME before the end; at most a quarter of what is left at the"
      + " start",
    standard: "30s")

  // MARK: Output

  static let keepOrder = Option(
    "keep-order", short: "k",
    help: "Print outputs in the order of the input, not in that of completion")
  static let tag = Option(
    "tag", help: "Begin each line of output with the task's values, or its command, and a tab")
  static let quiet = Option(
    "quiet", short: "q", help: "Print no outputs; the store has them all the same")
  static let farmProgress = Option(
    "progress", argument: "WHEN", words: FarmOptions.Progress.allCases.map(\.rawValue),
    help: "Show a progress line on standard error: auto, if that is a terminal; always; never",
    standard: "auto")
  static let farmJSON = Option(
    "json", help: "Print one JSON object on one line instead of outputs and summary")

  // MARK: Command

  static let farm = Command(
    name: "farm", isDefault: false,
    purpose: "Run a bag of shell commands on all ranks' cores, with nothing lost.",
    paragraphs: [
      "TASKFILE has a command a line ('-': standard input); blank lines and lines that begin with #"
        + " are skipped. A line '#mpisum: name=a after=b,c cpus=2 timeout=5m retries=3 time=1m'"
        + " speaks of the command below it, '#mpisum: barrier' waits for all above.",
      "TEMPLATE is one quoted word. Its placeholders are those of GNU parallel: {} {.} {/} {//} {/.}"
        + " {#} {%} {1} {2.} and {name}; values follow ':::', files with values '::::'. All"
        + " combinations of several sources are run; ':::+' and '::::+' go along with the source"
        + " before them. After the first of these words nothing is an option. A task file named"
        + " \(farmWords.dropLast().joined(separator: ", ")) or \(farmWords.last ?? "") is written"
        + " ./\(farmWords[0]).",
      "Everything is recorded in one SQLite file, the store: every attempt, its end and its output."
        + " After whatever ended the farm, the same command with --resume goes on; a job script can"
        + " always have it. Tasks are matched by their commands, so the list may have changed.",
      "A task runs in a process group of its own, with empty standard input, without a shell where"
        + " it needs none, on cores of its own. It finds MPISUM_TASK_ID, MPISUM_TASK_NAME,"
        + " MPISUM_ATTEMPT, MPISUM_SLOT, MPISUM_RANK, MPISUM_HOST, MPISUM_CPUS and MPISUM_SCRATCH, a"
        + " directory that is removed afterwards.",
      "The farm ends in time for its Slurm or PBS job. SIGUSR1 lets what runs finish and starts"
        + " nothing more, and so does a file STORE.drain; SIGTERM and SIGINT stop it at once."
        + " Launchers may replace the exit status: 'mpisum farm status STORE' ends with it.",
    ],
    options: [
      argFile, null, colsep, csvInput, header, noQuote, dryRun, order, slots, cpus, directory,
      scratch,
      memory, keepScratch, store, resume, resumeFailed, durable, outputLimit, retries, retryIf,
      timeout,
      termSeq, halt, quarantine, exitStyle, timeLimit, until, taskTime, grace, keepOrder, tag,
      quiet, farmProgress, farmJSON,
    ] + common,
    operands: Operands(
      "TASKFILE", "'TEMPLATE' ::: VALUE...", "'TEMPLATE' :::: FILE...",
      "--arg-file FILE 'TEMPLATE'", hasValueMarks: true),
    exitStatuses: [
      .init(.done, "all tasks have succeeded"),
      .init(.tasksFailed, "some tasks failed, or were skipped because one before them did"),
      .init(
        .usage,
        "the command line or the task list is wrong, or the launcher is that of another MPI"
          + " library; nothing more was started"),
      .init(.halted, "--halt ended the farm"),
      .init(.workLeft, "the time was up, or the farm was told to stop, with work left"),
      .init(.infrastructureLost, "a rank or the store was lost"),
    ],
    examples: [
      .init(line: "mpirun -np 4 mpisum farm tasks.txt", help: "the commands in tasks.txt"),
      .init(
        line: "mpirun -np 4 mpisum farm 'sim --x {1} --seed {2}' ::: 0.1 0.2 ::: 1 2 3",
        help: "six tasks"),
      .init(
        line: "srun mpisum farm --resume --retries 2 --timeout 1h tasks.txt",
        help: "in a job script that may be submitted again and again"),
      .init(
        line: "mpirun -np 4 mpisum farm --order old.txt.farm tasks.txt",
        help: "first what took longest the last time"),
      .init(
        line: "mpisum farm --csv --header -a runs.csv --dry-run 'sim {case} {angle}'",
        help: "what the lines of a table would run"),
    ],
    run: { options throws(UsageError) in try FarmCommand.run(options) })
}
