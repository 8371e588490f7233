public import CMPI

extension Communicator {
  /// Sends an array of any length to each rank and receives one from each.
  ///
  /// - Parameter blocks: an array for each rank.
  /// - Returns: the array from each rank.
  /// - Throws: ``MPIError`` with ``MPIError/Code/count`` if this rank sends or receives more than
  ///   2^31 - 1 elements in all.
  /// - Important: Collective. Cost: two exchanges, the first of the lengths, and a copy of all
  ///   elements; with spans and ``BlockLayout``s it is one. The corresponding C calls are
  ///   `MPI_Alltoall` and `MPI_Alltoallv`.
  @inlinable
  public func allToAllV<T: MPIDatatype>(_ blocks: [[T]]) throws(MPIError) -> [[T]] {
    precondition(blocks.count == size, "there is an array for each rank")
    let counts = blocks.map(\.count)
    let layout = try BlockLayout(counts: counts)
    let resultLayout = try BlockLayout(counts: try allToAll(counts))
    let all = blocks.flatMap(\.self)
    let result: [T] = try array(count: resultLayout.count) { output throws(MPIError) in
      try all.withUnsafeBufferPointer { input throws(MPIError) in
        try allToAllV(input, layout: layout, into: output, resultLayout: resultLayout)
      }
    }
    return resultLayout.blocks(of: result)
  }

  /// Sends a block of any length to each rank and receives one from each, without an allocation.
  ///
  /// - Parameters:
  ///   - values: the elements to send.
  ///   - layout: where the block for each rank is.
  ///   - result: room for the elements received.
  ///   - resultLayout: where the block from each rank goes.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Alltoallv`.
  @inlinable
  public func allToAllV<T: MPIDatatype>(
    _ values: Span<T>, layout: BlockLayout, into result: inout MutableSpan<T>,
    resultLayout: BlockLayout
  ) throws(MPIError) {
    try values.withUnsafeBufferPointer { input throws(MPIError) in
      try result.withUnsafeMutableBufferPointer { output throws(MPIError) in
        try allToAllV(input, layout: layout, into: output, resultLayout: resultLayout)
      }
    }
  }

  @inlinable
  func allToAllV<T: MPIDatatype>(
    _ input: UnsafeBufferPointer<T>, layout: BlockLayout,
    into output: UnsafeMutableBufferPointer<T>, resultLayout: BlockLayout
  ) throws(MPIError) {
    requireFit(layout, input.count)
    requireFit(resultLayout, output.count)
    precondition(
      layout.counts32[rank] == resultLayout.counts32[rank],
      "a rank receives from itself what it sends to itself")
    try check(
      cmpi_alltoallv(
        input.baseAddress, layout.counts32, layout.offsets32, output.baseAddress,
        resultLayout.counts32, resultLayout.offsets32, T.mpiDatatype.handle, handle),
      "MPI_Alltoallv")
  }
}
