public import CMPI

// Inlinable, like all that is generic in this module: a caller then compiles to the bare C call;
// without it a call costs three to seven times as much.

extension Communicator {
  /// Sends one value.
  ///
  /// Returns when the value has left this rank's hands, which may be before or after it is
  /// received.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - destination: the rank that receives it.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Send`.
  @inlinable
  public func send<T: MPIDatatype>(
    _ value: T, to destination: Int, tag: Int = 0
  ) throws(MPIError) {
    var value = value
    try check(
      cmpi_send(&value, 1, T.mpiDatatype.handle, peer(destination), tagged(tag), handle),
      "MPI_Send")
  }

  /// Sends an array.
  ///
  /// - Parameters:
  ///   - values: the elements; may be empty.
  ///   - destination: the rank that receives them.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Send`.
  @inlinable
  public func send<T: MPIDatatype>(
    _ values: [T], to destination: Int, tag: Int = 0
  ) throws(MPIError) {
    try send(values.span, to: destination, tag: tag)
  }

  /// Sends the elements of a span, without a copy.
  ///
  /// - Parameters:
  ///   - values: the elements; may be empty.
  ///   - destination: the rank that receives them.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Send`.
  @inlinable
  public func send<T: MPIDatatype>(
    _ values: Span<T>, to destination: Int, tag: Int = 0
  ) throws(MPIError) {
    try values.withUnsafeBufferPointer { buffer throws(MPIError) in
      try check(
        cmpi_send(
          buffer.baseAddress, Int64(buffer.count), T.mpiDatatype.handle, peer(destination),
          tagged(tag), handle),
        "MPI_Send")
    }
  }

  /// Receives one value.
  ///
  /// - Parameters:
  ///   - type: the type of the value.
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the value.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message holds more than one.
  ///
  /// The message must hold a value: an empty one stops a debug build, and reads as zero in a release
  /// build. ``receive(into:from:tag:)-(T,_,_)`` can tell. The corresponding C call is `MPI_Recv`.
  @inlinable
  public func receive<T: MPIDatatype>(
    _ type: T.Type, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> T {
    try withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { buffer throws(MPIError) in
      var status = cmpi_status()
      UnsafeMutableRawBufferPointer(buffer).initializeMemory(as: UInt8.self, repeating: 0)
      try check(
        cmpi_recv(
          buffer.baseAddress, 1, T.mpiDatatype.handle, self.source(source), tagged(tag), handle,
          &status),
        "MPI_Recv")
      // To ask costs 20 ns, a twentieth of a message in shared memory: not in release builds.
      assert(
        cmpi_status_count(status, T.mpiDatatype.handle) == 1,
        "a value was to be received, and the message is empty")
      return buffer[0]
    }
  }

  /// Receives into a span, without an allocation.
  ///
  /// - Parameters:
  ///   - values: room for the message; elements beyond the message's end stay as they are.
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: who sent it, with which tag, and how many elements came.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message is longer than the span.
  ///
  /// The corresponding C call is `MPI_Recv`.
  @inlinable @discardableResult
  public func receive<T: MPIDatatype>(
    into values: inout MutableSpan<T>, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> Status {
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      var status = cmpi_status()
      try check(
        cmpi_recv(
          buffer.baseAddress, Int64(buffer.count), T.mpiDatatype.handle, self.source(source),
          tagged(tag), handle, &status),
        "MPI_Recv")
      return Status(status)
    }
  }

  /// Receives one value into a variable, and tells where it came from.
  ///
  /// - Parameters:
  ///   - value: the variable; left as it is if the message is empty.
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: who sent it, with which tag, and whether a value came.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message holds more than one.
  ///
  /// The corresponding C call is `MPI_Recv`.
  @inlinable @discardableResult
  public func receive<T: MPIDatatype>(
    into value: inout T, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> Status {
    var status = cmpi_status()
    try check(
      cmpi_recv(
        &value, 1, T.mpiDatatype.handle, self.source(source), tagged(tag), handle, &status),
      "MPI_Recv")
    return Status(status)
  }

  /// Receives an array of whatever length is sent.
  ///
  /// - Parameters:
  ///   - type: the type of the elements.
  ///   - source: the rank that sends them; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the elements.
  /// - Throws: ``MPIError``.
  ///
  /// Use ``matchedProbe(from:tag:)`` where the sender is to be known too. The corresponding C calls
  /// are `MPI_Mprobe` and `MPI_Mrecv`.
  @inlinable
  public func receiveArray<T: MPIDatatype>(
    of type: T.Type, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> [T] {
    try matchedProbe(from: source, tag: tag).receiveArray(of: type)
  }
}
