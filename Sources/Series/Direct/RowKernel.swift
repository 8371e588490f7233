import CVector

/// The vector loop that evaluates 1/k for every passing number of a row.
///
/// For each k it makes a double y close to 1/k, adds y exactly, and adds the rest y·e, where e = 1
/// − k·y, in double. Within a row all y have the same exponent, so the exact sum is one integer
/// addition of bit patterns.
///
/// Where y comes from depends on the row, that is on h = 1/(2·row + 1), the greatest relative
/// distance of a k from the row's middle K. Dividing costs most; a Taylor polynomial of 1/(K + x)
/// costs one or two multiply-adds and leaves
/// |e| <= h² or h³, which the rest makes up for:
///
/// | kernel      | y             | rest    | operations a term |
/// | `divide`    | 1/k           | y·e     | division, 3 |
/// | `refined`   | 2nd order     | y·(e+e²)| 7 |
/// | `quadratic` | 2nd order     | y·e     | 6 |
/// | `linear`    | 1st order     | y·e     | 5 |
enum RowKernel: Sendable {
  case divide, refined, quadratic, linear

  /// The kernel for blocks whose first row is `row`: the fastest that leaves a bound of some 2⁻⁸⁰ of
  /// the terms, or less, for the usual few omitted strings.
  init(row: Int) {
    switch row {
    case ..<(1 << 11): self = .divide
    case ..<(1 << 14): self = .refined
    case ..<(1 << 22): self = .quadratic
    default: self = .linear
    }
  }

  /// A bound of |1 − k·y| for all k of rows from `row` on.
  ///
  /// The polynomial's share is h³ or h² exactly; 2⁻⁵¹ is twice what rounding its coefficients and
  /// steps can add.
  private func residualBound(row: Int) -> Double {
    let h = 1 / Double(2 * row + 1)
    switch self {
    case .divide: return 0x1p-53
    case .refined, .quadratic: return h * h * h + 0x1p-51
    case .linear: return h * h + 0x1p-51
    }
  }

  /// A bound of the error of the sum of `count` terms, none greater than `greatest`, from rows from
  /// `row` on.
  ///
  /// 1/k = y·(1 + e + e² + …): what is left out is at most e² or e³ of a term. The rests are added
  /// in chains; `additions` is the greatest number of roundings that a rest passes through, each
  /// 2⁻⁵³ of a sum that is at most e of the terms.
  func errorBound(row: Int, count: Int, greatest: Double, additions: Int) -> Double {
    let e = residualBound(row: row)
    let leftOut = self == .refined ? e * e * e : e * e
    // The factor covers the roundings of this line and second-order terms.
    return 1.01 * Double(count) * greatest * (leftOut + e * 0x1p-53 * Double(additions + 4))
  }

  /// Adds 1/k for the first `count` numbers of a row, whose 1/k all lie in one binade.
  ///
  /// - Parameters:
  ///   - table: the row's passing numbers.
  ///   - count: how many of them; at least 1.
  ///   - middle: the number in the row's middle, exact.
  ///   - masks: those of ``RowTables/tailMasks``.
  ///   - rests: to which the rests are added, lane by lane.
  /// - Returns: the sum of the bit patterns of all y, modulo 2⁶⁴.
  func add(
    _ table: RowTable, count: Int, middle: Double, masks: UnsafePointer<SIMD8<UInt64>>,
    rests: inout SIMD8<Double>
  ) -> UInt64 {
    switch self {
    case .divide: Self.divided(table.vectors, count, middle, masks, &rests)
    case .refined: Self.refined(table.vectors, count, middle, masks, &rests)
    case .quadratic: Self.quadratic(table.vectors, count, middle, masks, &rests)
    case .linear: Self.linear(table.vectors, count, middle, masks, &rests)
    }
  }
}
