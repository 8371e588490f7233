#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads a file record by record, whatever its size and however slowly it grows.
///
/// In memory there is a buffer of 256 KiB, more only while a record is longer.
final class RecordReader {
  /// What the file is called in messages.
  let name: String

  /// The number of the last record, from 1.
  private(set) var number = 0

  /// Whether the last record ended with the terminator; the last of a file may not.
  private(set) var isTerminated = false

  private let descriptor: Int32
  private let terminator: UInt8
  private let mayHoldNull: Bool
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
  /// What has been read and not yet handed out.
  private var start = 0
  private var end = 0
  private var isAtEnd = false

  /// Opens the file; `-` is standard input.
  ///
  /// A null character in a line is refused unless `mayHoldNull`.
  init(
    path: String, isNullSeparated: Bool, mayHoldNull: Bool = false
  ) throws(InputError) {
    self.mayHoldNull = mayHoldNull
    terminator = isNullSeparated ? 0 : UInt8(ascii: "\n")
    if path == "-" {
      name = "standard input"
      descriptor = STDIN_FILENO
    } else {
      name = path
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw InputError("\(path): cannot be opened: \(SystemError.text(errno))")
      }
    }
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
    buffer.deallocate()
  }

  /// The place of the last record, for messages.
  var place: String { place(of: number) }

  /// The place of a record, for messages.
  func place(of number: Int) -> String {
    terminator == 0 ? "\(name): record \(number)" : "\(name):\(number)"
  }

  /// The next record without its terminator, valid until the next call; nil at the end.
  ///
  /// Returns as soon as the record is complete, so that a pipe's first line is not held up by its second.
  func next() throws(InputError) -> UnsafeRawBufferPointer? {
    var searched = start
    while true {
      if let found = firstTerminator(from: searched) {
        return try record(upTo: found, isTerminated: true)
      }
      searched = end
      if isAtEnd {
        return start == end ? nil : try record(upTo: end, isTerminated: false)
      }
      let moved = start
      try makeRoom()
      searched -= moved - start
      try fill()
    }
  }

  /// The next record, without the carriage return that is part of some files' newlines.
  func nextLine() throws(InputError) -> UnsafeRawBufferPointer? {
    guard let record = try next() else { return nil }
    guard terminator != 0, record.last == UInt8(ascii: "\r") else { return record }
    return UnsafeRawBufferPointer(rebasing: record.dropLast())
  }

  private func firstTerminator(from position: Int) -> Int? {
    guard position < end, let base = buffer.baseAddress,
      let found = memchr(base + position, Int32(terminator), end - position)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private func record(
    upTo position: Int, isTerminated: Bool
  ) throws(InputError) -> UnsafeRawBufferPointer {
    var record = UnsafeRawBufferPointer(rebasing: buffer[start..<position])
    start = isTerminated ? position + 1 : position
    number += 1
    self.isTerminated = isTerminated
    if number == 1, record.starts(with: Self.byteOrderMark) {
      record = UnsafeRawBufferPointer(rebasing: record[Self.byteOrderMark.count...])
    }
    // No command and no argument can contain one.
    if terminator != 0, !mayHoldNull, let base = record.baseAddress,
      memchr(base, 0, record.count) != nil
    {
      throw InputError(
        "\(place): a NUL byte in a line; remove it, or use --null if records end with one")
    }
    return record
  }

  /// Bytes of a record; the system's limit for a command is lower, and so is that for a message.
  private static let longest = 16 << 20
  /// What some editors put before UTF-8.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Sees to it that something can be read behind `end`.
  private func makeRoom() throws(InputError) {
    guard end == buffer.count || start == end else { return }
    if start > 0 {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      (start, end) = (0, end - start)
    }
    if end > buffer.count / 2 {
      guard end <= Self.longest else {
        throw InputError(
          "\(name):\(number + 1): longer than \(Self.longest >> 20) MiB, which no command can be; is it"
            + " a list of commands?")
      }
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 2 * buffer.count, alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<end]))
      buffer.deallocate()
      buffer = larger
    }
  }

  /// Reads what there is, and waits until there is something.
  private func fill() throws(InputError) {
    while true {
      let count = read(descriptor, buffer.baseAddress.map { $0 + end }, buffer.count - end)
      if count >= 0 {
        end += count
        isAtEnd = count == 0
        return
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&event, 1, -1)
      default: throw InputError("\(name): cannot be read: \(SystemError.text(errno))")
      }
    }
  }
}
