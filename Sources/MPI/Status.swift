public import CMPI

/// What MPI knows about a message: who sent it, with which tag, how long it is.
public struct Status: Sendable {
  @usableFromInline let handle: cmpi_status

  @inlinable
  init(_ handle: cmpi_status) { self.handle = handle }

  /// The rank that sent the message.
  @inlinable public var source: Int { Int(cmpi_status_source(handle)) }

  /// The message's tag.
  @inlinable public var tag: Int { Int(cmpi_status_tag(handle)) }

  /// Whether the request was cancelled before it matched a message.
  ///
  /// The corresponding C call is `MPI_Test_cancelled`.
  @inlinable public var isCancelled: Bool { cmpi_status_cancelled(handle) }

  /// The number of elements in the message; nil when it is not a whole number of them.
  ///
  /// Ask for the type that the message was sent with. The corresponding C call is
  /// `MPI_Get_elements_x`, which counts beyond 2^31 where `MPI_Get_count` does not.
  @inlinable
  public func count<T: MPIDatatype>(of type: T.Type) -> Int? {
    count(unit: T.mpiDatatype, perElement: 1)
  }

  /// The number of values in a message that was sent as their bytes; nil when it is not a whole
  /// number of them.
  ///
  /// The corresponding C call is `MPI_Get_elements_x` with `MPI_BYTE`.
  @inlinable
  public func countBytes<T: BitwiseCopyable>(of type: T.Type) -> Int? {
    count(unit: .byte, perElement: MemoryLayout<T>.stride)
  }

  @inlinable
  func count(unit: Datatype, perElement: Int) -> Int? {
    let units = Int(cmpi_status_count(handle, unit.handle))
    guard units >= 0, units % perElement == 0 else { return nil }
    return units / perElement
  }
}
