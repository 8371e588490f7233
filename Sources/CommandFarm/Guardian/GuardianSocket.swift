import CSystem

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The guardian's end of the socket to its rank, which never makes it wait.
struct GuardianSocket {
  /// The socket.
  let descriptor: Int32
  private let events: Int32
  private var reader = FrameReader(size: 64 << 10)
  /// Frames to be sent, the first of them perhaps in part.
  private var outgoing: [UInt8] = []
  private var sent = 0
  /// Since when something is to be sent.
  private(set) var waitingSince = 0.0
  /// Whether it is full: it is waited for until more can be sent.
  private(set) var isAwaitingRoom = false
  private var isGone = false

  /// - Parameters:
  ///   - descriptor: the socket.
  ///   - events: the set in which it is waited for, under the mark 0.
  init(descriptor: Int32, events: Int32) {
    self.descriptor = descriptor
    self.events = events
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = csystem_events_add(events, descriptor, 0, true, false)
  }

  /// The bytes that have not been sent.
  var pending: Int { outgoing.count - sent }

  /// Appends a frame, whose payload a body writes.
  mutating func append(
    _ frame: GuardianFrame, now: Double, _ body: (inout [UInt8]) -> Void = { _ in }
  ) {
    if outgoing.isEmpty { waitingSince = now }
    let position = outgoing.open(frame)
    body(&outgoing)
    outgoing.close(frameAt: position)
  }

  /// Sends what can be sent at once.
  mutating func flush() {
    while pending > 0 && !isGone {
      let count = outgoing.withUnsafeBytes {
        // The address of an array with elements is one.
        send(descriptor, $0.baseAddress.map { $0 + sent }, pending, Int32(MSG_NOSIGNAL))
      }
      if count >= 0 {
        sent += count
      } else if errno != EINTR {
        // Where the rank is gone, its end of the socket tells.
        isGone = errno != EAGAIN
        break
      }
    }
    if pending == 0 || isGone {
      // A flood's memory is not kept.
      outgoing.removeAll(keepingCapacity: outgoing.capacity <= 1 << 20)
      sent = 0
    } else if sent > 1 << 18 {
      outgoing.removeFirst(sent)
      sent = 0
    }
    let isFull = pending > 0
    if isFull != isAwaitingRoom {
      isAwaitingRoom = isFull
      _ = csystem_events_change(events, descriptor, 0, true, isFull)
    }
  }

  /// Reads what has come.
  ///
  /// - Returns: false when the rank is gone.
  mutating func receive() -> Bool {
    let count = reader.fill(from: descriptor)
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  /// The next frame that has come.
  mutating func next() -> (frame: GuardianFrame, payload: ArraySlice<UInt8>)? { reader.next() }
}
