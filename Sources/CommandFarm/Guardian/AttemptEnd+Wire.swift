extension AttemptEnd {
  /// Appends the end as it travels: some 60 bytes, the message and the rest of the output.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(reason.rawValue)
    bytes.append(number: exit)
    bytes.append(number: signal)
    bytes.append(number: Int32(clamping: slot))
    bytes.append(number: userSeconds)
    bytes.append(number: systemSeconds)
    bytes.append(int: peakMemory)
    for count in written { bytes.append(int: count) }
    bytes.append(text: message)
    for part in rest { bytes.append(block: part) }
  }

  /// Reads what `append(to:)` wrote; nil for anything else.
  public init?(_ payload: ArraySlice<UInt8>) {
    var reader = WireReader(payload)
    guard let reason = reader.number(UInt8.self).flatMap(Reason.init(rawValue:)),
      let exit = reader.number(Int32.self), let signal = reader.number(Int32.self),
      let slot = reader.number(Int32.self), let userSeconds = reader.number(Double.self),
      let systemSeconds = reader.number(Double.self), let peakMemory = reader.int(),
      let output = reader.int(), let errors = reader.int(), let message = reader.text(),
      let restOfOutput = reader.block(), let restOfErrors = reader.block(), reader.bytes.isEmpty
    else { return nil }
    self.init(
      reason: reason, exit: exit, signal: signal, slot: Int(slot), userSeconds: userSeconds,
      systemSeconds: systemSeconds, peakMemory: peakMemory, written: [output, errors],
      message: message, rest: [restOfOutput, restOfErrors])
  }

  /// An end without figures.
  init(_ reason: Reason, slot: Int = 0, exit: Int32 = 0, message: String = "") {
    self.init(
      reason: reason, exit: exit, signal: 0, slot: slot, userSeconds: 0, systemSeconds: 0,
      peakMemory: 0, written: [0, 0], message: message, rest: [[], []])
  }
}

extension AttemptEnd {
  /// Whether an end in its bytes is that of a command that exited with status 0.
  static func isSuccess(_ payload: ArraySlice<UInt8>) -> Bool {
    var reader = WireReader(payload)
    return reader.number(UInt8.self) == Reason.ended.rawValue && reader.number(Int32.self) == 0
      && reader.number(Int32.self) == 0
  }

  /// Why an attempt was lost, if an end in its bytes says that it was.
  static func lossMessage(_ payload: ArraySlice<UInt8>) -> String? {
    guard payload.first == Reason.lost.rawValue else { return nil }
    return AttemptEnd(payload)?.message
  }
}
