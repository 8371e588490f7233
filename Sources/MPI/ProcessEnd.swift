// Swift takes C's streams for variables that anybody may change.
#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// Writes what C's standard output still holds.
///
/// Not all streams: one that a thread is reading from is locked for as long as nothing comes.
func flushStandardOutput() { _ = fflush(stdout) }

/// Writes one line to standard error in one piece, so that lines of several ranks do not mix.
package func writeErrorLine(_ line: String) {
  var bytes = Array(line.utf8)
  bytes.append(UInt8(ascii: "\n"))
  _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// Ends the process with its clean-up.
func exitProcess(status: Int32) -> Never { exit(status) }

/// Ends the process without running its clean-up, which may want an MPI that is no more.
func exitWithoutCleanUp(status: Int32) -> Never { _exit(status) }

/// Has a body of code run when the process ends in good order.
func atEndOfProcess(_ body: @convention(c) () -> Void) { _ = atexit(body) }

/// Waits, where another process has to be let go first.
func pause(milliseconds: UInt32) { _ = usleep(milliseconds * 1000) }

/// A variable of the process's environment.
func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  return String(cString: value)
}
