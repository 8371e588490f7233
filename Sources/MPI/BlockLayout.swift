/// How a span is parted into one block for each rank, of different lengths.
///
/// Made once and used in many calls, it costs nothing in them: it holds the numbers as MPI wants
/// them.
public struct BlockLayout: Hashable, Sendable {
  @usableFromInline let counts32: [Int32]
  @usableFromInline let offsets32: [Int32]

  /// The number of elements from the first to the end of the furthest block.
  public let count: Int

  /// The number of blocks.
  @inlinable public var blockCount: Int { counts32.count }

  /// Blocks one after the other.
  ///
  /// - Parameter counts: the length of each rank's block, in the order of the ranks.
  /// - Throws: ``MPIError`` with ``MPIError/Code/count`` if they reach beyond the 2^31 - 1 elements
  ///   that MPI can number.
  public init(counts: [Int]) throws(MPIError) {
    var offsets: [Int] = []
    offsets.reserveCapacity(counts.count)
    var end = 0
    for count in counts {
      offsets.append(end)
      // Stuck at the greatest number, which the other initialiser refuses.
      let (sum, isTooBig) = end.addingReportingOverflow(count)
      end = isTooBig ? Int.max : sum
    }
    try self.init(counts: counts, offsets: offsets)
  }

  /// Blocks anywhere in the span.
  ///
  /// Blocks that are received into must not overlap.
  ///
  /// - Parameters:
  ///   - counts: the length of each rank's block, in the order of the ranks.
  ///   - offsets: where each block begins, in elements.
  /// - Throws: ``MPIError`` with ``MPIError/Code/count`` if they reach beyond the 2^31 - 1 elements
  ///   that MPI can number.
  public init(counts: [Int], offsets: [Int]) throws(MPIError) {
    precondition(counts.count == offsets.count, "each block has a length and an offset")
    precondition(
      counts.allSatisfy { $0 >= 0 } && offsets.allSatisfy { $0 >= 0 },
      "a length and an offset are not negative")
    let ends = zip(counts, offsets).map { $0.addingReportingOverflow($1) }
    let end = ends.map(\.partialValue).max() ?? 0
    guard !ends.contains(where: \.overflow), end <= Int(Int32.max) else {
      throw MPIError(
        code: .count, function: "BlockLayout",
        text: "blocks reach beyond element \(Int32.max), the last that MPI can number")
    }
    self.counts32 = counts.map { Int32(truncatingIfNeeded: $0) }
    self.offsets32 = offsets.map { Int32(truncatingIfNeeded: $0) }
    self.count = end
  }

  /// The elements of a rank's block.
  public subscript(rank: Int) -> Range<Int> {
    let start = Int(offsets32[rank])
    return start..<start + Int(counts32[rank])
  }
}
