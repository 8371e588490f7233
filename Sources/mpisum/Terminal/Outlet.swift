import Glibc

/// Standard output or standard error, written without waiting for whoever reads it.
struct Outlet {
  private let descriptor: Int32
  /// How much may be written at a time so that the system does not keep the writer waiting.
  private let stride: Int
  /// What could not be written yet.
  private var kept: [UInt8] = []
  private var start = 0
  /// Why nothing more can be written; 0 while that is not so.
  private(set) var failure: Int32 = 0

  init(_ stream: StandardStream) {
    descriptor = stream.rawValue
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    // What has room for anything has room for so much: pipe(7).
    stride = isFile ? .max : Int(PIPE_BUF)
  }

  /// Whether all that was taken has been written, or never will be.
  var isEmpty: Bool { start == kept.count }

  /// Takes bytes, and writes as many as it can at once.
  mutating func write(_ bytes: UnsafeRawBufferPointer) {
    flush()
    guard failure == 0 else { return }
    let written = isEmpty ? writeNow(bytes) : 0
    guard failure == 0, written < bytes.count else { return }
    if isEmpty { (kept, start) = ([], 0) }
    kept.append(contentsOf: bytes[written...])
  }

  /// Writes as much of what was taken as it can at once.
  mutating func flush() {
    guard !isEmpty else { return }
    let rest = kept
    start += rest.withUnsafeBytes { writeNow(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    if isEmpty || failure != 0 { (kept, start) = ([], 0) }
  }

  private mutating func writeNow(_ bytes: UnsafeRawBufferPointer) -> Int {
    var position = 0
    while position < bytes.count {
      let count = min(stride, bytes.count - position)
      if stride < .max {
        var event = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&event, 1, 0) > 0 else { return position }
      }
      let written = Glibc.write(descriptor, bytes.baseAddress.map { $0 + position }, count)
      if written > 0 {
        position += written
      } else if errno == EAGAIN {
        return position
      } else if errno != EINTR {
        failure = errno
        return position
      }
    }
    return position
  }

  /// Waits until something can be written, at most some seconds.
  func wait(_ seconds: Double) {
    var event = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&event, 1, Int32(seconds * 1e3))
  }
}
