import Summation

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The file that holds a checkpoint, for the root alone.
public struct CheckpointFile: Sendable {
  /// Why a file cannot be used, in one line for the user.
  public struct Failure: Error, CustomStringConvertible {
    /// What was wrong and what would be right.
    public let description: String
  }

  /// Where it is.
  public let path: String

  /// What it is written as before it replaces the file: nobody else's, should a killed job still be there.
  private let draft: String

  /// The file at a path, which need not be there.
  public init(path: String) {
    self.path = path
    draft = "\(path).\(String(UInt32.random(in: 0 ... .max), radix: 36)).new"
  }

  /// Whether it is there.
  public var exists: Bool { access(path, F_OK) == 0 }

  /// Takes it away.
  public func remove() { unlink(path) }

  /// Takes away what killed runs have left of writing it.
  func removeDrafts() {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let stream = opendir(directory) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let other = withUnsafePointer(to: &entry.pointee.d_name) { text in
        text.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      // The name, a point, up to seven digits, and `.new`.
      let rest = other.dropFirst(name.count)
      if other.hasPrefix(name), rest.hasPrefix("."), rest.hasSuffix(".new"),
        (6...12).contains(rest.count),
        rest.dropFirst().dropLast(4).allSatisfy({ $0.isLetter || $0.isNumber })
      {
        unlink(directory + "/" + other)
      }
    }
  }

  /// Replaces the file in one step: whatever happens, it holds a whole checkpoint, this one or that before.
  func write(_ checkpoint: Checkpoint) throws(Failure) {
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure("write") }
    let isWritten = checkpoint.bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let count = writeSome(file, piece.baseAddress, piece.count)
        if count < 0 && errno != EINTR { return false }
        rest = rest.dropFirst(max(0, count))
      }
      // Else a power cut might leave the new name without the data.
      return fsync(file) == 0
    }
    let isReplaced = close(file) == 0 && isWritten && rename(draft, path) == 0
    guard isReplaced else {
      let error = failure("write")
      unlink(draft)
      throw error
    }
    syncDirectory()
  }

  /// What the file holds.
  func read() throws(Failure) -> Checkpoint {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("read") }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Self.readSome(file, &buffer)
      if count == 0 { break }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("read") }
      bytes += buffer[..<count]
    }
    guard let checkpoint = Checkpoint(bytes: bytes) else {
      throw Failure(description: "\(path) is no checkpoint of mpisum, or is damaged")
    }
    return checkpoint
  }

  /// Has the new name survive a power cut, too.
  private func syncDirectory() {
    let file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if file >= 0 {
      fsync(file)
      close(file)
    }
  }

  /// The directory that it is in.
  private var directory: String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return parts.isEmpty ? "." : parts.joined(separator: "/") + "/"
  }

  private func failure(_ verb: String) -> Failure {
    Failure(description: "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
  }

  private static func readSome(_ file: Int32, _ buffer: inout [UInt8]) -> Int {
    #if canImport(Musl)
      Musl.read(file, &buffer, buffer.count)
    #else
      Glibc.read(file, &buffer, buffer.count)
    #endif
  }
}

private func writeSome(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Musl)
    Musl.write(file, bytes, count)
  #else
    Glibc.write(file, bytes, count)
  #endif
}
