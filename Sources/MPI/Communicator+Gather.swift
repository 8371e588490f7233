public import CMPI

extension Communicator {
  /// Brings one value from each rank to the root.
  ///
  /// - Parameters:
  ///   - value: this rank's value.
  ///   - root: the rank that gets them.
  /// - Returns: on the root, the values in the order of the ranks; nil elsewhere.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Gather`.
  @inlinable
  public func gather<T: MPIDatatype>(_ value: T, root: Int = 0) throws(MPIError) -> [T]? {
    requireRoot(root)
    var value = value
    let result: [T] = try array(count: rank == root ? size : 0) { output throws(MPIError) in
      try check(
        cmpi_gather(
          &value, output.baseAddress, 1, T.mpiDatatype.handle, Int32(root), handle),
        "MPI_Gather")
    }
    return rank == root ? result : nil
  }

  /// Brings the ranks' arrays, all of one length, to the root.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - root: the rank that gets them.
  /// - Returns: on the root, the arrays one after the other in the order of the ranks; nil
  ///   elsewhere.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Gather`.
  @inlinable
  public func gather<T: MPIDatatype>(_ values: [T], root: Int = 0) throws(MPIError) -> [T]? {
    requireRoot(root)
    let count = rank == root ? values.count * size : 0
    let result: [T] = try array(count: count) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try check(
          cmpi_gather(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            Int32(root), handle),
          "MPI_Gather")
      }
    }
    return rank == root ? result : nil
  }

  /// Brings the ranks' spans, all of one length, into a span of the root, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - result: on the root, room for ``size`` times as many; ignored elsewhere, and may be empty.
  ///   - root: the rank that gets them.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Gather`.
  @inlinable
  public func gather<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>, root: Int = 0
  ) throws(MPIError) {
    requireRoot(root)
    precondition(
      rank != root || result.count == values.count * size,
      "the root has room for as many elements from each rank as it gives itself")
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try check(
          cmpi_gather(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            Int32(root), handle),
          "MPI_Gather")
      }
    }
  }

  /// Brings the ranks' spans to the root, whose own block is in its place already.
  ///
  /// - Parameters:
  ///   - values: on the root, room for a block from each rank, with its own in place; elsewhere,
  ///     this rank's block.
  ///   - root: the rank that gets them.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Gather`, on the root with
  ///   `MPI_IN_PLACE`.
  @inlinable
  public func gather<T: MPIDatatype>(
    inPlace values: inout MutableSpan<T>, root: Int = 0
  ) throws(MPIError) {
    requireRoot(root)
    let isRoot = rank == root
    precondition(
      !isRoot || values.count % size == 0, "the root has room for a block from each rank")
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try check(
        cmpi_gather(
          isRoot ? UnsafeRawPointer(cmpi_in_place()) : UnsafeRawPointer(buffer.baseAddress),
          isRoot ? buffer.baseAddress : nil, Int64(isRoot ? buffer.count / size : buffer.count),
          T.mpiDatatype.handle, Int32(root), handle),
        "MPI_Gather")
    }
  }
}
