import Glibc

/// One component of a velocity on some rows of a grid, eight points a vector.
typealias Component = [SIMD8<Double>]

extension [SIMD8<Double>] {
  /// Makes so many vectors, on the thread that calls, so that memory is near to it.
  ///
  /// Asks for huge pages, as NumPy does for its arrays: a hundred million points in pages of 4 KiB
  /// are more than the processor can keep track of.
  init(count: Int, _ element: (Int) -> SIMD8<Double>) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress {
        let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
        let start = (UInt(bitPattern: base) + page - 1) & ~(page - 1)
        let end = UInt(bitPattern: base + count) & ~(page - 1)
        if start < end {
          // Only advice: a refusal makes the program slower, not wrong.
          _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE)
        }
      }
      for index in 0..<count { buffer.initializeElement(at: index, to: element(index)) }
      initialized = count
    }
  }
}
