#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How a rank introduces itself to the root.
struct Hello {
  /// Equal on ranks that share their cores.
  var poolKey: UInt64
  /// Slots that the rank was told to have; 0 for as many as it has cores.
  var slots: Int32
  var processID: Int32
  var host: String

  init(poolKey: UInt64, slots: Int?, host: String) {
    self.poolKey = poolKey
    self.slots = Int32(clamping: slots ?? 0)
    processID = getpid()
    self.host = host
  }

  /// Reads the payload of a `hello` frame.
  init(_ payload: ArraySlice<UInt8>) {
    let fixed = payload.withUnsafeBytes {
      (
        $0.loadUnaligned(as: UInt64.self),
        $0.loadUnaligned(fromByteOffset: 8, as: Int32.self),
        $0.loadUnaligned(fromByteOffset: 12, as: Int32.self)
      )
    }
    poolKey = fixed.0
    slots = fixed.1
    processID = fixed.2
    host = String(decoding: payload.dropFirst(16), as: UTF8.self)
  }

  /// A message with the `hello` frame alone.
  var message: [UInt8] {
    var message: [UInt8] = []
    message.append(Frame(.hello))
    withUnsafeBytes(of: poolKey) { message.append(contentsOf: $0) }
    withUnsafeBytes(of: slots) { message.append(contentsOf: $0) }
    withUnsafeBytes(of: processID) { message.append(contentsOf: $0) }
    message.append(contentsOf: host.utf8)
    message.closeFrame(at: 0)
    return message
  }
}
