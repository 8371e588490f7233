public import CMPI

extension Communicator {
  /// Combines one value from each rank, and gives the result to the root.
  ///
  /// - Parameters:
  ///   - value: this rank's value.
  ///   - reduction: how to combine the values.
  ///   - root: the rank that gets the result.
  /// - Returns: on the root, the result; nil elsewhere.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Reduce`.
  @inlinable
  public func reduce<T: MPIDatatype>(
    _ value: T, _ reduction: Reduction<T>, root: Int = 0
  ) throws(MPIError) -> T? {
    requireRoot(root)
    var value = value
    try check(
      rank == root
        ? cmpi_reduce(
          cmpi_in_place(), &value, 1, T.mpiDatatype.handle, reduction.handle, Int32(root), handle)
        : cmpi_reduce(
          &value, nil, 1, T.mpiDatatype.handle, reduction.handle, Int32(root), handle),
      "MPI_Reduce")
    return rank == root ? value : nil
  }

  /// Combines the ranks' arrays element by element, and gives the result to the root.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - reduction: how to combine the elements of one position.
  ///   - root: the rank that gets the result.
  /// - Returns: on the root, the result; nil elsewhere.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Reduce`.
  @inlinable
  public func reduce<T: MPIDatatype>(
    _ values: [T], _ reduction: Reduction<T>, root: Int = 0
  ) throws(MPIError) -> [T]? {
    requireRoot(root)
    let count = rank == root ? values.count : 0
    let result: [T] = try array(count: count) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try check(
          cmpi_reduce(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            reduction.handle, Int32(root), handle),
          "MPI_Reduce")
      }
    }
    return rank == root ? result : nil
  }

  /// Combines the ranks' spans element by element into a span of the root, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - result: on the root, room for as many; ignored elsewhere, and may be empty.
  ///   - reduction: how to combine the elements of one position.
  ///   - root: the rank that gets the result.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Reduce`.
  @inlinable
  public func reduce<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>, _ reduction: Reduction<T>, root: Int = 0
  ) throws(MPIError) {
    requireRoot(root)
    precondition(
      rank != root || result.count == values.count,
      "the root's result is as long as what is reduced")
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try check(
          cmpi_reduce(
            input.baseAddress, output.baseAddress, Int64(input.count), T.mpiDatatype.handle,
            reduction.handle, Int32(root), handle),
          "MPI_Reduce")
      }
    }
  }

  /// Combines the ranks' spans element by element, in place on the root, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank; the result on the root, unchanged
  ///     elsewhere.
  ///   - reduction: how to combine the elements of one position.
  ///   - root: the rank that gets the result.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Reduce`, on the root with
  ///   `MPI_IN_PLACE`.
  @inlinable
  public func reduce<T: MPIDatatype>(
    _ values: inout MutableSpan<T>, _ reduction: Reduction<T>, root: Int = 0
  ) throws(MPIError) {
    requireRoot(root)
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      let isRoot = rank == root
      try check(
        cmpi_reduce(
          isRoot ? UnsafeRawPointer(cmpi_in_place()) : UnsafeRawPointer(buffer.baseAddress),
          isRoot ? buffer.baseAddress : nil, Int64(buffer.count), T.mpiDatatype.handle,
          reduction.handle, Int32(root), handle),
        "MPI_Reduce")
    }
  }
}
