public import CMPI

extension Communicator {
  /// Combines the values of the ranks before this one.
  ///
  /// - Parameters:
  ///   - value: this rank's value.
  ///   - reduction: how to combine the values.
  /// - Returns: what the values of the ranks before this one make together; nil on rank 0, which
  ///   has none before it.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Exscan`.
  @inlinable
  public func exclusiveScan<T: MPIDatatype>(
    _ value: T, _ reduction: Reduction<T>
  ) throws(MPIError) -> T? {
    var value = value
    var result = value
    try check(
      cmpi_exscan(&value, &result, 1, T.mpiDatatype.handle, reduction.handle, handle),
      "MPI_Exscan")
    return rank == 0 ? nil : result
  }

  /// Combines the arrays of the ranks before this one, element by element.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - reduction: how to combine the elements of one position.
  /// - Returns: what the arrays of the ranks before this one make together; nil on rank 0.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Exscan`.
  @inlinable
  public func exclusiveScan<T: MPIDatatype>(
    _ values: [T], _ reduction: Reduction<T>
  ) throws(MPIError) -> [T]? {
    var result = values
    try result.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try exclusiveScan(buffer, reduction)
    }
    return rank == 0 ? nil : result
  }

  /// Combines the spans of the ranks before this one into a span, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - result: room for as many; without meaning on rank 0.
  ///   - reduction: how to combine the elements of one position.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Exscan`.
  @inlinable
  public func exclusiveScan<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>, _ reduction: Reduction<T>
  ) throws(MPIError) {
    precondition(result.count == values.count, "the result is as long as what is scanned")
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try check(
          cmpi_exscan(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            reduction.handle, handle),
          "MPI_Exscan")
      }
    }
  }

  /// Combines the spans of the ranks before this one, in place, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank; then the result, without meaning
  ///     on rank 0.
  ///   - reduction: how to combine the elements of one position.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Exscan` with `MPI_IN_PLACE`.
  @inlinable
  public func exclusiveScan<T: MPIDatatype>(
    _ values: inout MutableSpan<T>, _ reduction: Reduction<T>
  ) throws(MPIError) {
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try exclusiveScan(buffer, reduction)
    }
  }

  @inlinable
  func exclusiveScan<T: MPIDatatype>(
    _ buffer: UnsafeMutableBufferPointer<T>, _ reduction: Reduction<T>
  ) throws(MPIError) {
    try check(
      cmpi_exscan(
        cmpi_in_place(), buffer.baseAddress, Int64(buffer.count), T.mpiDatatype.handle,
        reduction.handle, handle),
      "MPI_Exscan")
  }
}
