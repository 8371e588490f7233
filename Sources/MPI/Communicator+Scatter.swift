public import CMPI

extension Communicator {
  /// Gives each rank one of the root's values.
  ///
  /// - Parameters:
  ///   - values: on the root, one value for each rank; ignored elsewhere.
  ///   - root: the rank whose values they are.
  /// - Returns: this rank's value.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scatter`.
  @inlinable
  public func scatter<T: MPIDatatype>(_ values: [T]?, root: Int = 0) throws(MPIError) -> T {
    requireRoot(root)
    let values = values ?? []
    precondition(rank != root || values.count == size, "the root scatters one value to each rank")
    return try withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try check(
          cmpi_scatter(
            input.baseAddress, output.baseAddress, 1, T.mpiDatatype.handle, Int32(root), handle),
          "MPI_Scatter")
      }
      return output[0]
    }
  }

  /// Gives each rank a block of the root's array, all of one length.
  ///
  /// - Parameters:
  ///   - values: on the root, the blocks one after the other in the order of the ranks; ignored
  ///     elsewhere.
  ///   - count: the length of a block, the same on every rank.
  ///   - root: the rank whose array it is.
  /// - Returns: this rank's block.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scatter`.
  @inlinable
  public func scatter<T: MPIDatatype>(
    _ values: [T]?, count: Int, root: Int = 0
  ) throws(MPIError) -> [T] {
    requireRoot(root)
    let values = values ?? []
    precondition(
      rank != root || values.count == count * size, "the root scatters a block to each rank")
    return try array(count: count) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try check(
          cmpi_scatter(
            input.baseAddress, output.baseAddress, Int64(count), T.mpiDatatype.handle, Int32(root),
            handle),
          "MPI_Scatter")
      }
    }
  }

  /// Gives each rank a block of the root's span, all of one length, without an allocation.
  ///
  /// - Parameters:
  ///   - values: on the root, the blocks one after the other in the order of the ranks; ignored
  ///     elsewhere, and may be empty.
  ///   - block: room for this rank's block, of the same length on every rank.
  ///   - root: the rank whose span it is.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scatter`.
  @inlinable
  public func scatter<T: MPIDatatype>(
    _ values: Span<T>, into block: inout MutableSpan<T>, root: Int = 0
  ) throws(MPIError) {
    requireRoot(root)
    precondition(
      rank != root || values.count == block.count * size, "the root scatters a block to each rank")
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try block.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try check(
          cmpi_scatter(
            input.baseAddress, output.baseAddress, Int64(output.count), T.mpiDatatype.handle,
            Int32(root), handle),
          "MPI_Scatter")
      }
    }
  }

  /// Gives each rank a block of the root's span; the root's own block stays where it is.
  ///
  /// - Parameters:
  ///   - values: on the root, the blocks one after the other in the order of the ranks; elsewhere,
  ///     room for this rank's block.
  ///   - root: the rank whose span it is.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scatter`, on the root with
  ///   `MPI_IN_PLACE`.
  @inlinable
  public func scatter<T: MPIDatatype>(
    inPlace values: inout MutableSpan<T>, root: Int = 0
  ) throws(MPIError) {
    requireRoot(root)
    let isRoot = rank == root
    precondition(!isRoot || values.count % size == 0, "the root scatters a block to each rank")
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try check(
        cmpi_scatter(
          isRoot ? buffer.baseAddress : nil,
          isRoot ? cmpi_in_place() : UnsafeMutableRawPointer(buffer.baseAddress),
          Int64(isRoot ? buffer.count / size : buffer.count), T.mpiDatatype.handle, Int32(root),
          handle),
        "MPI_Scatter")
    }
  }
}
