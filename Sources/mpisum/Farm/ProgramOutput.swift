import Glibc

/// What another program prints.
enum ProgramOutput {
  /// More than that nobody asked for.
  private static let greatestLength = 1 << 20

  /// Runs a program, found on the path, and returns what it wrote to standard output.
  ///
  /// Only for processes that have not started MPI, or have ended it.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - seconds: how long it may take; then it is killed.
  /// - Returns: the text; nil if there is no such program, or it fails or takes too long.
  static func text(_ command: [String], limit seconds: Double) -> String? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let process = start(command, output: ends[1])
    close(ends[1])
    guard let process else { return nil }

    let deadline = ContinuousClock.now + .seconds(seconds)
    let bytes = read(ends[0], until: deadline)
    if bytes == nil { kill(process, SIGKILL) }
    let status = wait(for: process, until: deadline)
    guard let bytes, status == 0 else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Starts a program with a descriptor for standard output and nothing else.
  private static func start(_ command: [String], output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let arguments = CStrings(command)
    var process: pid_t = 0
    guard posix_spawnp(&process, command[0], &actions, nil, arguments.pointers, environ) == 0 else {
      return nil
    }
    return process
  }

  /// Reads to the end; nil if that is not reached in time.
  private static func read(_ file: Int32, until deadline: ContinuousClock.Instant) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let rest = (deadline - .now) / .milliseconds(1)
      guard rest > 0, bytes.count < greatestLength else { return nil }
      var entry = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, Int32(rest.rounded(.up))) > 0 else { continue }
      let count = Glibc.read(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count > 0 { bytes += buffer[..<count] } else if errno != EINTR { return nil }
    }
  }

  /// Waits for a process, which is killed at the deadline; its exit status as `wait` has it.
  private static func wait(
    for process: pid_t, until deadline: ContinuousClock.Instant
  ) -> Int32 {
    var status: Int32 = -1
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process || (ended < 0 && errno != EINTR) { return ended < 0 ? -1 : status }
      if ContinuousClock.now >= deadline { kill(process, SIGKILL) }
      usleep(1_000)
    }
  }
}
