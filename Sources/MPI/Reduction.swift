public import CMPI

/// How a reduction combines the ranks' values.
///
/// Which reductions exist depends on the element, so that a combination that MPI does not have,
/// for example the bitwise and of two `Double`s, does not compile. The order in which MPI combines
/// floating-point values is the library's choice and may change with the number of ranks: sums of
/// `Double`s are not reproducible, sums of integers are. Integer sums and products wrap around
/// without a trap.
public struct Reduction<Element: MPIDatatype>: Sendable {
  @usableFromInline let handle: cmpi_op

  @inlinable
  init(_ handle: cmpi_op) { self.handle = handle }
}

extension Reduction where Element: Numeric {
  /// The sum.
  ///
  /// The corresponding C constant is `MPI_SUM`.
  @inlinable public static var sum: Self { Self(cmpi_sum()) }
  /// The product.
  ///
  /// The corresponding C constant is `MPI_PROD`.
  @inlinable public static var product: Self { Self(cmpi_prod()) }
}

extension Reduction where Element: Numeric & Comparable {
  /// The least value; with a NaN among the values, any of them or the NaN.
  ///
  /// The corresponding C constant is `MPI_MIN`.
  @inlinable public static var min: Self {
    cmpi_is_unsigned(Element.mpiDatatype.handle)
      ? Self(UnsignedExtreme.least) : Self(cmpi_min())
  }
  /// The greatest value; with a NaN among the values, any of them or the NaN.
  ///
  /// The corresponding C constant is `MPI_MAX`.
  @inlinable public static var max: Self {
    cmpi_is_unsigned(Element.mpiDatatype.handle)
      ? Self(UnsignedExtreme.greatest) : Self(cmpi_max())
  }
}

extension Reduction where Element: FixedWidthInteger {
  /// The bits that all have.
  ///
  /// The corresponding C constant is `MPI_BAND`.
  @inlinable public static var bitwiseAnd: Self { Self(cmpi_band()) }
  /// The bits that any has.
  ///
  /// The corresponding C constant is `MPI_BOR`.
  @inlinable public static var bitwiseOr: Self { Self(cmpi_bor()) }
  /// The bits that an odd number have.
  ///
  /// The corresponding C constant is `MPI_BXOR`.
  @inlinable public static var bitwiseXor: Self { Self(cmpi_bxor()) }
}

extension Reduction where Element == Bool {
  /// Whether all are true.
  ///
  /// The corresponding C constant is `MPI_LAND`.
  @inlinable public static var logicalAnd: Self { Self(cmpi_land()) }
  /// Whether any is true.
  ///
  /// The corresponding C constant is `MPI_LOR`.
  @inlinable public static var logicalOr: Self { Self(cmpi_lor()) }
  /// Whether an odd number are true.
  ///
  /// The corresponding C constant is `MPI_LXOR`.
  @inlinable public static var logicalXor: Self { Self(cmpi_lxor()) }
}

/// Reductions of unsigned integers that MPI libraries get wrong, made when first needed.
@usableFromInline
enum UnsignedExtreme {
  @usableFromInline static let least = cmpi_create_unsigned_extreme(false)
  @usableFromInline static let greatest = cmpi_create_unsigned_extreme(true)
}
