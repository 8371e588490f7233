/// Initialises MPI, runs a body of code, finalises MPI.
///
///     withMPI { world in
///       print("hello from \(world.rank) of \(world.size)")
///     }
///
/// An error that leaves the body is printed as one line, `rank 2 of 4 on node7: ...`, and ends the
/// whole job with `failureStatus`: the other ranks would otherwise wait for this one for ever. To end a
/// job in good order with a status of its own, return the status from the body on every rank and
/// exit with it, or call ``Environment/exit(status:)``.
///
/// A program that was started by another MPI library's launcher ends with status 2 and a message
/// instead of running as so many ranks 0 of 1; one that asks for a thread level that the library does
/// not have ends with status 5. MPI's errors are returned, hence thrown, on all communicators.
///
/// - Parameters:
///   - threads: what the program's threads will do with MPI.
///   - failureStatus: the status with which an error that leaves the body ends the job.
///   - body: the program; it is given the communicator of all ranks.
/// - Returns: what the body returns.
/// - Important: Collective, and once in the life of a process, from the main thread. The
///   corresponding C calls are `MPI_Init_thread` and `MPI_Finalize`.
public func withMPI<R: ~Copyable>(
  threads: ThreadLevel = .single,
  failureStatus: Int32 = 1,
  _ body: (borrowing Communicator) throws -> R
) -> R {
  Session.start(threads: threads)
  return withStartedMPI(failureStatus: failureStatus, body)
}

/// The same for a program that wants to say itself that its launcher is another library's.
///
/// - Parameters:
///   - threads: what the program's threads will do with MPI.
///   - failureStatus: the status with which an error that leaves the body ends the job.
///   - body: the program; it is given the communicator of all ranks, and what is wrong with the launcher.
/// - Returns: what the body returns.
package func withMPIUnderAnyLauncher<R: ~Copyable>(
  threads: ThreadLevel = .single,
  failureStatus: Int32 = 1,
  _ body: (borrowing Communicator, String?) throws -> R
) -> R {
  Session.start(threads: threads, checksLauncher: false)
  let complaint = LauncherCheck.complaint(worldSize: Communicator.world.size)
  return withStartedMPI(failureStatus: failureStatus) { world in try body(world, complaint) }
}

private func withStartedMPI<R: ~Copyable>(
  failureStatus: Int32, _ body: (borrowing Communicator) throws -> R
) -> R {
  do {
    let result = try body(.world)
    Session.finish()
    return result
  } catch {
    Session.fail(error, status: failureStatus)
  }
}
