import Synchronization

/// A call that works off an asynchronous sequence, whose elements come when they come.
@usableFromInline
final class AsyncSequenceRun: TaskRun {
  private struct State {
    var submitted = 0
    var received = 0
    var bytes = 0
    var resultSize = 0
    var isExhausted = false
    var error: (any Error)?
    var continuation: CheckedContinuation<Void, Never>?

    /// Whether an input would have to wait.
    func mustWait(_ core: PoolCore) -> Bool {
      let meanSize = max(bytes / max(submitted, 1), resultSize)
      return !isExhausted && submitted - received >= core.window(meanSize: meanSize)
    }
  }

  /// What the call shares with the Swift task that draws inputs.
  private final class Feed: Sendable {
    let state = Mutex(State())
  }

  private let feed = Feed()
  private var feeder: Task<Void, Never>?

  init<Inputs: AsyncSequence & Sendable>(
    _ core: PoolCore, _ inputs: Inputs, priority: Int,
    encode: @escaping @Sendable (Inputs.Element, inout [UInt8]) throws -> Void
  ) where Inputs.Element: Sendable {
    super.init(core, priority: priority)
    feeder = Self.startFeeder(feed, core, job, inputs, priority: priority, encode: encode)
  }

  /// Starts to draw inputs.
  ///
  /// Holds what it needs, not the call: that would then outlive its last user.
  private static func startFeeder<Inputs: AsyncSequence & Sendable>(
    _ feed: Feed, _ core: PoolCore, _ job: Job, _ inputs: Inputs, priority: Int,
    encode: @escaping @Sendable (Inputs.Element, inout [UInt8]) throws -> Void
  ) -> Task<Void, Never> where Inputs.Element: Sendable {
    Task {
      do {
        for try await input in inputs {
          guard let index = await waitForRoom(feed, core) else { return }
          let id = JobID.task(job: job.number, index: index)
          var batch = TaskBatch(priority: priority)
          if let problem = core.append(id, to: &batch, { try encode(input, &$0) }) {
            core.finish(problem)
          } else {
            core.submit(batch)
          }
          let size = batch.byteCount
          feed.state.withLock { $0.bytes += size }
        }
        end(feed, nil)
      } catch {
        end(feed, error)
      }
      job.wake()
    }
  }

  deinit { stop() }

  override var supply: (submitted: Int, isExhausted: Bool) {
    feed.state.withLock { ($0.submitted, $0.isExhausted) }
  }

  override func feed(received: Int, resultSize: Int) {
    let waiting = feed.state.withLock { state in
      state.received = received
      state.resultSize = resultSize
      defer { state.continuation = nil }
      return state.continuation
    }
    waiting?.resume()
  }

  override func stop() {
    Self.end(feed, nil)
    feeder?.cancel()
  }

  override func checkInputs() throws {
    if let error = feed.state.withLock({ $0.error }) { throw error }
  }

  /// Waits until there is room for an input.
  ///
  /// - Returns: the input's index; nil if no more are wanted.
  private static func waitForRoom(_ feed: Feed, _ core: PoolCore) async -> Int? {
    while feed.state.withLock({ $0.mustWait(core) }) {
      await withCheckedContinuation { continuation in
        let mustWait = feed.state.withLock { state in
          guard state.mustWait(core) else { return false }
          state.continuation = continuation
          return true
        }
        if !mustWait { continuation.resume() }
      }
    }
    return feed.state.withLock { state in
      guard !state.isExhausted else { return nil }
      defer { state.submitted += 1 }
      return state.submitted
    }
  }

  private static func end(_ feed: Feed, _ error: (any Error)?) {
    let waiting = feed.state.withLock { state in
      // What inputs throw that nobody wants any more, as on being cancelled, does not matter.
      if !state.isExhausted { state.error = error }
      state.isExhausted = true
      defer { state.continuation = nil }
      return state.continuation
    }
    waiting?.resume()
  }
}
