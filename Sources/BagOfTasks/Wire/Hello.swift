#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How a rank introduces itself to the root.
struct Hello {
  /// Equal on ranks that share their cores.
  var poolKey: UInt64
  var processID: Int32
  var host: String

  init(poolKey: UInt64, host: String) {
    self.poolKey = poolKey
    processID = getpid()
    self.host = host
  }

  /// Reads the payload of a `hello` frame.
  init(_ payload: ArraySlice<UInt8>) {
    let fixed = payload.withUnsafeBytes {
      (
        $0.loadUnaligned(as: UInt64.self),
        $0.loadUnaligned(fromByteOffset: 8, as: Int32.self)
      )
    }
    poolKey = fixed.0
    processID = fixed.1
    host = String(decoding: payload.dropFirst(12), as: UTF8.self)
  }

  /// A message with the `hello` frame alone.
  var message: [UInt8] {
    var message: [UInt8] = []
    message.append(Frame(.hello))
    withUnsafeBytes(of: poolKey) { message.append(contentsOf: $0) }
    withUnsafeBytes(of: processID) { message.append(contentsOf: $0) }
    message.append(contentsOf: host.utf8)
    message.closeFrame(at: 0)
    return message
  }
}
