extension AttemptOrder {
  /// Appends the order as it travels: 28 bytes, the name and the command.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(int: ordinal)
    bytes.append(number: Int32(clamping: attempt))
    bytes.append(number: Int32(clamping: cpus))
    bytes.append(number: timeout)
    bytes.append(block: name)
    bytes.append(contentsOf: command)
  }

  /// Reads what `append(to:)` wrote; nil for anything else.
  public init?(_ payload: ArraySlice<UInt8>) {
    var reader = WireReader(payload)
    guard let ordinal = reader.int(), let attempt = reader.number(Int32.self),
      let cpus = reader.number(Int32.self), let timeout = reader.number(Double.self),
      let name = reader.block()
    else { return nil }
    self.init(
      ordinal: ordinal, attempt: Int(attempt), cpus: Int(cpus), timeout: timeout,
      name: Array(name), command: Array(reader.bytes))
  }

  /// The cores that an order in its bytes asks for, without reading all of it; nil if it is none.
  static func cpus(of payload: ArraySlice<UInt8>) -> Int? {
    var reader = WireReader(payload.dropFirst(12))
    return reader.number(Int32.self).map { Int($0) }
  }
}
