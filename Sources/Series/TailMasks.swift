/// Masks for the last, incomplete step of a row: all ones in the lanes that hold an entry.
final class TailMasks: Sendable {
  private nonisolated(unsafe) let vectors: UnsafeMutablePointer<SIMD8<UInt64>>

  init() {
    vectors = .allocate(capacity: 2 * RowTable.step)
    for entries in 0..<RowTable.step {
      for half in 0..<2 {
        var mask = SIMD8<UInt64>(repeating: 0)
        for lane in 0..<8 where 8 * half + lane < entries { mask[lane] = .max }
        (vectors + 2 * entries + half).initialize(to: mask)
      }
    }
  }

  deinit {
    vectors.deallocate()
  }

  /// The mask of one half of a step that holds `entries` of sixteen.
  @inline(__always)
  subscript(_ entries: Int, _ half: Int) -> SIMD8<UInt64> {
    vectors[2 * entries + half]
  }
}
