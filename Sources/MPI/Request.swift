public import CMPI

/// A message on its way, and the buffer that it leaves or fills.
///
/// The request owns its buffer until the message is through, so the buffer can be neither read nor
/// written, freed nor moved too early; ``wait()`` gives it back.
///
///     let request = try world.immediateReceive(Double.self, count: 100, from: left)
///     ...                                        // work that does not need the message
///     let message = try request.wait().array
///
/// A request may be dropped without waiting. A receive is then cancelled; a message that it had
/// already matched is lost. A send and what all ranks do together go on by themselves: their buffer is freed when they are
/// done, and MPI is not finalised before that. To keep many requests, use a ``RequestSet``.
@frozen
public struct Request<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var handle: cmpi_request
  @usableFromInline let operation: PendingOperation<Element>
  /// Known once the operation is done; then holds the error too if it failed.
  @usableFromInline var status: cmpi_status

  @inlinable
  init(handle: cmpi_request, operation: PendingOperation<Element>) {
    self.handle = handle
    self.operation = operation
    self.status = cmpi_status()
  }

  deinit { operation.drop(handle) }

  /// Waits until the operation is done.
  ///
  /// - Returns: the buffer, and for a receive what is known of the message.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message was longer than the
  ///   buffer, which is then freed.
  ///
  /// The corresponding C call is `MPI_Wait`.
  @inlinable
  public consuming func wait() throws(MPIError) -> Completion<Element> {
    var parts = release()
    if !cmpi_request_is_null(parts.handle) {
      let result = cmpi_wait(&parts.handle, &parts.status)
      if result != 0 {
        parts.operation.drop(parts.handle)
        throw failure(result, "MPI_Wait")
      }
      cmpi_status_set_error(&parts.status, 0)
    }
    return try parts.operation.completion(key: 0, status: parts.status, "MPI_Wait")
  }

  /// Tells whether the operation is done, without waiting; then ``wait()`` returns at once.
  ///
  /// - Returns: whether it is done.
  /// - Throws: ``MPIError`` with ``MPIError/Code/truncated`` if the message was longer than the
  ///   buffer; ``wait()`` then throws it again.
  ///
  /// Also gives the MPI library a chance to move other messages on. The corresponding C call is
  /// `MPI_Test`.
  @inlinable
  public mutating func test() throws(MPIError) -> Bool {
    guard !cmpi_request_is_null(handle) else { return true }
    var flag: Int32 = 0
    let result = cmpi_test(&handle, &flag, &status)
    cmpi_status_set_error(&status, result)
    try check(result, "MPI_Test")
    return flag != 0
  }

  /// Takes the request apart without ending it.
  @inlinable
  consuming func release() -> (
    handle: cmpi_request, operation: PendingOperation<Element>, status: cmpi_status
  ) {
    let parts = (handle, operation, status)
    discard self
    return parts
  }
}
