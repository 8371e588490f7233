public import CMPI

extension Communicator {
  /// Combines the values of the ranks up to this one.
  ///
  /// - Parameters:
  ///   - value: this rank's value.
  ///   - reduction: how to combine the values.
  /// - Returns: what the values of ranks 0 to this one make together.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scan`.
  @inlinable
  public func scan<T: MPIDatatype>(
    _ value: T, _ reduction: Reduction<T>
  ) throws(MPIError) -> T {
    var value = value
    var result = value
    try check(
      cmpi_scan(&value, &result, 1, T.mpiDatatype.handle, reduction.handle, handle), "MPI_Scan")
    return result
  }

  /// Combines the arrays of the ranks up to this one, element by element.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - reduction: how to combine the elements of one position.
  /// - Returns: what the arrays of ranks 0 to this one make together.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scan`.
  @inlinable
  public func scan<T: MPIDatatype>(
    _ values: [T], _ reduction: Reduction<T>
  ) throws(MPIError) -> [T] {
    try array(count: values.count) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try check(
          cmpi_scan(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            reduction.handle, handle),
          "MPI_Scan")
      }
    }
  }

  /// Combines the spans of the ranks up to this one into a span, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - result: room for as many.
  ///   - reduction: how to combine the elements of one position.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scan`.
  @inlinable
  public func scan<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>, _ reduction: Reduction<T>
  ) throws(MPIError) {
    precondition(result.count == values.count, "the result is as long as what is scanned")
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try check(
          cmpi_scan(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            reduction.handle, handle),
          "MPI_Scan")
      }
    }
  }

  /// Combines the spans of the ranks up to this one, in place, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank; then the result.
  ///   - reduction: how to combine the elements of one position.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scan` with `MPI_IN_PLACE`.
  @inlinable
  public func scan<T: MPIDatatype>(
    _ values: inout MutableSpan<T>, _ reduction: Reduction<T>
  ) throws(MPIError) {
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try check(
        cmpi_scan(
          cmpi_in_place(), buffer.baseAddress, Int64(buffer.count), T.mpiDatatype.handle,
          reduction.handle, handle),
        "MPI_Scan")
    }
  }
}
