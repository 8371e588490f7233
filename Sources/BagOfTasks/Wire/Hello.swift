import NodeResources

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How a rank introduces itself to the root.
struct Hello {
  /// Tells which ranks share their node, and which their cores.
  var key: RankKey
  var processID: Int32
  var host: String

  init(key: RankKey, host: String) {
    self.key = key
    processID = getpid()
    self.host = host
  }

  /// Reads the payload of a `hello` frame.
  init(_ payload: ArraySlice<UInt8>) {
    let fixed = payload.withUnsafeBytes {
      (
        RankKey(
          host: $0.loadUnaligned(as: UInt64.self),
          pool: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        $0.loadUnaligned(fromByteOffset: 16, as: Int32.self)
      )
    }
    key = fixed.0
    processID = fixed.1
    host = String(decoding: payload.dropFirst(20), as: UTF8.self)
  }

  /// A message with the `hello` frame alone.
  var message: [UInt8] {
    var message: [UInt8] = []
    message.append(Frame(.hello))
    withUnsafeBytes(of: key.host) { message.append(contentsOf: $0) }
    withUnsafeBytes(of: key.pool) { message.append(contentsOf: $0) }
    withUnsafeBytes(of: processID) { message.append(contentsOf: $0) }
    message.append(contentsOf: host.utf8)
    message.closeFrame(at: 0)
    return message
  }
}
