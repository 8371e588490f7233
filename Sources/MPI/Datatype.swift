public import CMPI

/// An MPI datatype: how MPI reads the elements of a buffer.
public struct Datatype: Sendable {
  @usableFromInline let handle: cmpi_datatype

  @inlinable
  init(_ handle: cmpi_datatype) { self.handle = handle }

  /// Plain bytes, moved as they are.
  ///
  /// The corresponding C constant is `MPI_BYTE`.
  @inlinable public static var byte: Datatype { Datatype(cmpi_byte()) }
}
