import CSystem

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One of the two streams that an attempt writes: the reading end of a pipe, and what has come and not yet
/// been passed on.
struct AttemptStream {
  /// The pipe's reading end; -1 when it is closed.
  private(set) var descriptor: Int32
  /// What is held back: most commands write little, and need no message of their own for it.
  private(set) var held: [UInt8] = []
  /// Since when there is something.
  private(set) var heldSince = 0.0
  /// The bytes that the attempt has written.
  private(set) var written = 0
  /// How many more are to be kept.
  private var room: Int

  /// - Parameters:
  ///   - descriptor: the reading end of the attempt's pipe.
  ///   - limit: how many bytes are kept; nil for all.
  init(descriptor: Int32, limit: Int?) {
    self.descriptor = descriptor
    room = limit ?? .max
  }

  /// How a look into the pipe ended.
  enum Reading {
    /// There was something.
    case some
    /// There is nothing at the moment.
    case none
    /// The pipe has been closed by all who could write to it.
    case end
  }

  /// Reads once.
  ///
  /// - Parameters:
  ///   - space: where the bytes pass through.
  ///   - now: the time.
  /// - Returns: whether there was something.
  mutating func read(through space: UnsafeMutableRawBufferPointer, now: Double) -> Reading {
    let wanted = min(space.count, Self.frame - held.count)
    let count = Self.read(descriptor, space.baseAddress, wanted)
    guard count > 0 else {
      return count < 0 && (errno == EAGAIN || errno == EINTR) ? .none : .end
    }
    written += count
    let kept = min(count, room)
    if kept > 0 {
      if held.isEmpty { heldSince = now }
      held.append(contentsOf: space[..<kept])
      room -= kept
    }
    return .some
  }

  /// Whether there is so much that it should be passed on.
  var isFull: Bool { held.count > Self.keptBack }

  /// Takes what is held.
  mutating func take() -> [UInt8] {
    defer { held = [] }
    return held
  }

  /// Closes the pipe.
  ///
  /// - Parameter set: what it is to be taken out of; nil if it is in none.
  mutating func close(_ set: Int32?) {
    guard descriptor >= 0 else { return }
    if let set { _ = csystem_events_remove(set, descriptor) }
    Self.close(descriptor)
    descriptor = -1
  }

  private static func read(
    _ descriptor: Int32, _ space: UnsafeMutableRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Musl)
      Musl.read(descriptor, space, count)
    #else
      Glibc.read(descriptor, space, count)
    #endif
  }

  private static func close(_ descriptor: Int32) {
    #if canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
  }

  /// What may travel with the attempt's end.
  private static let keptBack = 32 << 10
  private static let frame = 64 << 10
}
