public import CMPI

extension Communicator {
  /// Sends one value and receives another, in whichever order does not deadlock.
  ///
  /// - Parameters:
  ///   - value: the value to send.
  ///   - destination: the rank that receives it.
  ///   - tag: the label of the message sent.
  ///   - source: the rank that sends to this one; nil for any.
  ///   - receiveTag: the label of the message received; nil for any.
  /// - Returns: the value received; the value sent where `source` is ``nullRank``.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if more than one value comes.
  ///
  /// The corresponding C call is `MPI_Sendrecv_replace`.
  @inlinable
  public func sendReceive<T: MPIDatatype>(
    _ value: T, to destination: Int, tag: Int = 0, from source: Int?, receiveTag: Int? = nil
  ) throws(MPIError) -> T {
    var result = value
    try check(
      cmpi_sendrecv_replace(
        &result, 1, peer(destination), tagged(tag), self.source(source), tagged(receiveTag),
        T.mpiDatatype.handle, handle, nil),
      "MPI_Sendrecv_replace")
    return result
  }

  /// Sends an array and receives another, in whichever order does not deadlock.
  ///
  /// - Parameters:
  ///   - values: the elements to send.
  ///   - destination: the rank that receives them.
  ///   - tag: the label of the message sent.
  ///   - capacity: the greatest number of elements to receive; as many as are sent if nil.
  ///   - source: the rank that sends to this one; nil for any.
  ///   - receiveTag: the label of the message received; nil for any.
  /// - Returns: the elements received, as many as came.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if more than `capacity` come.
  ///
  /// The corresponding C call is `MPI_Sendrecv`.
  @inlinable
  public func sendReceive<T: MPIDatatype>(
    _ values: [T], to destination: Int, tag: Int = 0, receiving capacity: Int? = nil,
    from source: Int?, receiveTag: Int? = nil
  ) throws(MPIError) -> [T] {
    try array(capacity: capacity ?? values.count) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        let status = try exchange(
          input, to: destination, tag: tag, into: output, from: source, receiveTag: receiveTag)
        return status.count(of: T.self) ?? 0
      }
    }
  }

  /// Sends one span and receives into another, in whichever order does not deadlock.
  ///
  /// - Parameters:
  ///   - values: the elements to send.
  ///   - destination: the rank that receives them.
  ///   - tag: the label of the message sent.
  ///   - output: room for the message received.
  ///   - source: the rank that sends to this one; nil for any.
  ///   - receiveTag: the label of the message received; nil for any.
  /// - Returns: who sent the message received, with which tag, and how many elements came.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message is longer than the span.
  ///
  /// The corresponding C call is `MPI_Sendrecv`.
  @inlinable @discardableResult
  public func sendReceive<T: MPIDatatype>(
    _ values: Span<T>, to destination: Int, tag: Int = 0, into output: inout MutableSpan<T>,
    from source: Int?, receiveTag: Int? = nil
  ) throws(MPIError) -> Status {
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try output.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try exchange(
          input, to: destination, tag: tag, into: output, from: source, receiveTag: receiveTag)
      }
    }
  }

  /// Sends a span's elements and receives others into their place.
  ///
  /// - Parameters:
  ///   - values: the elements to send, then those received.
  ///   - destination: the rank that receives them.
  ///   - tag: the label of the message sent.
  ///   - source: the rank that sends to this one; nil for any.
  ///   - receiveTag: the label of the message received; nil for any.
  /// - Returns: who sent the message received, with which tag, and how many elements came.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message is longer than the span.
  ///
  /// The corresponding C call is `MPI_Sendrecv_replace`.
  @inlinable @discardableResult
  public func sendReceive<T: MPIDatatype>(
    replacing values: inout MutableSpan<T>, to destination: Int, tag: Int = 0, from source: Int?,
    receiveTag: Int? = nil
  ) throws(MPIError) -> Status {
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      var status = cmpi_status()
      try check(
        cmpi_sendrecv_replace(
          buffer.baseAddress, Int64(buffer.count), peer(destination), tagged(tag),
          self.source(source), tagged(receiveTag), T.mpiDatatype.handle, handle, &status),
        "MPI_Sendrecv_replace")
      return Status(status)
    }
  }

  @inlinable
  func exchange<T: MPIDatatype>(
    _ input: UnsafeBufferPointer<T>, to destination: Int, tag: Int,
    into output: UnsafeMutableBufferPointer<T>, from source: Int?, receiveTag: Int?
  ) throws(MPIError) -> Status {
    var status = cmpi_status()
    try check(
      cmpi_sendrecv(
        input.baseAddress, Int64(input.count), peer(destination), tagged(tag), output.baseAddress,
        Int64(output.count), self.source(source), tagged(receiveTag), T.mpiDatatype.handle, handle,
        &status),
      "MPI_Sendrecv")
    return Status(status)
  }
}
