public import MPI

// Inlinable down to where values become bytes, so that the closures which do this are made for the types
// in question; all the rest is behind `openPool`.

extension Communicator {
  /// Runs a body of code on the root with a pool of workers on all ranks.
  ///
  ///     let squares = try world.withWorkerPool(task: { (x: Int) in x * x }) { pool in
  ///       try await pool.map(0..<21)
  ///     }
  ///
  /// Every rank runs the same program, so every rank has the task; only inputs and results travel. The body
  /// runs on the root, on another thread, and makes no MPI calls. The other ranks serve until it has
  /// returned and no task is left. If the body throws, what has not been started is cancelled, and the call
  /// ends when the rest is done.
  ///
  /// Two things to know of Swift 6.3: neither closure can capture a `Communicator` (take `let rank =
  /// world.rank` before); and the main thread is busy in this call, so a body that awaits the main actor,
  /// as for a variable at the top level of `main.swift`, waits for ever.
  ///
  /// - Parameters:
  ///   - root: the rank that runs the body; the same on all ranks.
  ///   - options: how the pool works.
  ///   - task: makes a result of an input; called on any rank, on several threads at a time, where it may
  ///     block.
  ///   - body: is given the pool.
  /// - Returns: the body's value on the root, nil elsewhere.
  /// - Throws: on the root what the body throws; elsewhere ``TaskBagError``, if the body throws. On the
  ///   root ``TraceError``, if the trace cannot be written. `MPIError`.
  /// - Important: Collective; from the thread that initialised MPI, at level `funneled` or above. The
  ///   first pool of a communicator duplicates it, which is collective too.
  @inlinable
  public func withWorkerPool<
    Input: Codable & Sendable, Output: Codable & Sendable, Value: Sendable
  >(
    root: Int = 0, options: WorkerPoolOptions = WorkerPoolOptions(),
    task: @escaping @Sendable (Input) throws -> Output,
    body: @escaping @Sendable (WorkerPool<Input, Output>) async throws -> Value
  ) throws -> Value? {
    let decode = makeDecoder(Input.self)
    let encode = makeEncoder(Output.self)
    return try openPool(
      root: root, options: options, encode: makeEncoder(Input.self),
      decode: makeDecoder(Output.self),
      makeTask: { { bytes, result in try encode(task(decode(bytes)), &result) } }, body: body)
  }

  /// Runs a body of code on the root with a pool of workers whose task returns nothing.
  ///
  /// As the one whose task returns something.
  @inlinable
  public func withWorkerPool<Input: Codable & Sendable, Value: Sendable>(
    root: Int = 0, options: WorkerPoolOptions = WorkerPoolOptions(),
    task: @escaping @Sendable (Input) throws -> Void,
    body: @escaping @Sendable (WorkerPool<Input, Void>) async throws -> Value
  ) throws -> Value? {
    let decode = makeDecoder(Input.self)
    return try openPool(
      root: root, options: options, encode: makeEncoder(Input.self), decode: { _ in },
      makeTask: { { bytes, _ in try task(decode(bytes)) } }, body: body)
  }

  /// Runs a body of code on the root with a pool of workers that share a value.
  ///
  /// The root's value is broadcast; each rank makes of it, once, what its tasks are given beside their
  /// input: a table, an open file, a model.
  ///
  /// - Parameters:
  ///   - root: the rank that runs the body; the same on all ranks.
  ///   - options: how the pool works.
  ///   - shared: on the root, the value; ignored elsewhere, and may be nil.
  ///   - initializer: makes of it what tasks are given; called once a rank, on its main thread.
  ///   - task: makes a result of an input; called on any rank, on several threads at a time.
  ///   - body: is given the pool.
  /// - Returns: the body's value on the root, nil elsewhere.
  /// - Throws: as without a shared value; on all ranks ``TaskBagError``, if an initializer throws or the
  ///   value cannot be encoded (on the root, the encoder's error). No task is run then.
  /// - Important: Collective, as without a shared value.
  @inlinable
  public func withWorkerPool<
    Shared: Codable & Sendable, State: Sendable, Input: Codable & Sendable,
    Output: Codable & Sendable, Value: Sendable
  >(
    root: Int = 0, options: WorkerPoolOptions = WorkerPoolOptions(), sharing shared: Shared?,
    initializer: (Shared) throws -> State,
    task: @escaping @Sendable (Input, State) throws -> Output,
    body: @escaping @Sendable (WorkerPool<Input, Output>) async throws -> Value
  ) throws -> Value? {
    let decode = makeDecoder(Input.self)
    let encode = makeEncoder(Output.self)
    let shared = try share(
      shared, root: root, encode: makeEncoder(Shared.self), decode: makeDecoder(Shared.self))
    return try openPool(
      root: root, options: options, encode: makeEncoder(Input.self),
      decode: makeDecoder(Output.self),
      makeTask: {
        let state = try initializer(shared())
        return { bytes, result in try encode(task(decode(bytes), state), &result) }
      }, body: body)
  }

  /// Runs a body of code on the root with a pool of workers that share a value and whose task returns
  /// nothing.
  ///
  /// As the one whose task returns something.
  @inlinable
  public func withWorkerPool<
    Shared: Codable & Sendable, State: Sendable, Input: Codable & Sendable, Value: Sendable
  >(
    root: Int = 0, options: WorkerPoolOptions = WorkerPoolOptions(), sharing shared: Shared?,
    initializer: (Shared) throws -> State,
    task: @escaping @Sendable (Input, State) throws -> Void,
    body: @escaping @Sendable (WorkerPool<Input, Void>) async throws -> Value
  ) throws -> Value? {
    let decode = makeDecoder(Input.self)
    let shared = try share(
      shared, root: root, encode: makeEncoder(Shared.self), decode: makeDecoder(Shared.self))
    return try openPool(
      root: root, options: options, encode: makeEncoder(Input.self), decode: { _ in },
      makeTask: {
        let state = try initializer(shared())
        return { bytes, _ in try task(decode(bytes), state) }
      }, body: body)
  }

  /// Gives every rank the root's value.
  ///
  /// - Returns: what makes the value; it throws where that cannot be decoded, which is for all ranks to
  ///   know, as what an initializer throws.
  @usableFromInline
  func share<Shared>(
    _ value: Shared?, root: Int, encode: (Shared, inout [UInt8]) throws -> Void,
    decode: @escaping (UnsafeRawBufferPointer) throws -> Shared
  ) throws -> () throws -> Shared {
    precondition(rank != root || value != nil, "the root has a value to share")
    // One byte says whether there is one.
    var bytes: [UInt8] = [1]
    var problem: (any Error)?
    if rank == root, let value {
      do {
        try encode(value, &bytes)
      } catch {
        problem = error
        bytes = []
      }
    }
    bytes = try broadcast(bytes, root: root)
    if let problem { throw problem }
    guard !bytes.isEmpty else {
      throw TaskBagError(
        reason: .rootFailed, rank: root, host: "", message: "its shared value cannot be encoded",
        isFromElsewhere: true)
    }
    if rank == root, let value { return { value } }
    return { [bytes] in
      try bytes.withUnsafeBytes {
        try decode(UnsafeRawBufferPointer(rebasing: $0.dropFirst()))
      }
    }
  }

  /// Runs a body of code with a pool; `makeTask` makes what turns an input's bytes into a result's.
  @usableFromInline
  func openPool<Input, Output, Value: Sendable>(
    root: Int, options: WorkerPoolOptions,
    encode: @escaping @Sendable (Input, inout [UInt8]) throws -> Void,
    decode: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Output,
    makeTask: () throws -> @Sendable (UnsafeRawBufferPointer, inout [UInt8]) throws -> Void,
    body: @escaping @Sendable (WorkerPool<Input, Output>) async throws -> Value
  ) throws -> Value? {
    var bagOptions = TaskBagOptions()
    bagOptions.slots = options.slots
    bagOptions.rootWorks = options.rootWorks
    bagOptions.maximumBatch = options.maximumBatch
    return try withTaskBag(
      root: root, options: bagOptions,
      controller: { try PoolCore(bag: $0, options: options) },
      runner: { ClosureRunner($0, run: try makeTask()) },
      body: { core in try await body(WorkerPool(core, encode: encode, decode: decode)) })
  }
}
