public import CMPI

extension Communicator {
  /// Brings one value from each rank to every rank.
  ///
  /// - Parameter value: this rank's value.
  /// - Returns: the values in the order of the ranks.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allgather`.
  @inlinable
  public func allGather<T: MPIDatatype>(_ value: T) throws(MPIError) -> [T] {
    var value = value
    return try array(count: size) { output throws(MPIError) in
      try check(
        cmpi_allgather(&value, output.baseAddress, 1, T.mpiDatatype.handle, handle),
        "MPI_Allgather")
    }
  }

  /// Brings the ranks' arrays, all of one length, to every rank.
  ///
  /// - Parameter values: this rank's elements, as many as on every rank.
  /// - Returns: the arrays one after the other in the order of the ranks.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allgather`.
  @inlinable
  public func allGather<T: MPIDatatype>(_ values: [T]) throws(MPIError) -> [T] {
    try array(count: values.count * size) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try check(
          cmpi_allgather(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            handle),
          "MPI_Allgather")
      }
    }
  }

  /// Brings the ranks' spans, all of one length, into a span of every rank, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - result: room for ``size`` times as many.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allgather`.
  @inlinable
  public func allGather<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>
  ) throws(MPIError) {
    precondition(
      result.count == values.count * size,
      "the result has room for as many elements from each rank as this one gives")
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try check(
          cmpi_allgather(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            handle),
          "MPI_Allgather")
      }
    }
  }

  /// Brings the ranks' blocks to every rank, each rank's own block being in its place already.
  ///
  /// - Parameter values: room for a block from each rank, with this rank's own in place.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allgather` with `MPI_IN_PLACE`.
  @inlinable
  public func allGather<T: MPIDatatype>(inPlace values: inout MutableSpan<T>) throws(MPIError) {
    precondition(values.count % size == 0, "there is room for a block from each rank")
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try check(
        cmpi_allgather(
          cmpi_in_place(), buffer.baseAddress, Int64(buffer.count / size), T.mpiDatatype.handle,
          handle),
        "MPI_Allgather")
    }
  }
}
