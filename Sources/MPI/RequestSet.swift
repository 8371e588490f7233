public import CMPI

/// Requests of one element type, sends and receives, to be waited for together.
///
/// Swift's arrays cannot hold what cannot be copied; this can. A set that goes out of scope drops its
/// requests as ``Request`` does.
///
///     var pending = RequestSet<UInt8>()
///     for rank in 1..<world.size {
///       try pending.insert(world.immediateReceive(UInt8.self, count: 4096, from: rank))
///     }
///     while let message = try pending.waitAny() { handle(message.key, message.array) }
@frozen
public struct RequestSet<Element: BitwiseCopyable>: ~Copyable {
  // Four arrays in step, because MPI wants the handles side by side.
  @usableFromInline var handles: [cmpi_request] = []
  @usableFromInline var operations: [PendingOperation<Element>] = []
  @usableFromInline var statuses: [cmpi_status] = []
  @usableFromInline var keys: [Int] = []
  @usableFromInline var nextKey = 0

  /// An empty set.
  @inlinable public init() {}

  deinit {
    for index in handles.indices { operations[index].drop(handles[index]) }
  }

  /// The number of requests that have not been handed out yet.
  @inlinable public var count: Int { handles.count }

  /// Whether no request is left.
  @inlinable public var isEmpty: Bool { handles.isEmpty }

  /// Takes a request into the set.
  ///
  /// - Parameter request: the request.
  /// - Returns: its key: 0 for the first request that this set was given, 1 for the next.
  @inlinable @discardableResult
  public mutating func insert(_ request: consuming Request<Element>) -> Int {
    let parts = request.release()
    handles.append(parts.handle)
    operations.append(parts.operation)
    statuses.append(parts.status)
    keys.append(nextKey)
    nextKey += 1
    return nextKey - 1
  }

  /// Waits until any of the requests is done and takes it out of the set.
  ///
  /// - Returns: what it leaves; nil if the set is empty.
  /// - Throws: ``MPIError``; the request that failed is taken out, its buffer freed.
  ///
  /// The corresponding C call is `MPI_Waitany`.
  @inlinable
  public mutating func waitAny() throws(MPIError) -> Completion<Element>? {
    if let index = indexOfFinished() { return try takeOut(index, "MPI_Waitany") }
    guard !isEmpty else { return nil }
    var index = cmpi_undefined()
    var status = cmpi_status()
    let result = cmpi_waitany(Int32(handles.count), &handles, &index, &status)
    return try finish(result, index, status, "MPI_Waitany")
  }

  /// Takes a request that is done out of the set, without waiting for one.
  ///
  /// - Returns: what it leaves; nil if none is done.
  /// - Throws: ``MPIError``; the request that failed is taken out, its buffer freed.
  ///
  /// The corresponding C call is `MPI_Testany`.
  @inlinable
  public mutating func testAny() throws(MPIError) -> Completion<Element>? {
    if let index = indexOfFinished() { return try takeOut(index, "MPI_Testany") }
    guard !isEmpty else { return nil }
    var index = cmpi_undefined()
    var flag: Int32 = 0
    var status = cmpi_status()
    let result = cmpi_testany(Int32(handles.count), &handles, &index, &flag, &status)
    guard result != 0 || flag != 0 else { return nil }
    return try finish(result, index, status, "MPI_Testany")
  }

  /// Waits until all requests are done and hands out what they leave, in the order of their keys.
  ///
  /// - Parameter body: is given what each leaves.
  /// - Throws: ``MPIError`` of the first request that failed; then nothing is handed out, and the
  ///   rest is dropped.
  ///
  /// Does the work of `MPI_Waitall`; the corresponding C call is `MPI_Wait`, for each.
  @inlinable
  public mutating func waitAll(
    _ body: (consuming Completion<Element>) throws(MPIError) -> Void
  ) throws(MPIError) {
    try waitAll()
    while !isEmpty { try body(takeOut(0, "MPI_Wait")) }
  }

  /// Waits until all requests are done and returns what was received.
  ///
  /// - Returns: for each receive what came, in the order of the keys; nothing for sends.
  /// - Throws: ``MPIError`` of the first request that failed; then the rest is dropped.
  ///
  /// Does the work of `MPI_Waitall`; the corresponding C call is `MPI_Wait`, for each.
  @inlinable
  public mutating func waitAllReceived() throws(MPIError) -> [[Element]] {
    try waitAll()
    var received: [[Element]] = []
    while !isEmpty {
      let isReceive = operations[0].kind == .receive
      let completion = try takeOut(0, "MPI_Wait")
      if isReceive { received.append(completion.array) }
    }
    return received
  }

  /// Waits until all requests are done, which stay in the set until they are handed out.
  @inlinable
  mutating func waitAll() throws(MPIError) {
    // One after the other takes no longer than `MPI_Waitall`, since every wait moves all messages
    // on; and where one of several fails, Open MPI 4.1's `MPI_Waitall` may never return.
    for index in handles.indices {
      if !cmpi_request_is_null(handles[index]) {
        let result = cmpi_wait(&handles[index], &statuses[index])
        cmpi_status_set_error(&statuses[index], result)
      }
      let error = operations[index].error(of: statuses[index])
      guard error == 0 else {
        removeAll()
        throw failure(error, "MPI_Wait")
      }
    }
  }

  /// Drops everything.
  @inlinable
  mutating func removeAll() {
    for index in handles.indices { operations[index].drop(handles[index]) }
    handles = []
    operations = []
    statuses = []
    keys = []
  }

  /// A request that was found done by ``Request/test()`` before it came into the set.
  @inlinable
  func indexOfFinished() -> Int? {
    handles.firstIndex { cmpi_request_is_null($0) }
  }

  @inlinable
  mutating func finish(
    _ result: Int32, _ index: Int32, _ status: cmpi_status, _ function: StaticString
  ) throws(MPIError) -> Completion<Element>? {
    let isKnown = handles.indices.contains(Int(index))
    if isKnown { statuses[Int(index)] = status }
    for index in handles.indices where cmpi_request_is_null(handles[index]) {
      // Open MPI reports one failure and frees all requests that have failed by then: without a mark
      // the others would look done.
      cmpi_status_set_error(&statuses[index], result)
    }
    guard isKnown, cmpi_request_is_null(handles[Int(index)]) else {
      try check(result, function)
      return nil
    }
    return try takeOut(Int(index), function)
  }

  @inlinable
  mutating func takeOut(
    _ index: Int, _ function: StaticString
  ) throws(MPIError) -> Completion<Element> {
    handles.remove(at: index)
    return try operations.remove(at: index)
      .completion(key: keys.remove(at: index), status: statuses.remove(at: index), function)
  }
}
