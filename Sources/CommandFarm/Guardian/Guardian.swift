import CSystem
import Synchronization

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The process that starts a rank's commands for it.
///
/// It is forked off at the very start, before the rank has threads and before MPI is initialised, since no
/// process that has called MPI may fork. It never outlives its rank, and the commands never outlive it.
///
///     let guardian = try Guardian.start()   // the first thing that the program does
///     try withMPI { world in … CommandRunner(guardian, …) … }
public final class Guardian: Sendable {
  /// The rank's end of the socket.
  let socket: Int32
  /// The guardian's process.
  let process: Int32
  /// The number of the guardian's process, for tests.
  package var processID: Int32 { process }
  private let isEnded = Mutex(false)

  private init(socket: Int32, process: Int32) {
    self.socket = socket
    self.process = process
  }

  /// Starts a guardian for this process, which must have no other thread.
  ///
  /// The process becomes the one that inherits its descendants' orphans.
  ///
  /// - Throws: what the system says if it has no process to give.
  public static func start() throws(GuardianError) -> Guardian {
    guard SmallFile.names(in: "/proc/self/task").filter({ !$0.hasPrefix(".") }).count <= 1 else {
      throw GuardianError("commands can be run only if nothing was started before, not a thread")
    }
    // The guardian cannot see the environment that the launcher had later on: it may be gone.
    let launcher = getppid()
    guard csystem_become_subreaper() == 0 else {
      throw GuardianError("this process cannot adopt orphans", errno: errno)
    }
    var ends: [Int32] = [-1, -1]
    #if canImport(Musl)
      let kind = SOCK_STREAM | SOCK_CLOEXEC
    #else
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw GuardianError("no socket can be made", errno: errno)
    }
    let process = csystem_fork()
    if process == 0 {
      guard csystem_become_guardian(ends[1], "mpisum-guardian") == 0 else { _exit(1) }
      GuardianLoop(socket: 3, launcher: TaskEnvironment.ofProcess(launcher)).run()
    }
    let error = errno
    close(ends[1])
    guard process > 0 else {
      close(ends[0])
      throw GuardianError("no process can be started", errno: error)
    }
    return Guardian(socket: ends[0], process: process)
  }

  /// Lets the guardian end, and everything that it has started, and waits for that.
  ///
  /// Not while commands are running that are to be finished. May be called again.
  public func end() {
    let isFirst = isEnded.withLock { isEnded in
      defer { isEnded = true }
      return !isEnded
    }
    guard isFirst else { return }
    shutdown(socket, Int32(SHUT_RDWR))
    wait()
    close(socket)
  }

  /// Waits until the guardian's process has ended, and with it the relation to its children.
  func wait() {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR { continue }
  }

  /// Sends bytes to the guardian; it is always ready to take them.
  ///
  /// - Returns: false if it is gone.
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        write($0.baseAddress.map { $0 + sent }, bytes.count - sent)
      }
      if count >= 0 {
        sent += count
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  private func write(_ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Musl)
      Musl.send(socket, bytes, count, Int32(MSG_NOSIGNAL))
    #else
      Glibc.send(socket, bytes, count, Int32(MSG_NOSIGNAL))
    #endif
  }
}
