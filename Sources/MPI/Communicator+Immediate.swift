public import CMPI

extension Communicator {
  /// Starts to send a buffer's elements, and returns at once.
  ///
  /// - Parameters:
  ///   - buffer: the elements; taken away until the request is done.
  ///   - destination: the rank that receives them.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Returns: the request, which owns the buffer.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Isend`.
  @inlinable
  public func immediateSend<T: MPIDatatype>(
    _ buffer: consuming MessageBuffer<T>, to destination: Int, tag: Int = 0
  ) throws(MPIError) -> Request<T> {
    try start(buffer, to: destination, tag: tag, unit: T.mpiDatatype, perElement: 1)
  }

  /// Starts to send one value, and returns at once.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - destination: the rank that receives it.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Returns: the request, which owns a copy of the value.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Isend`.
  @inlinable
  public func immediateSend<T: MPIDatatype>(
    _ value: T, to destination: Int, tag: Int = 0
  ) throws(MPIError) -> Request<T> {
    try immediateSend(MessageBuffer(repeating: value, count: 1), to: destination, tag: tag)
  }

  /// Starts to send a copy of an array, and returns at once.
  ///
  /// - Parameters:
  ///   - values: the elements.
  ///   - destination: the rank that receives them.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Returns: the request, which owns the copy.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Isend`.
  @inlinable
  public func immediateSend<T: MPIDatatype>(
    _ values: [T], to destination: Int, tag: Int = 0
  ) throws(MPIError) -> Request<T> {
    try immediateSend(MessageBuffer(values), to: destination, tag: tag)
  }

  /// Starts to send the bytes of a buffer's elements, and returns at once.
  ///
  /// - Parameters:
  ///   - buffer: values of any type without references; taken away until the request is done.
  ///   - destination: the rank that receives them.
  ///   - tag: a label, from 0 to ``maximumTag``.
  /// - Returns: the request, which owns the buffer.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Isend` with `MPI_BYTE`.
  @inlinable
  public func immediateSendBytes<T: BitwiseCopyable>(
    of buffer: consuming MessageBuffer<T>, to destination: Int, tag: Int = 0
  ) throws(MPIError) -> Request<T> {
    try start(buffer, to: destination, tag: tag, unit: .byte, perElement: MemoryLayout<T>.stride)
  }

  /// Starts to receive into a buffer, and returns at once.
  ///
  /// - Parameters:
  ///   - buffer: room for as many elements as its capacity; taken away until the request is done.
  ///   - source: the rank that sends them; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the request, which owns the buffer.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Irecv`.
  @inlinable
  public func immediateReceive<T: MPIDatatype>(
    into buffer: consuming MessageBuffer<T>, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> Request<T> {
    try start(buffer, from: source, tag: tag, unit: T.mpiDatatype, perElement: 1)
  }

  /// Starts to receive into a new buffer, and returns at once.
  ///
  /// - Parameters:
  ///   - type: the type of the elements.
  ///   - count: the greatest number of elements to receive.
  ///   - source: the rank that sends them; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the request, which owns the buffer.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Irecv`.
  @inlinable
  public func immediateReceive<T: MPIDatatype>(
    _ type: T.Type, count: Int, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> Request<T> {
    try immediateReceive(into: MessageBuffer<T>(room: count), from: source, tag: tag)
  }

  /// Starts to receive values that are sent as their bytes, and returns at once.
  ///
  /// - Parameters:
  ///   - buffer: room for as many values as its capacity; taken away until the request is done.
  ///   - source: the rank that sends them; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the request, which owns the buffer.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Irecv` with `MPI_BYTE`.
  @inlinable
  public func immediateReceiveBytes<T: BitwiseCopyable>(
    into buffer: consuming MessageBuffer<T>, from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> Request<T> {
    try start(buffer, from: source, tag: tag, unit: .byte, perElement: MemoryLayout<T>.stride)
  }

  /// Says that this rank has come to a barrier, and returns at once.
  ///
  /// - Returns: a request without data, done when every rank has come to the barrier.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Ibarrier`.
  ///
  /// To wait for it by testing and sleeping costs a few hundredths of a core; ``barrier()`` costs a
  /// whole one.
  public func immediateBarrier() throws(MPIError) -> Request<UInt8> {
    let operation = PendingOperation<UInt8>(
      kind: .collective, memory: MessageBuffer(room: 0).release(), unit: .byte, unitsPerElement: 1)
    var request = Request(handle: cmpi_request_null(), operation: operation)
    try check(cmpi_ibarrier(handle, &request.handle), "MPI_Ibarrier")
    return request
  }

  /// Starts to combine the ranks' arrays element by element for every rank, and returns at once.
  ///
  /// - Parameters:
  ///   - values: this rank's elements, as many as on every rank.
  ///   - reduction: how to combine the elements of one position.
  /// - Returns: a request whose buffer holds the result when it is done.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Iallreduce` with `MPI_IN_PLACE`.
  @inlinable
  public func immediateAllReduce<T: MPIDatatype>(
    _ values: [T], _ reduction: Reduction<T>
  ) throws(MPIError) -> Request<T> {
    let operation = PendingOperation(
      kind: .collective, memory: MessageBuffer(values).release(), unit: T.mpiDatatype,
      unitsPerElement: 1)
    var request = Request(handle: cmpi_request_null(), operation: operation)
    try check(
      cmpi_iallreduce(
        operation.memory.baseAddress, Int64(operation.memory.count), T.mpiDatatype.handle,
        reduction.handle, handle, &request.handle),
      "MPI_Iallreduce")
    return request
  }

  @inlinable
  func start<T: BitwiseCopyable>(
    _ buffer: consuming MessageBuffer<T>, to destination: Int, tag: Int, unit: Datatype,
    perElement: Int
  ) throws(MPIError) -> Request<T> {
    let count = buffer.count
    let operation = PendingOperation(
      kind: .send, memory: buffer.release(), unit: unit, unitsPerElement: perElement)
    // The request owns the memory from here on, also when the call fails.
    var request = Request(handle: cmpi_request_null(), operation: operation)
    try check(
      cmpi_isend(
        operation.memory.baseAddress, Int64(count * perElement), unit.handle, peer(destination),
        tagged(tag), handle, &request.handle),
      "MPI_Isend")
    return request
  }

  @inlinable
  func start<T: BitwiseCopyable>(
    _ buffer: consuming MessageBuffer<T>, from source: Int?, tag: Int?, unit: Datatype,
    perElement: Int
  ) throws(MPIError) -> Request<T> {
    let operation = PendingOperation(
      kind: .receive, memory: buffer.release(), unit: unit, unitsPerElement: perElement)
    var request = Request(handle: cmpi_request_null(), operation: operation)
    try check(
      cmpi_irecv(
        operation.memory.baseAddress, Int64(operation.memory.count * perElement), unit.handle,
        self.source(source), tagged(tag), handle, &request.handle),
      "MPI_Irecv")
    return request
  }
}
