import MPI
import NodeResources

/// What a rank other than the root does in a bag: serves until the root says that it is over.
struct WorkerLoop: ~Copyable {
  private var star: Star
  private let root: Int
  private let host = Environment.processorName
  private let doorbell = Doorbell()
  private let precise = PreciseSleep()
  private var pause: Pause

  init(on communicator: borrowing Communicator, root: Int) throws(MPIError) {
    star = try Star(on: communicator)
    pause = Pause(ranks: communicator.size)
    self.root = root
  }

  /// Runs tasks until the end.
  mutating func run(
    _ options: TaskBagOptions, makeRunner: (RankPlace) throws -> any TaskRunner
  ) throws {
    let evidence = OwnCores.evidence
    let hello = Hello(key: evidence.key(onHost: host), host: host)
    try star.send(hello.message, to: root, on: .hello)
    let welcome = try waitFor(.welcome).frame.place
    let cores = evidence.share(at: welcome)
    let place = RankPlace(
      rank: star.communicator.rank, size: star.communicator.size, host: host,
      slots: options.slots(cores: cores.threads, place: welcome), cores: cores)
    let runner: any TaskRunner
    do {
      runner = try makeRunner(place)
    } catch {
      try star.send(Frame(.unable), text: "\(error)", to: root)
      return try leave(waitFor(.end))
    }
    try star.send(Frame(.ready, id: UInt64(cores.threads), number: place.slots), to: root)
    let answer = try waitFor(.go)
    guard answer.frame.kind == .go else { return try leave(answer) }
    try serve(
      RankAgent(runner, slots: place.slots, ranks: place.size, doorbell: doorbell))
  }

  /// Waits for a frame, or for the end.
  private mutating func waitFor(
    _ kind: Frame.Kind
  ) throws(MPIError) -> (frame: Frame, text: String) {
    while true {
      if let (_, message) = try star.receive() {
        let frame = message.frame(at: 0)
        precondition(frame.kind == kind || frame.kind == .end, "a bag's ranks are out of step")
        return (frame, message.text(Frame.size..<message.count))
      }
      let isIdle = try star.progress()
      pause.wait(!isIdle, at: doorbell)
    }
  }

  /// Runs tasks.
  private mutating func serve(_ agent: RankAgent) throws {
    // Where many ranks report to one root, each does so less often.
    let patience = 10e-6 * Double(star.communicator.size)
    var lastReport = 0.0
    var end: (frame: Frame, text: String)?
    while end == nil {
      var isBusy = false
      while let (_, message) = try star.receive() {
        isBusy = true
        end = try obey(message, agent) ?? end
      }
      if agent.queue.isLow || Clock.now() - lastReport >= patience {
        for message in agent.reporter.take() {
          isBusy = true
          lastReport = Clock.now()
          try star.send(message, to: root)
        }
      }
      _ = try star.progress()
      if end == nil {
        // The bell is rung when the store is low.
        pause.wait(isBusy, supply: agent.queue.isLow ? 0 : .infinity, at: doorbell)
      }
    }
    agent.finish()
    if let end { try leave(end) }
  }

  /// Does what the root wants.
  ///
  /// - Returns: the last frame, if it has come.
  private mutating func obey(
    _ message: [UInt8], _ agent: RankAgent
  ) throws(MPIError) -> (frame: Frame, text: String)? {
    let frame = message.frame(at: 0)
    switch frame.kind {
    case .task:
      agent.queue.add(TaskBatch(message))
    case .recall:
      let batches = agent.queue.giveUp(frame.number)
      for batch in batches { try star.send(batch.message, to: root) }
      let count = batches.reduce(0) { $0 + $1.count }
      try star.send(Frame(.recalled, number: count), to: root)
    case .cancel:
      agent.cancel(TaskID(rawValue: frame.id)...TaskID(rawValue: frame.lastID))
    case .withdraw:
      agent.withdraw(TaskID(rawValue: frame.id)...TaskID(rawValue: frame.lastID))
    case .credit:
      agent.reporter.credit(frame.number)
    case .end:
      return (frame, message.text(Frame.size..<message.count))
    default:
      preconditionFailure("a bag's root and a rank are out of step")
    }
    return nil
  }

  /// Says farewell, and throws what the root said at the end.
  private mutating func leave(_ end: (frame: Frame, text: String)) throws {
    try star.send(Frame(.farewell), to: root)
    while try !star.progress() { pause.wait(false, at: doorbell) }
    try TaskBagError.check(end.frame, end.text, ownRank: star.communicator.rank)
  }
}
