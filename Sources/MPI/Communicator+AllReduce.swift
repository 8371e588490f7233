public import CMPI

extension Communicator {
  /// Combines one value from each rank, and gives the result to every rank.
  ///
  /// - Parameters:
  ///   - value: this rank's value.
  ///   - reduction: how to combine the values.
  /// - Returns: the result, the same on every rank.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allreduce`.
  @inlinable
  public func allReduce<T: MPIDatatype>(
    _ value: T, _ reduction: Reduction<T>
  ) throws(MPIError) -> T {
    var value = value
    var result = value
    try check(
      cmpi_allreduce(&value, &result, 1, T.mpiDatatype.handle, reduction.handle, handle),
      "MPI_Allreduce")
    return result
  }

  /// Combines the ranks' arrays element by element, and gives the result to every rank.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - reduction: how to combine the elements of one position.
  /// - Returns: the result, the same on every rank.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allreduce`.
  @inlinable
  public func allReduce<T: MPIDatatype>(
    _ values: [T], _ reduction: Reduction<T>
  ) throws(MPIError) -> [T] {
    try array(count: values.count) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try check(
          cmpi_allreduce(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            reduction.handle, handle),
          "MPI_Allreduce")
      }
    }
  }

  /// Combines the ranks' spans element by element into a span, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - result: room for as many.
  ///   - reduction: how to combine the elements of one position.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allreduce`.
  @inlinable
  public func allReduce<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>, _ reduction: Reduction<T>
  ) throws(MPIError) {
    precondition(result.count == values.count, "the result is as long as what is reduced")
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try check(
          cmpi_allreduce(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            reduction.handle, handle),
          "MPI_Allreduce")
      }
    }
  }

  /// Combines the ranks' spans element by element, in place, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank; then the result.
  ///   - reduction: how to combine the elements of one position.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allreduce` with `MPI_IN_PLACE`.
  @inlinable
  public func allReduce<T: MPIDatatype>(
    _ values: inout MutableSpan<T>, _ reduction: Reduction<T>
  ) throws(MPIError) {
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try check(
        cmpi_allreduce(
          cmpi_in_place(), buffer.baseAddress, Int64(buffer.count), T.mpiDatatype.handle,
          reduction.handle, handle),
        "MPI_Allreduce")
    }
  }
}
