// Values as JSON: for small things such as a configuration, not for data.

extension Communicator {
  /// Gives every rank the root's value.
  ///
  /// - Parameters:
  ///   - value: on the root, the value; ignored elsewhere, and may be nil.
  ///   - root: the rank whose value it is.
  /// - Returns: the root's value; on other ranks, a copy.
  /// - Throws: ``MPIError``; with ``MPIError/Code/coding`` on every rank if the root's value cannot
  ///   be encoded, and on a rank where it cannot be decoded.
  /// - Important: Collective. Cost: microseconds for the JSON, and two broadcasts. The corresponding
  ///   C call is `MPI_Bcast`.
  public func broadcastCodable<Value: Codable>(
    _ value: Value?, root: Int = 0
  ) throws(MPIError) -> Value {
    requireRoot(root)
    precondition(rank != root || value != nil, "the root has a value to broadcast")
    var bytes: [UInt8] = []
    var problem: MPIError?
    if rank == root, let value {
      do throws(MPIError) { bytes = try JSONCoding.encode(value) } catch { problem = error }
    }
    // JSON is never empty, so that a root that has none can tell the others.
    bytes = try broadcast(bytes, root: root)
    if let problem { throw problem }
    guard !bytes.isEmpty else {
      throw MPIError(
        code: .coding, function: "JSONEncoder", text: "rank \(root) could not encode its value")
    }
    if rank == root, let value { return value }
    return try JSONCoding.decode(Value.self, from: bytes)
  }

  /// Sends a value.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - destination: the rank that receives it.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Throws: ``MPIError``; with ``MPIError/Code/coding`` if the value cannot be encoded.
  ///
  /// The corresponding C call is `MPI_Send`.
  public func sendCodable<Value: Encodable>(
    _ value: Value, to destination: Int, tag: Int = 0
  ) throws(MPIError) {
    try send(JSONCoding.encode(value), to: destination, tag: tag)
  }

  /// Receives a value that was sent by ``sendCodable(_:to:tag:)``.
  ///
  /// - Parameters:
  ///   - type: the type of the value.
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the value.
  /// - Throws: ``MPIError``; with ``MPIError/Code/coding`` if the message is no such value.
  ///
  /// The corresponding C calls are `MPI_Mprobe` and `MPI_Mrecv`.
  public func receiveCodable<Value: Decodable>(
    _ type: Value.Type, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> Value {
    try JSONCoding.decode(type, from: receiveArray(of: UInt8.self, from: source, tag: tag))
  }
}
