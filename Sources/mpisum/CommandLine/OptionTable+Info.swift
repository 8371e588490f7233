/// The command that says where ranks run.
extension OptionTable {
  static let wantedThreads = Option(
    "threads", short: "t", argument: "T", help: "Say also where a rank could not use T threads")

  static let info = Command(
    name: "info", isDefault: false,
    purpose: "Show what each rank may use, and what is wrong with that.",
    paragraphs: [
      "Start it as the job that it is asked for. For each rank: the host, the threads that --threads"
        + " auto would give it and what sets them, its cores, its affinity and whether a launcher"
        + " bound it, the control group's quota, memory, the MPI library, the launcher, the level of"
        + " threads and the place for temporary files. What is the same on all ranks is said once.",
      "Below stands what is wrong: the launcher of another MPI library, more ranks than cores, fewer"
        + " cores than --threads, OMP_NUM_THREADS or SLURM_CPUS_PER_TASK want, cores that no rank is"
        + " bound to, scratch that cannot be written, ranks that run different programs.",
    ],
    options: [wantedThreads, json] + common,
    operands: nil,
    exitStatuses: [
      .init(.done, "it was printed, whatever is wrong"),
      .init(.usage, "the command line is wrong, or the launcher is that of another MPI library"),
      .init(.infrastructureLost, "the result could not be written, or a rank was lost"),
    ],
    examples: [
      .init(line: "mpirun -np 4 mpisum info", help: "what four ranks may use here"),
      .init(line: "srun -n 2 -c 8 mpisum info --threads 8", help: "whether eight threads fit"),
    ],
    run: { options throws(UsageError) in try InfoCommand.run(options) })
}
