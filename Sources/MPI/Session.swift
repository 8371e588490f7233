import CMPI

/// The two ends of MPI's life in a process.
package enum Session {
  /// Initialises MPI, makes its errors return, and checks what the library and the launcher gave.
  ///
  /// Does not return when MPI is not to be had as asked for.
  static func start(threads: ThreadLevel, checksLauncher: Bool = true) {
    precondition(!cmpi_initialized(), "MPI is initialised once in the life of a process")
    var level: Int32 = 0
    let result = LibraryExit.explained { cmpi_init_thread(threads.rawValue, &level) }
    guard result == 0 else {
      refuse("\(MPIError(rawValue: result, function: "MPI_Init_thread"))", status: brokenStatus)
    }
    _ = cmpi_comm_return_errors(cmpi_comm_world())
    _ = cmpi_comm_return_errors(cmpi_comm_self())

    let world = Communicator.world
    if checksLauncher, let complaint = LauncherCheck.complaint(worldSize: world.size) {
      if !LauncherCheck.isSpeaker { pause(milliseconds: LauncherCheck.patience) }
      refuse(
        LauncherCheck.isSpeaker ? complaint : nil, status: LauncherCheck.exitStatus)
    }
    let provided = ThreadLevel(rawValue: level) ?? .single
    if provided < threads {
      let library = Environment.libraryName
      refuse(
        world.rank == 0
          ? "\(library) offers the thread level \(provided), the program needs \(threads)" : nil,
        status: brokenStatus)
    }
  }

  /// Initialises MPI for the rest of the process's life, for a program whose end is not its own,
  /// such as a test runner.
  package static func startForProcess(threads: ThreadLevel) {
    start(threads: threads)
    atEndOfProcess { Session.finish() }
  }

  /// Finalises MPI, once nothing is under way that nobody waits for.
  static func finish() {
    AbandonedOperations.finish()
    _ = cmpi_finalize()
  }

  /// The exit status where MPI itself is not what the program needs.
  private static let brokenStatus: Int32 = 5

  /// How long a rank waits for another that has the same error to end the job.
  private static let patience: UInt32 = 5000

  /// Ends the job with an error that a rank could not handle: its text, then `MPI_Abort`.
  static func fail(_ error: some Error, status: Int32) -> Never {
    if let error = error as? any ReportedElsewhere, error.isReportedElsewhere {
      flushStandardOutput()
      // Not long in practice: the end of the job is the end of this rank.
      pause(milliseconds: patience)
    }
    writeErrorLine("\(place()): \(error)")
    abort(status: status)
  }

  /// How long a rank waits between its last words and `MPI_Abort`: a launcher that is told to end
  /// the job drops what it has not yet read from the rank's pipes (seen with MPICH's).
  private static let lastWords: UInt32 = 200

  /// Ends the job, after what C's standard output still holds.
  ///
  /// Of the world, whichever communicator it was asked of: MPICH's launcher loses the status of an
  /// abort of `MPI_COMM_SELF`.
  static func abort(status: Int32) -> Never {
    flushStandardOutput()
    pause(milliseconds: lastWords)
    _ = cmpi_abort(cmpi_comm_world(), status)
    exitWithoutCleanUp(status: status)
  }

  /// Which rank this is, for a message.
  private static func place() -> String {
    let world = Communicator.world
    return "rank \(world.rank) of \(world.size) on \(Environment.processorName)"
  }

  /// Ends this process before the program has begun.
  private static func refuse(_ message: String?, status: Int32) -> Never {
    if let message { writeErrorLine(message) }
    Environment.exit(status: status)
  }
}
