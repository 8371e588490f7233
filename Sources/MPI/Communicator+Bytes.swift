public import CMPI

// Values of any type without references, moved as the bytes that they are in memory. All ranks must
// run the same program on the same kind of machine; nothing is converted or checked, so a value
// must be received as the type that it was sent as.

extension Communicator {
  /// Sends the bytes of one value.
  ///
  /// - Parameters:
  ///   - value: a value of any type without references.
  ///   - destination: the rank that receives it.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Send` with `MPI_BYTE`.
  @inlinable
  public func sendBytes<T: BitwiseCopyable>(
    of value: T, to destination: Int, tag: Int = 0
  ) throws(MPIError) {
    try withBytes(of: value) { bytes throws(MPIError) in
      try check(
        cmpi_send(
          bytes.baseAddress, Int64(bytes.count), cmpi_byte(), peer(destination), tagged(tag),
          handle),
        "MPI_Send")
    }
  }

  /// Sends the bytes of an array's elements.
  ///
  /// - Parameters:
  ///   - values: values of any type without references.
  ///   - destination: the rank that receives them.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Send` with `MPI_BYTE`.
  @inlinable
  public func sendBytes<T: BitwiseCopyable>(
    of values: [T], to destination: Int, tag: Int = 0
  ) throws(MPIError) {
    try sendBytes(of: values.span, to: destination, tag: tag)
  }

  /// Sends the bytes of a span's elements, without a copy.
  ///
  /// - Parameters:
  ///   - values: values of any type without references.
  ///   - destination: the rank that receives them.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Send` with `MPI_BYTE`.
  @inlinable
  public func sendBytes<T: BitwiseCopyable>(
    of values: Span<T>, to destination: Int, tag: Int = 0
  ) throws(MPIError) {
    try values.withUnsafeBytes { bytes throws(MPIError) in
      try check(
        cmpi_send(
          bytes.baseAddress, Int64(bytes.count), cmpi_byte(), peer(destination), tagged(tag),
          handle),
        "MPI_Send")
    }
  }

  /// Receives one value that was sent as its bytes.
  ///
  /// - Parameters:
  ///   - type: the type that was sent.
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the value.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message is longer.
  ///
  /// A message that is shorter than the value stops the program. The corresponding C call is
  /// `MPI_Recv` with `MPI_BYTE`.
  @inlinable
  public func receiveBytes<T: BitwiseCopyable>(
    as type: T.Type, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> T {
    try withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { buffer throws(MPIError) in
      let length = Int64(MemoryLayout<T>.stride)
      var status = cmpi_status()
      try check(
        cmpi_recv(
          buffer.baseAddress, length, cmpi_byte(), self.source(source), tagged(tag), handle,
          &status),
        "MPI_Recv")
      precondition(
        cmpi_status_count(status, cmpi_byte()) == length,
        "the message is shorter than the value to be received")
      return buffer[0]
    }
  }

  /// Receives values that were sent as their bytes into a span, without an allocation.
  ///
  /// - Parameters:
  ///   - values: room for the message; elements beyond the message's end stay as they are.
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: who sent it, with which tag, and (``Status/countBytes(of:)``) how many came.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message is longer than the span.
  ///
  /// The corresponding C call is `MPI_Recv` with `MPI_BYTE`.
  @inlinable @discardableResult
  public func receiveBytes<T: BitwiseCopyable>(
    into values: inout MutableSpan<T>, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> Status {
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      var status = cmpi_status()
      try check(
        cmpi_recv(
          buffer.baseAddress, Int64(buffer.count * MemoryLayout<T>.stride), cmpi_byte(),
          self.source(source), tagged(tag), handle, &status),
        "MPI_Recv")
      return Status(status)
    }
  }

  /// Receives an array of whatever length is sent, as bytes.
  ///
  /// - Parameters:
  ///   - type: the type that was sent.
  ///   - source: the rank that sends them; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the values.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C calls are `MPI_Mprobe` and `MPI_Mrecv`.
  @inlinable
  public func receiveBytes<T: BitwiseCopyable>(
    asArrayOf type: T.Type, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> [T] {
    try matchedProbe(from: source, tag: tag).receiveBytes(asArrayOf: type)
  }

  /// Gives every rank the root's value, whatever type it is of, as bytes.
  ///
  /// - Parameters:
  ///   - value: a value of any type without references; only the root's counts.
  ///   - root: the rank whose value it is.
  /// - Returns: the root's value.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Bcast` with `MPI_BYTE`.
  @inlinable
  public func broadcastBytes<T: BitwiseCopyable>(
    of value: T, root: Int = 0
  ) throws(MPIError) -> T {
    requireRoot(root)
    return try withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { buffer throws(MPIError) in
      buffer.initialize(repeating: value)
      try check(
        cmpi_bcast(
          buffer.baseAddress, Int64(MemoryLayout<T>.stride), cmpi_byte(), Int32(root), handle),
        "MPI_Bcast")
      return buffer[0]
    }
  }

  /// Brings one value from each rank to the root, as bytes.
  ///
  /// - Parameters:
  ///   - value: this rank's value, of any type without references.
  ///   - root: the rank that gets them.
  /// - Returns: on the root, the values in the order of the ranks; nil elsewhere.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Gather` with `MPI_BYTE`.
  @inlinable
  public func gatherBytes<T: BitwiseCopyable>(
    of value: T, root: Int = 0
  ) throws(MPIError) -> [T]? {
    requireRoot(root)
    let result: [T] = try array(count: rank == root ? size : 0) { buffer throws(MPIError) in
      try withBytes(of: value) { bytes throws(MPIError) in
        try check(
          cmpi_gather(
            bytes.baseAddress, buffer.baseAddress, Int64(bytes.count), cmpi_byte(), Int32(root),
            handle),
          "MPI_Gather")
      }
    }
    return rank == root ? result : nil
  }

  /// Brings one value from each rank to every rank, as bytes.
  ///
  /// - Parameter value: this rank's value, of any type without references.
  /// - Returns: the values in the order of the ranks.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allgather` with `MPI_BYTE`.
  @inlinable
  public func allGatherBytes<T: BitwiseCopyable>(of value: T) throws(MPIError) -> [T] {
    try array(count: size) { buffer throws(MPIError) in
      try withBytes(of: value) { bytes throws(MPIError) in
        try check(
          cmpi_allgather(
            bytes.baseAddress, buffer.baseAddress, Int64(bytes.count), cmpi_byte(), handle),
          "MPI_Allgather")
      }
    }
  }

  /// Gives each rank one of the root's values, as bytes.
  ///
  /// - Parameters:
  ///   - values: on the root, one value for each rank; ignored elsewhere.
  ///   - root: the rank whose values they are.
  /// - Returns: this rank's value.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scatter` with `MPI_BYTE`.
  @inlinable
  public func scatterBytes<T: BitwiseCopyable>(
    of values: [T]?, root: Int = 0
  ) throws(MPIError) -> T {
    requireRoot(root)
    let values = values ?? []
    precondition(rank != root || values.count == size, "the root scatters one value to each rank")
    return try withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { buffer throws(MPIError) in
      try values.span.withUnsafeBytes { bytes throws(MPIError) in
        try check(
          cmpi_scatter(
            bytes.baseAddress, buffer.baseAddress, Int64(MemoryLayout<T>.stride), cmpi_byte(),
            Int32(root), handle),
          "MPI_Scatter")
      }
      return buffer[0]
    }
  }
}

/// Calls the body with the bytes of a value as it lies in an array, its padding included: one value
/// and a span of one are the same message.
@inlinable @inline(__always)
func withBytes<T: BitwiseCopyable>(
  of value: T, _ body: (UnsafeRawBufferPointer) throws(MPIError) -> Void
) throws(MPIError) {
  try withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { buffer throws(MPIError) in
    buffer.initialize(repeating: value)
    try body(UnsafeRawBufferPointer(start: buffer.baseAddress, count: MemoryLayout<T>.stride))
  }
}
