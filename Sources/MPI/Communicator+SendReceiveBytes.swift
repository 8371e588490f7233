public import CMPI

extension Communicator {
  /// Sends the bytes of one value and receives those of another, in whichever order does not deadlock.
  ///
  /// - Parameters:
  ///   - value: a value of any type without references.
  ///   - destination: the rank that receives it.
  ///   - tag: the label of the message sent.
  ///   - source: the rank that sends to this one; nil for any.
  ///   - receiveTag: the label of the message received; nil for any.
  /// - Returns: the value received; the value sent where `source` is ``nullRank``.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message received is longer.
  ///
  /// A message that is shorter than the value stops the program. The corresponding C call is
  /// `MPI_Sendrecv_replace` with `MPI_BYTE`.
  @inlinable
  public func sendReceiveBytes<T: BitwiseCopyable>(
    of value: T, to destination: Int, tag: Int = 0, from source: Int?, receiveTag: Int? = nil
  ) throws(MPIError) -> T {
    try withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { buffer throws(MPIError) in
      buffer.initialize(repeating: value)
      let length = Int64(MemoryLayout<T>.stride)
      var status = cmpi_status()
      try check(
        cmpi_sendrecv_replace(
          buffer.baseAddress, length, peer(destination), tagged(tag), self.source(source),
          tagged(receiveTag), cmpi_byte(), handle, &status),
        "MPI_Sendrecv_replace")
      precondition(
        cmpi_status_count(status, cmpi_byte()) == length || source == Self.nullRank,
        "the message is shorter than the value to be received")
      return buffer[0]
    }
  }

  /// Sends the bytes of one span's elements and receives into another, in whichever order does not
  /// deadlock.
  ///
  /// - Parameters:
  ///   - values: values of any type without references.
  ///   - destination: the rank that receives them.
  ///   - tag: the label of the message sent.
  ///   - output: room for the message received.
  ///   - source: the rank that sends to this one; nil for any.
  ///   - receiveTag: the label of the message received; nil for any.
  /// - Returns: who sent the message received, with which tag, and (``Status/countBytes(of:)``) how
  ///   many values came.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message is longer than the span.
  ///
  /// The corresponding C call is `MPI_Sendrecv` with `MPI_BYTE`.
  @inlinable @discardableResult
  public func sendReceiveBytes<T: BitwiseCopyable>(
    of values: Span<T>, to destination: Int, tag: Int = 0, into output: inout MutableSpan<T>,
    from source: Int?, receiveTag: Int? = nil
  ) throws(MPIError) -> Status {
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try output.withUnsafeMutableBufferPointer { output throws(MPIError) in
        let stride = MemoryLayout<T>.stride
        var status = cmpi_status()
        try check(
          cmpi_sendrecv(
            input.baseAddress, Int64(input.count * stride), peer(destination), tagged(tag),
            output.baseAddress, Int64(output.count * stride), self.source(source),
            tagged(receiveTag), cmpi_byte(), handle, &status),
          "MPI_Sendrecv")
        return Status(status)
      }
    }
  }
}
