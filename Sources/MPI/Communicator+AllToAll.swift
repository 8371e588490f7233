public import CMPI

extension Communicator {
  /// Sends one value to each rank and receives one from each.
  ///
  /// This is also the scalar form: element `i` of what rank `j` passes becomes element `j` of what
  /// rank `i` gets. With more than one element a rank, whole blocks are moved so.
  ///
  /// - Parameter values: a block for each rank, in the order of the ranks; the same number of
  ///   elements on every rank.
  /// - Returns: a block from each rank, in the order of the ranks.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Alltoall`.
  @inlinable
  public func allToAll<T: MPIDatatype>(_ values: [T]) throws(MPIError) -> [T] {
    requireBlocks(values.count)
    return try array(count: values.count) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try check(
          cmpi_alltoall(
            input.baseAddress, output.baseAddress, Int64(input.count / size), T.mpiDatatype.handle,
            handle),
          "MPI_Alltoall")
      }
    }
  }

  /// Sends a block to each rank and receives one from each into a span, without an allocation.
  ///
  /// - Parameters:
  ///   - values: a block for each rank, in the order of the ranks; the same number of elements on
  ///     every rank.
  ///   - result: room for as many elements: a block from each rank.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Alltoall`.
  @inlinable
  public func allToAll<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>
  ) throws(MPIError) {
    requireBlocks(values.count)
    precondition(result.count == values.count, "as many elements are received as are sent")
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try check(
          cmpi_alltoall(
            input.baseAddress, output.baseAddress, Int64(input.count / size), T.mpiDatatype.handle,
            handle),
          "MPI_Alltoall")
      }
    }
  }

  /// Sends a block to each rank and receives one from each into its place.
  ///
  /// - Parameter values: a block for each rank, in the order of the ranks; then a block from each.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Alltoall` with `MPI_IN_PLACE`.
  @inlinable
  public func allToAll<T: MPIDatatype>(inPlace values: inout MutableSpan<T>) throws(MPIError) {
    requireBlocks(values.count)
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try check(
        cmpi_alltoall(
          cmpi_in_place(), buffer.baseAddress, Int64(buffer.count / size), T.mpiDatatype.handle,
          handle),
        "MPI_Alltoall")
    }
  }

  @inlinable @inline(__always)
  func requireBlocks(_ count: Int) {
    precondition(count % size == 0, "there is a block of the same length for each rank")
  }
}
