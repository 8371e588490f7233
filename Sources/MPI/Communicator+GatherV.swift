public import CMPI

extension Communicator {
  /// Brings the ranks' arrays, of any lengths, to the root.
  ///
  /// - Parameters:
  ///   - values: this rank's elements; may be empty.
  ///   - root: the rank that gets them.
  /// - Returns: on the root, each rank's array; nil elsewhere.
  /// - Throws: ``MPIError`` with ``MPIError/Code/count``, on every rank, if there are more than
  ///   2^31 - 1 elements in all.
  /// - Important: Collective. Cost: two gathers, the first of the lengths, to every rank; with spans
  ///   and a ``BlockLayout`` it is one. The corresponding C calls are `MPI_Allgather` and
  ///   `MPI_Gatherv`.
  @inlinable
  public func gatherV<T: MPIDatatype>(_ values: [T], root: Int = 0) throws(MPIError) -> [[T]]? {
    requireRoot(root)
    // All learn the lengths: where they are too much, none may wait for the others in the second call.
    let layout = try BlockLayout(counts: allGather(values.count))
    let all: [T] = try array(count: rank == root ? layout.count : 0) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try gatherV(input, into: output, layout: layout, root: root)
      }
    }
    return rank == root ? layout.blocks(of: all) : nil
  }

  /// Brings the ranks' spans, of any lengths, into a span of the root, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as the root's layout says.
  ///   - result: on the root, room for the layout; ignored elsewhere, and may be empty.
  ///   - layout: on the root, where each rank's elements go; ignored elsewhere, and may be nil.
  ///   - root: the rank that gets them.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Gatherv`.
  @inlinable
  public func gatherV<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>, layout: BlockLayout?, root: Int = 0
  ) throws(MPIError) {
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try gatherV(input, into: output, layout: layout, root: root)
      }
    }
  }

  /// Brings the ranks' arrays, of any lengths, to every rank.
  ///
  /// - Parameter values: this rank's elements; may be empty.
  /// - Returns: each rank's array.
  /// - Throws: ``MPIError`` with ``MPIError/Code/count`` if there are more than 2^31 - 1 elements in
  ///   all.
  /// - Important: Collective. Cost: two gathers, the first of the lengths; with spans and a
  ///   ``BlockLayout`` it is one. The corresponding C calls are `MPI_Allgather` and
  ///   `MPI_Allgatherv`.
  @inlinable
  public func allGatherV<T: MPIDatatype>(_ values: [T]) throws(MPIError) -> [[T]] {
    let layout = try BlockLayout(counts: try allGather(values.count))
    let all: [T] = try array(count: layout.count) { output throws(MPIError) in
      try values.withUnsafeBufferPointer { input throws(MPIError) in
        try allGatherV(
          input.baseAddress, count: input.count, into: output, layout: layout)
      }
    }
    return layout.blocks(of: all)
  }

  /// Brings the ranks' spans, of any lengths, into a span of every rank, without an allocation.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as the layout says.
  ///   - result: room for the layout.
  ///   - layout: where each rank's elements go, the same lengths on every rank.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allgatherv`.
  @inlinable
  public func allGatherV<T: MPIDatatype>(
    _ values: Span<T>, into result: inout MutableSpan<T>, layout: BlockLayout
  ) throws(MPIError) {
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try allGatherV(input.baseAddress, count: input.count, into: output, layout: layout)
      }
    }
  }

  /// Brings the ranks' blocks, of any lengths, to every rank, each one's own being in its place.
  ///
  /// - Parameters:
  ///   - values: room for the layout, with this rank's own block in place.
  ///   - layout: where each rank's elements go, the same lengths on every rank.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Allgatherv` with `MPI_IN_PLACE`.
  @inlinable
  public func allGatherV<T: MPIDatatype>(
    inPlace values: inout MutableSpan<T>, layout: BlockLayout
  ) throws(MPIError) {
    let count = layout.blockCount == size ? Int(layout.counts32[rank]) : 0
    try values.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try allGatherV(cmpi_in_place(), count: count, into: buffer, layout: layout)
    }
  }

  @inlinable
  func gatherV<T: MPIDatatype>(
    _ input: UnsafeBufferPointer<T>, into output: UnsafeMutableBufferPointer<T>,
    layout: BlockLayout?, root: Int
  ) throws(MPIError) {
    requireRoot(root)
    if rank == root {
      requireFit(layout, output.count)
      precondition(
        layout?.counts32[rank] == Int32(exactly: input.count),
        "the root's own block is as long as its layout says")
    }
    guard let count = Int32(exactly: input.count) else { throw tooMany("MPI_Gatherv") }
    try check(
      cmpi_gatherv(
        input.baseAddress, count, output.baseAddress, layout?.counts32, layout?.offsets32,
        T.mpiDatatype.handle, Int32(root), handle),
      "MPI_Gatherv")
  }

  @inlinable
  func allGatherV<T: MPIDatatype>(
    _ input: UnsafeRawPointer?, count: Int, into output: UnsafeMutableBufferPointer<T>,
    layout: BlockLayout
  ) throws(MPIError) {
    requireFit(layout, output.count)
    precondition(
      layout.counts32[rank] == Int32(exactly: count),
      "this rank's block is as long as its layout says")
    try check(
      cmpi_allgatherv(
        input, Int32(count), output.baseAddress, layout.counts32, layout.offsets32,
        T.mpiDatatype.handle, handle),
      "MPI_Allgatherv")
  }

  @inlinable @inline(__always)
  func requireFit(_ layout: BlockLayout?, _ count: Int) {
    precondition(layout?.blockCount == size, "a layout has a block for each rank")
    precondition((layout?.count ?? 0) <= count, "a layout fits into its span")
  }
}

extension BlockLayout {
  /// The blocks of an array that is laid out so.
  @inlinable
  func blocks<T>(of values: [T]) -> [[T]] {
    (0..<blockCount).map { Array(values[self[$0]]) }
  }
}

/// The error of a block that is longer than MPI can count.
@usableFromInline @inline(never)
func tooMany(_ function: StaticString) -> MPIError {
  failure(cmpi_err_count(), function)
}
