public import CMPI

extension Communicator {
  /// Gives every rank the root's value.
  ///
  /// - Parameters:
  ///   - value: a value; only the root's counts.
  ///   - root: the rank whose value it is.
  /// - Returns: the root's value.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Bcast`.
  @inlinable
  public func broadcast<T: MPIDatatype>(_ value: T, root: Int = 0) throws(MPIError) -> T {
    requireRoot(root)
    var result = value
    try check(
      cmpi_bcast(&result, 1, T.mpiDatatype.handle, Int32(root), handle), "MPI_Bcast")
    return result
  }

  /// Gives every rank the root's array.
  ///
  /// - Parameters:
  ///   - values: an array; only the root's counts, also for the length.
  ///   - root: the rank whose array it is.
  /// - Returns: the root's array.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. Cost: two broadcasts, the first of the length; with spans it is one.
  ///   The corresponding C call is `MPI_Bcast`.
  @inlinable
  public func broadcast<T: MPIDatatype>(_ values: [T], root: Int = 0) throws(MPIError) -> [T] {
    let count = try broadcast(values.count, root: root)
    if rank == root {
      // MPI only reads it on the root, so it need not be copied.
      try values.withUnsafeBufferPointer { buffer throws(MPIError) in
        try broadcast(UnsafeMutableBufferPointer(mutating: buffer), root: root)
      }
      return values
    }
    return try array(count: count) { buffer throws(MPIError) in
      try broadcast(buffer, root: root)
    }
  }

  /// Gives every rank the elements of the root's span, without an allocation.
  ///
  /// - Parameters:
  ///   - values: on the root, the elements; elsewhere, room for exactly as many.
  ///   - root: the rank whose elements they are.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Bcast`.
  @inlinable
  public func broadcast<T: MPIDatatype>(
    _ values: inout MutableSpan<T>, root: Int = 0
  ) throws(MPIError) {
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try broadcast(buffer, root: root)
    }
  }

  @inlinable
  func broadcast<T: MPIDatatype>(
    _ buffer: UnsafeMutableBufferPointer<T>, root: Int
  ) throws(MPIError) {
    requireRoot(root)
    try check(
      cmpi_bcast(
        buffer.baseAddress, Int64(buffer.count), T.mpiDatatype.handle, Int32(root), handle),
      "MPI_Bcast")
  }
}
