public import CMPI

/// A request without its owner: what ``Request`` and ``RequestSet`` keep and must give up.
@frozen @usableFromInline
struct PendingOperation<Element: BitwiseCopyable> {
  @frozen @usableFromInline
  enum Kind {
    case send, receive, collective
  }

  @usableFromInline let kind: Kind
  @usableFromInline let memory: UnsafeMutableBufferPointer<Element>
  /// What MPI counts the message in, and how many of it make an element.
  @usableFromInline let unit: Datatype
  @usableFromInline let unitsPerElement: Int

  @inlinable
  init(
    kind: Kind, memory: UnsafeMutableBufferPointer<Element>, unit: Datatype, unitsPerElement: Int
  ) {
    self.kind = kind
    self.memory = memory
    self.unit = unit
    self.unitsPerElement = unitsPerElement
  }

  /// What went wrong with an operation that is done; 0 if nothing did.
  @inlinable
  func error(of status: cmpi_status) -> Int32 {
    let error = cmpi_status_error(status)
    guard error == 0, kind == .receive, !cmpi_status_cancelled(status) else { return error }
    // No library says so without an error; but the buffer's length must never be a matter of trust.
    let isTooLong = Int(cmpi_status_count(status, unit.handle)) > memory.count * unitsPerElement
    return isTooLong ? cmpi_err_truncated() : 0
  }

  /// The buffer with as many elements as it holds now that the operation is done; freed if it failed.
  @inlinable
  func completion(
    key: Int, status: cmpi_status, _ function: StaticString
  ) throws(MPIError) -> Completion<Element> {
    let error = error(of: status)
    guard error == 0 else {
      memory.deallocate()
      throw failure(error, function)
    }
    let status = Status(status)
    var count = memory.count
    if kind == .receive {
      // A cancelled receive has no length; a message that ends within an element has lost its end.
      count = status.isCancelled ? 0 : status.count(unit: unit, perElement: unitsPerElement) ?? 0
    }
    return Completion(
      key: key, status: status, buffer: MessageBuffer(owning: memory, count: count))
  }

  /// Gives up an operation that nobody will wait for.
  ///
  /// A receive that has not matched a message is cancelled. What cannot be cancelled goes on without
  /// its owner: a send, since the standard has given up the cancelling of sends, and what all ranks do together.
  @usableFromInline
  func drop(_ request: cmpi_request) {
    var request = request
    guard !cmpi_request_is_null(request) && !cmpi_finalized() else {
      memory.deallocate()
      return
    }
    if kind == .receive { _ = cmpi_cancel(&request) }
    AbandonedOperations.add(
      request, memory: UnsafeMutableRawPointer(memory.baseAddress),
      isCollective: kind == .collective)
  }
}
