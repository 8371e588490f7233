public import Foundation

/// A command that runs beside the test, which may look at it, signal it and wait for its end.
///
/// It runs under `timeout`, so that nothing hangs: a command that takes too long has status 124, or 137
/// if it has to be killed the hard way.
public final class RunningJob {
  private let process = Process()
  private let files: [URL]
  /// Where a test writes what the command is to read, if it asked for that.
  public let input: FileHandle?

  /// Starts a command.
  ///
  /// - Parameters:
  ///   - command: the program, found on the path, and its arguments.
  ///   - folder: where its outputs are kept.
  ///   - directory: where it runs.
  ///   - environment: variables to set beside those that a launcher wants.
  ///   - isFed: whether its standard input is ``input``, or else empty.
  ///   - seconds: how long it may take.
  /// - Throws: what Foundation says if it cannot be started.
  public init(
    _ command: [String], folder: URL, directory: URL, environment: [String: String],
    isFed: Bool = false, limit seconds: Int
  ) throws {
    // Files, not pipes: a pipe that nobody empties would block the job.
    let name = UUID().uuidString
    files = ["out", "err"].map { folder.appendingPathComponent("\(name).\($0)") }
    for file in files { try Data().write(to: file) }
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "--verbose", "-k", "5", "\(seconds)"] + command
    process.currentDirectoryURL = directory
    process.environment = Job.environment.merging(environment) { $1 }
    let pipe = isFed ? Pipe() : nil
    input = pipe?.fileHandleForWriting
    if let pipe {
      process.standardInput = pipe.fileHandleForReading
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    // A thread of a pool blocks most signals, and a program inherits that from the thread that starts it.
    var none = sigset_t()
    var blocked = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &blocked)
    defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    try process.run()
    try pipe?.fileHandleForReading.close()
  }

  /// The process that holds the command under its time limit; the command is its child.
  public var processID: Int32 { process.processIdentifier }

  /// Whether it has not ended.
  public var isRunning: Bool { process.isRunning }

  /// What has come on standard output so far.
  public var outputBytes: Data { (try? Data(contentsOf: files[0])) ?? Data() }

  /// What has come on standard output so far, as text.
  public var output: String { String(decoding: outputBytes, as: UTF8.self) }

  /// What has come on standard error so far.
  public var errors: String {
    String(decoding: (try? Data(contentsOf: files[1])) ?? Data(), as: UTF8.self)
  }

  /// Waits for the end.
  ///
  /// - Returns: the command's status.
  @discardableResult public func wait() -> Int32 {
    // Not `waitUntilExit`, which runs the thread's run loop.
    while process.isRunning { usleep(5_000) }
    return process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
  }
}
