/// A call that works off a sequence, element by element as there is room.
@usableFromInline
final class SequenceRun: TaskRun {
  /// Draws inputs and adds tasks to a batch.
  @usableFromInline
  typealias Draw = (
    _ batch: inout TaskBatch, _ from: Int, _ limit: Int, _ core: PoolCore, _ job: Job
  ) -> Drawn

  /// What came of drawing.
  @usableFromInline
  struct Drawn {
    @usableFromInline var count = 0
    @usableFromInline var isExhausted = false
    /// Inputs that cannot be sent.
    @usableFromInline var problems: [FinishedTasks] = []

    @inlinable init() {}
  }

  private let draw: Draw
  private var submitted = 0
  private var bytes = 0
  private var isExhausted = false

  @usableFromInline
  init(_ core: PoolCore, priority: Int, draw: @escaping Draw) {
    self.draw = draw
    super.init(core, priority: priority)
  }

  override var supply: (submitted: Int, isExhausted: Bool) { (submitted, isExhausted) }

  override func stop() { isExhausted = true }

  override func feed(received: Int, resultSize: Int) {
    while !isExhausted {
      let window = core.window(meanSize: max(bytes / max(submitted, 1), resultSize))
      let room = window - (submitted - received)
      // In larger steps than one by one.
      guard room > window / 4 else { return }
      submitBatch(limit: min(room, Self.batchSize))
      // Nobody should wait for results that are there.
      if job.hasNews { return }
    }
  }

  private func submitBatch(limit: Int) {
    var batch = TaskBatch(priority: priority)
    let drawn = draw(&batch, submitted, limit, core, job)
    submitted += drawn.count
    bytes += batch.byteCount
    isExhausted = drawn.isExhausted
    for problem in drawn.problems { core.finish(problem) }
    if !batch.isEmpty { core.submit(batch) }
  }

  /// Makes what draws inputs from an iterator.
  ///
  /// Inlinable, so that it is made for the type of the sequence.
  @inlinable
  static func drawing<Inputs: IteratorProtocol>(
    _ inputs: Inputs, encode: @escaping (Inputs.Element, inout [UInt8]) throws -> Void
  ) -> Draw {
    var inputs = inputs
    return { batch, from, limit, core, job in
      var drawn = Drawn()
      let begin = Clock.now()
      while drawn.count < limit && batch.byteCount < greatestBatch {
        guard let input = inputs.next() else {
          drawn.isExhausted = true
          break
        }
        let id = JobID.task(job: job.number, index: from + drawn.count)
        drawn.count += 1
        if let problem = core.append(id, to: &batch, { try encode(input, &$0) }) {
          drawn.problems.append(problem)
        }
        // Inputs that take long to draw are sent on at once. A clock costs as much as a cheap input, so
        // it is not asked each time.
        let isTime = drawn.count % 16 == 0 || drawn.count & (drawn.count - 1) == 0
        if isTime && Clock.now() - begin > patience { break }
      }
      return drawn
    }
  }

  private static let batchSize = 1024
  @usableFromInline static let greatestBatch = 1 << 18
  @usableFromInline static let patience = 0.2e-3
}
