/// The command that makes a store out of another program's log. It starts no MPI.
extension OptionTable {
  static let importStore = Option(
    "store", argument: "FILE", isPath: true, help: "Write the store FILE, which must not exist")
  static let importDirectory = Option(
    "directory", argument: "DIR", isPath: true,
    help: "Take DIR for the directory that the tasks ran in; the farm's has to be the same",
    standard: ".")

  static let farmImport = Command(
    name: "farm import", isDefault: false,
    purpose: "Make a store out of a log of GNU parallel or disBatch.",
    paragraphs: [
      "LOG is what GNU parallel wrote for --joblog, or disBatch's ..._status.txt ('-': standard"
        + " input). 'mpisum farm --resume' with the new store then leaves alone what has ended there,"
        + " --resume-failed only what has succeeded. Tasks are matched by their commands.",
      "In a job log the last line of a task counts. In a status file a success does, and a task whose"
        + " node was lost is run again; a line that was cut short at the end is left out. If any"
        + " other line is wrong, nothing is written.",
    ],
    options: [importStore, importDirectory] + common,
    operands: Operands("LOG"),
    exitStatuses: [
      .init(.done, "the store was written"),
      .init(.usage, "the command line or the log is wrong, or the store exists"),
      .init(.infrastructureLost, "the store could not be written"),
    ],
    examples: [
      .init(
        line: "mpisum farm import tasks.log --store tasks.txt.farm",
        help: "then: mpirun -np 4 mpisum farm --resume-failed tasks.txt")
    ],
    run: { options throws(UsageError) in try FarmImportCommand.run(options) })
}
