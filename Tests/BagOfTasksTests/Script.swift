import BagOfTasks

/// What a task of a ``ScriptRunner`` is to do.
enum Script {
  /// Gives the argument back.
  case echo
  /// Writes as many chunks as the argument says, to two streams in turn.
  case stream
  /// Goes on until it is cancelled or the gate is open.
  case stick
  /// As `stick` the first time on the rank that the argument names; as `echo` otherwise.
  case stickOnce
  /// Fails, with the argument as its message.
  case fail

  static let all: [Script] = [.echo, .stream, .stick, .stickOnce, .fail]

  /// A task's payload.
  func payload(_ argument: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(Self.all.firstIndex(of: self) ?? 0)]
    withUnsafeBytes(of: argument) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Reads a payload.
  static func read(_ payload: ArraySlice<UInt8>) -> (script: Script, argument: Int) {
    payload.withUnsafeBytes {
      (all[Int($0[0])], $0.loadUnaligned(fromByteOffset: 1, as: Int.self))
    }
  }
}
