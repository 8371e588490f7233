public import CMPI

/// A message that has arrived and been set aside for its holder; no other receive can take it.
///
/// Made by ``Communicator/matchedProbe(from:tag:)``. Receive it: one that is dropped instead is
/// received and thrown away.
@frozen
public struct MatchedMessage: ~Copyable {
  @usableFromInline var handle: cmpi_message

  /// Who sent the message, with which tag, and how long it is.
  public let status: Status

  @usableFromInline
  init(handle: cmpi_message, status: Status) {
    self.handle = handle
    self.status = status
  }

  deinit {
    guard !cmpi_finalized() else { return }
    var handle = handle
    let count = max(0, Int(cmpi_status_count(status.handle, cmpi_byte())))
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) {
      _ = cmpi_mrecv($0.baseAddress, Int64(count), cmpi_byte(), &handle, nil)
    }
  }

  /// Receives the message as an array of the length that it has.
  ///
  /// - Parameter type: the type that the message was sent with.
  /// - Returns: the elements.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Mrecv`.
  @inlinable
  public consuming func receiveArray<T: MPIDatatype>(of type: T.Type) throws(MPIError) -> [T] {
    try receive(unit: T.mpiDatatype, perElement: 1)
  }

  /// Receives the message, sent as bytes, as an array of values.
  ///
  /// - Parameter type: the type whose bytes were sent.
  /// - Returns: the values.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Mrecv` with `MPI_BYTE`.
  @inlinable
  public consuming func receiveBytes<T: BitwiseCopyable>(
    asArrayOf type: T.Type
  ) throws(MPIError) -> [T] {
    try receive(unit: .byte, perElement: MemoryLayout<T>.stride)
  }

  @inlinable
  consuming func receive<T: BitwiseCopyable>(
    unit: Datatype, perElement: Int
  ) throws(MPIError) -> [T] {
    let length = status.count(unit: unit, perElement: perElement)
    precondition(length != nil, "the message is not a whole number of elements of this type")
    let count = length ?? 0
    var handle = handle
    discard self
    return try array(count: count) { buffer throws(MPIError) in
      try check(
        cmpi_mrecv(
          buffer.baseAddress, Int64(count * perElement), unit.handle, &handle, nil),
        "MPI_Mrecv")
    }
  }
}
