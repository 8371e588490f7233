/// The places of the passing numbers in a row, for one state in which the row is entered.
///
/// A place is the distance from the row's middle, negated: the kernels work with −k, which saves a
/// negation a term. The entries ascend in k and are padded with zeros to whole steps of ``step``
/// lanes. A table is a view: ``RowTables`` owns the memory, so that a thread that walks over rows
/// counts no references.
struct RowTable: BitwiseCopyable, @unchecked Sendable {
  /// Lanes that the kernels take in one step: two vectors of eight.
  static let step = 16

  /// How many numbers pass.
  let count: Int

  /// The entries, aligned for vectors.
  let vectors: UnsafePointer<SIMD8<Double>>

  /// The entry of the `index`th passing number: the row's middle less that number.
  subscript(_ index: Int) -> Double {
    vectors[index / 8][index % 8]
  }

  /// How many entries are numbers less than the row's middle + `distance`.
  func count(below distance: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let probe = (low + high) / 2
      if -self[probe] < distance { low = probe + 1 } else { high = probe }
    }
    return low
  }
}
