extension Range<Int> {
  /// One of so many parts of nearly equal length, which follow one another; some may be empty.
  func part(_ index: Int, of parts: Int) -> Range<Int> {
    let (size, rest) = count.quotientAndRemainder(dividingBy: parts)
    let start = lowerBound + index * size + Swift.min(index, rest)
    return start..<start + size + (index < rest ? 1 : 0)
  }
}
