/// The head of a message between a rank and its guardian: 16 bytes, followed by the payload.
struct GuardianFrame {
  /// What it says.
  enum Kind: UInt8 {
    // From the rank.

    /// Comes first. Payload: a ``GuardianSetup``.
    case setup
    /// Run a command. Payload: an ``AttemptOrder``.
    case launch
    /// End the attempts with ids from this one to the payload's, or do not start them.
    case cancel
    /// Do not start the attempts with ids from this one to the payload's.
    case withdraw

    // From the guardian.

    /// Where the directories for temporary files are, for the case that the guardian dies.
    case scratch
    /// An attempt has been running for a while.
    case started
    /// What an attempt wrote.
    case output
    /// An attempt has ended. Payload: when it was started, how long it ran, an ``AttemptEnd``.
    case ended
    /// An attempt will not be started, as the rank wished.
    case dropped
    /// An attempt cannot be started soon. Payload: its order, as it came.
    case returned
  }

  var kind: Kind
  /// Of output: 0 standard output, 1 standard error.
  var stream: UInt8 = 0
  var id: UInt64

  static let size = 16
}

extension [UInt8] {
  /// Begins a frame, whose payload is what is appended until `close(frameAt:)`.
  ///
  /// - Returns: its position.
  mutating func open(_ frame: GuardianFrame) -> Int {
    let position = count
    append(frame.kind.rawValue)
    append(frame.stream)
    append(number: UInt16(0))
    append(number: UInt32(0))
    append(number: frame.id)
    return position
  }

  /// Ends a frame.
  mutating func close(frameAt position: Int) {
    let length = UInt32(count - position - GuardianFrame.size)
    withUnsafeMutableBytes {
      $0.storeBytes(of: length, toByteOffset: position + 4, as: UInt32.self)
    }
  }

  /// Appends a frame and a payload.
  mutating func append(_ frame: GuardianFrame, payload: some Collection<UInt8> = EmptyCollection())
  {
    let position = open(frame)
    append(contentsOf: payload)
    close(frameAt: position)
  }
}
