public import CMPI

extension Communicator {
  /// Gives each rank one of the root's arrays, of any lengths.
  ///
  /// - Parameters:
  ///   - blocks: on the root, an array for each rank; ignored elsewhere.
  ///   - root: the rank whose arrays they are.
  /// - Returns: this rank's array.
  /// - Throws: ``MPIError`` with ``MPIError/Code/count``, on every rank, if there are more than
  ///   2^31 - 1 elements in all.
  /// - Important: Collective. Cost: two scatters, the first of the lengths, and a copy of all
  ///   elements; with spans and a ``BlockLayout`` it is one. The corresponding C calls are
  ///   `MPI_Scatter` and `MPI_Scatterv`.
  @inlinable
  public func scatterV<T: MPIDatatype>(_ blocks: [[T]]?, root: Int = 0) throws(MPIError) -> [T] {
    requireRoot(root)
    let blocks = rank == root ? blocks ?? [] : []
    precondition(rank != root || blocks.count == size, "the root scatters an array to each rank")
    var counts = blocks.map(\.count)
    var layout: BlockLayout?
    do throws(MPIError) {
      layout = try BlockLayout(counts: counts)
    } catch {
      // The other ranks must hear of it, or they wait for their blocks for ever.
      counts = [Int](repeating: -1, count: size)
    }
    let count = try scatter(rank == root ? counts : nil, root: root)
    guard count >= 0 else { throw tooMany("MPI_Scatterv") }
    let all = blocks.flatMap(\.self)
    return try array(count: count) { output throws(MPIError) in
      try all.withUnsafeBufferPointer { input throws(MPIError) in
        try scatterV(input, layout: layout, into: output, root: root)
      }
    }
  }

  /// Gives each rank a block of the root's span, of any lengths, without an allocation.
  ///
  /// - Parameters:
  ///   - values: on the root, the elements; ignored elsewhere, and may be empty.
  ///   - layout: on the root, where each rank's elements are; ignored elsewhere, and may be nil.
  ///   - block: room for this rank's block, as long as the root's layout says.
  ///   - root: the rank whose span it is.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Scatterv`.
  @inlinable
  public func scatterV<T: MPIDatatype>(
    _ values: Span<T>, layout: BlockLayout?, into block: inout MutableSpan<T>, root: Int = 0
  ) throws(MPIError) {
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try block.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try scatterV(input, layout: layout, into: output, root: root)
      }
    }
  }

  @inlinable
  func scatterV<T: MPIDatatype>(
    _ input: UnsafeBufferPointer<T>, layout: BlockLayout?,
    into output: UnsafeMutableBufferPointer<T>, root: Int
  ) throws(MPIError) {
    requireRoot(root)
    if rank == root {
      requireFit(layout, input.count)
      precondition(
        layout?.counts32[rank] == Int32(exactly: output.count),
        "the root's own block is as long as its layout says")
    }
    guard let count = Int32(exactly: output.count) else { throw tooMany("MPI_Scatterv") }
    try check(
      cmpi_scatterv(
        input.baseAddress, layout?.counts32, layout?.offsets32, output.baseAddress, count,
        T.mpiDatatype.handle, Int32(root), handle),
      "MPI_Scatterv")
  }
}
