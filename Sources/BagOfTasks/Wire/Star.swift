import MPI

/// The messages between the root and the other ranks, which never talk among themselves.
///
/// Nothing here waits: a send goes on by itself, and a receive takes what has come.
struct Star: ~Copyable {
  /// What a message belongs to: its tag.
  enum Channel: Int {
    /// The beginning of a bag. A rank may come to the next bag, and say hello, while the root is still
    /// waiting for others' last words in this one.
    case hello = 1
    /// All else.
    case work
  }

  let communicator: Communicator
  private var sends = RequestSet<UInt8>()

  /// On a duplicate of a communicator, so that no message of the user's can be taken for one of ours.
  ///
  /// - Important: Collective the first time on a communicator.
  init(on communicator: borrowing Communicator) throws(MPIError) {
    self.communicator = try communicator.privateDuplicate()
  }

  /// Sends a message.
  mutating func send(
    _ message: [UInt8], to rank: Int, on channel: Channel = .work
  ) throws(MPIError) {
    var request = try communicator.immediateSend(message, to: rank, tag: channel.rawValue)
    // A short message is gone at once.
    if try request.test() {
      _ = try request.wait()
    } else {
      sends.insert(request)
    }
  }

  /// Sends a frame without payload, or with a text.
  mutating func send(_ frame: Frame, text: String = "", to rank: Int) throws(MPIError) {
    var message: [UInt8] = []
    message.append(frame, text: text)
    try send(message, to: rank)
  }

  /// The next message, if one has come.
  func receive(
    on channel: Channel = .work
  ) throws(MPIError) -> (rank: Int, message: [UInt8])? {
    guard let message = try communicator.immediateMatchedProbe(from: nil, tag: channel.rawValue)
    else {
      return nil
    }
    let rank = message.status.source
    return (rank, try message.receiveBytes(asArrayOf: UInt8.self))
  }

  /// Frees the buffers of messages that are gone.
  ///
  /// - Returns: whether all are gone.
  mutating func progress() throws(MPIError) -> Bool {
    while try sends.testAny() != nil {}
    return sends.isEmpty
  }
}
