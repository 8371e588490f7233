import CSystem
import MPI
import NodeResources
import Synchronization

/// What the root does in a bag: hands out tasks and collects what becomes of them.
///
/// Everything here happens on the root's main thread. The body of code that fills the bag runs on
/// another, and never sees it.
final class RootLoop {
  private var star: Star
  private let rank: Int
  private let size: Int
  private let options: TaskBagOptions
  private let doorbell = Doorbell()
  private let precise = PreciseSleep()
  private var pause: Pause
  private var dispatcher: Dispatcher
  /// This rank's own slots; nil if the root does not work.
  private var agent: RankAgent?
  /// What the controller has not been told yet.
  private var events: [TaskEvent] = []
  /// Whether ranks have sent output that the controller has not been told of.
  private var owesCredit = false

  init(
    on communicator: borrowing Communicator, options: TaskBagOptions
  ) throws(MPIError) {
    star = try Star(on: communicator)
    rank = communicator.rank
    size = communicator.size
    pause = Pause(ranks: communicator.size)
    self.options = options
    dispatcher = Dispatcher(ranks: communicator.size, options)
  }

  /// Runs the body and everything that the controller puts into the bag.
  func run<Controller: TaskController, Value: Sendable>(
    controller makeController: (TaskBag) throws -> Controller,
    runner makeRunner: (RankPlace) throws -> any TaskRunner,
    body: @escaping @Sendable (Controller) async throws -> Value
  ) throws -> Value {
    do {
      try assemble(makeRunner)
    } catch let error as TaskBagError {
      try dismiss(error)
      throw error
    }
    let ranks = dispatcher.books.enumerated().map {
      RankSlots(
        rank: $0.offset, host: $0.element.host, slots: $0.element.slots,
        cores: $0.element.cores)
    }
    let bag = TaskBag(ranks, root: rank, doorbell: doorbell)
    let controller: Controller
    do {
      controller = try makeController(bag)
    } catch {
      try dismiss(failure(error))
      throw error
    }
    let outcome = Outcome<Value>()
    Task { [doorbell] in
      do {
        outcome.set(.success(try await body(controller)))
      } catch {
        outcome.set(.failure(error))
      }
      doorbell.ring()
    }
    try work(bag, controller, until: outcome)
    controller.end()
    let result = outcome.take()
    if case .failure(let error) = result { try dismiss(failure(error)) } else { try dismiss(nil) }
    return try result.get()
  }

  /// What the other ranks are told of an error here.
  private func failure(_ error: any Error) -> TaskBagError {
    TaskBagError(
      reason: .rootFailed, rank: rank, host: dispatcher.books[rank].host, message: "\(error)",
      isFromElsewhere: false)
  }

  // MARK: Beginning

  /// Learns of all ranks, tells each which cores are its own, and waits until all are ready.
  private func assemble(_ makeRunner: (RankPlace) throws -> any TaskRunner) throws {
    let evidence = OwnCores.evidence
    let host = Environment.processorName
    let works = options.rootWorks || size == 1
    var hellos = [Hello?](repeating: nil, count: size)
    hellos[rank] = Hello(key: evidence.key(onHost: host), host: host)
    try collect(size - 1, on: .hello) { rank, message in
      hellos[rank] = Hello(message[Frame.size...])
    }
    // A root that does not work leaves its cores to the others: it counts as if on a node of its own.
    var keys = hellos.map { $0?.key ?? RankKey(host: 0, pool: 0) }
    if !works { keys[rank] = evidence.key(onHost: host + " (root)") }
    let places = RankPlacement.all(keys)
    var ownPlace: RankPlacement?
    for (other, place) in places.enumerated() {
      dispatcher.books[other].host = hellos[other]?.host ?? ""
      dispatcher.books[other].processID = hellos[other]?.processID ?? 0
      if other == rank {
        ownPlace = place
      } else {
        try star.send(Frame(welcome: place), to: other)
      }
    }

    var problem: TaskBagError?
    if works, let ownPlace {
      let cores = evidence.share(at: ownPlace)
      let slots = options.slots(cores: cores.threads, place: ownPlace)
      do {
        let runner = try makeRunner(
          RankPlace(rank: rank, size: size, host: host, slots: slots, cores: cores))
        agent = RankAgent(runner, slots: slots, ranks: size, doorbell: doorbell)
        open(rank, slots: slots, cores: cores.threads)
      } catch {
        problem = TaskBagError(
          reason: .unable, rank: rank, host: host, message: "\(error)", isFromElsewhere: false)
      }
    }
    try collect(size - 1) { other, message in
      let frame = message.frame(at: 0)
      if frame.kind == .ready {
        open(other, slots: frame.number, cores: Int(frame.id))
      } else if problem == nil {
        problem = TaskBagError(
          reason: .unable, rank: other, host: dispatcher.books[other].host,
          message: message.text(Frame.size..<message.count), isFromElsewhere: true)
      }
    }
    if let problem { throw problem }
    for other in 0..<size where other != rank { try star.send(Frame(.go), to: other) }
  }

  private func open(_ rank: Int, slots: Int, cores: Int) {
    dispatcher.books[rank].cores = cores
    dispatcher.open(rank, slots: slots)
    events.append(.credit(rank: rank, host: dispatcher.books[rank].host, slots: slots))
  }

  /// Waits for a number of messages.
  private func collect(
    _ count: Int, on channel: Star.Channel = .work, _ body: (Int, [UInt8]) -> Void
  ) throws(MPIError) {
    var left = count
    while left > 0 {
      if let (rank, message) = try star.receive(on: channel) {
        left -= 1
        body(rank, message)
        pause.wait(true, at: doorbell)
      } else {
        let isIdle = try star.progress()
        pause.wait(!isIdle, at: doorbell)
      }
    }
  }

  // MARK: Work

  private func work<Value>(
    _ bag: TaskBag, _ controller: some TaskController, until outcome: Outcome<Value>
  ) throws {
    csystem_termination_watch_on()
    defer { csystem_termination_watch_off() }
    let host = dispatcher.books[rank].host
    var watch = ProcessWatch(
      dispatcher.books.enumerated().compactMap { other, book in
        other != rank && book.host == host ? (other, book.processID) : nil
      })
    var isOver = false
    while true {
      let isTerminated = csystem_termination_wanted()
      let gone = isTerminated ? watch.gone() : watch.gone(now: Clock.now())
      if isTerminated || !gone.isEmpty {
        controller.observe(events + [.terminating(unfinished(bag.ranks, gone))])
        if isTerminated { csystem_terminate_now() }
        // The launcher will, too, unless it was told to let dead ranks be: then nobody would come for the
        // tasks that this one had.
        star.communicator.abort(status: Self.lostRankStatus)
      }
      var isBusy = false
      // Not for ever: ranks are waiting for more, too.
      for _ in 0..<2 * size {
        guard let (rank, message) = try star.receive() else { break }
        isBusy = true
        take(message, from: rank)
      }
      if let agent {
        for message in agent.reporter.take() {
          isBusy = true
          take(message, from: rank)
        }
      }
      // Closed first, so that whatever was asked for before is seen, and no more can come.
      let ends = !isOver && outcome.isSet
      if ends {
        isOver = true
        bag.close()
      }
      for command in bag.take() {
        isBusy = true
        try obey(command)
      }
      if ends && outcome.isFailure { try obey(.cancel(.allIDs)) }
      if try fill() { isBusy = true }
      if isBusy { bag.currentWindow.store(dispatcher.window, ordering: .relaxed) }
      if !events.isEmpty {
        controller.observe(events)
        events.removeAll(keepingCapacity: true)
        try giveCredit()
      }
      if isOver && dispatcher.queued == 0 && dispatcher.outstanding == 0 { return }
      _ = try star.progress()
      pause.wait(
        isBusy, supply: dispatcher.isEveryRankSupplied ? dispatcher.supply : 0, at: doorbell)
    }
  }

  /// What ranks have in hand.
  private func unfinished(_ ranks: [RankSlots], _ gone: [Int]) -> [UnfinishedTasks] {
    dispatcher.books.enumerated().compactMap { rank, book in
      guard book.outstanding.count > 0 || gone.contains(rank) else { return nil }
      let ids = book.outstanding.runs.map {
        TaskID(rawValue: $0.lowerBound)...TaskID(rawValue: $0.upperBound)
      }
      return UnfinishedTasks(rank: ranks[rank], ids: ids, isDead: gone.contains(rank))
    }
  }

  /// What a shell reports of a process that was killed.
  private static let lostRankStatus: Int32 = 137

  /// Hands out tasks, and calls some back where that helps.
  private func fill() throws -> Bool {
    let hasSent = try dispatcher.fill { rank, batch in
      if options.reportsAssignments {
        batch.forEachID { events.append(.assigned($0, rank: rank)) }
      }
      if rank == self.rank, let agent {
        agent.queue.add(batch)
      } else {
        try star.send(batch.message, to: rank)
      }
    }
    var ownBatches: [TaskBatch]?
    try dispatcher.recall(now: Clock.now()) { rank, count in
      if rank == self.rank, let agent {
        ownBatches = agent.queue.giveUp(count)
      } else {
        try star.send(Frame(.recall, number: count), to: rank)
      }
    }
    if let ownBatches {
      takeBack(ownBatches, from: rank)
      let count = ownBatches.reduce(0) { $0 + $1.count }
      dispatcher.recallAnswered(by: rank, tasks: count, now: Clock.now())
    }
    return hasSent
  }

  private func obey(_ command: TaskBag.Command) throws(MPIError) {
    switch command {
    case .submit(let batch):
      dispatcher.add(batch)
    case .submitAvoiding(let batch, let ranks):
      dispatcher.add(batch, avoiding: ranks)
    case .cancel(let ids):
      agent?.cancel(ids)
      try drop(ids, .cancel)
    case .withdraw(let ids):
      agent?.withdraw(ids)
      try drop(ids, .withdraw)
    case .bar(let rank):
      dispatcher.bar(rank)
    case .unbar(let rank):
      dispatcher.unbar(rank)
    }
  }

  /// Takes tasks out of the queue, and tells the ranks that have some.
  private func drop(_ ids: ClosedRange<TaskID>, _ kind: Frame.Kind) throws(MPIError) {
    tellCancelled(dispatcher.cancel(ids))
    for other in 0..<size
    where other != rank && dispatcher.books[other].outstanding.intersects(ids) {
      try star.send(Frame.about(ids, kind), to: other)
    }
  }

  /// Deals with a message of another rank or with what this rank's runner reports.
  private func take(_ message: [UInt8], from rank: Int) {
    let now = Clock.now()
    dispatcher.books[rank].lastNews = now
    if message.frame(at: 0).kind == .task { return takeBack([TaskBatch(message)], from: rank) }
    var position = 0
    while position < message.count {
      let frame = message.frame(at: position)
      let payload = position + Frame.size
      let id = TaskID(rawValue: frame.id)
      switch frame.kind {
      case .finished:
        let tasks = FinishedTasks(message, from: position, rank: rank)
        dispatcher.finish(tasks, rank: rank)
        events.append(.finished(tasks))
        position = tasks.range.upperBound
        continue
      case .output:
        let bytes = message[payload..<payload + Int(frame.length)]
        dispatcher.books[rank].unacknowledged += bytes.count
        owesCredit = true
        events.append(.output(id, rank: rank, stream: Int(frame.detail), bytes: bytes))
      case .recalled:
        dispatcher.recallAnswered(by: rank, tasks: frame.number, now: now)
      case .started:
        events.append(.started(id, rank: rank, slot: Int(frame.slot), at: frame.start))
      default:
        preconditionFailure("a bag's root and a rank are out of step")
      }
      position = payload + Int(frame.length)
    }
  }

  private func tellCancelled(_ ids: [TaskID]) {
    guard !ids.isEmpty else { return }
    events.append(.finished(FinishedTasks(cancelled: ids)))
  }

  /// Lets ranks send more output, now that the controller has dealt with what they sent.
  private func giveCredit() throws(MPIError) {
    guard owesCredit else { return }
    owesCredit = false
    for other in 0..<size where dispatcher.books[other].unacknowledged > 0 {
      let count = dispatcher.books[other].unacknowledged
      dispatcher.books[other].unacknowledged = 0
      if other == rank {
        agent?.reporter.credit(count)
      } else {
        try star.send(Frame(.credit, number: count), to: other)
      }
    }
  }

  private func takeBack(_ batches: [TaskBatch], from rank: Int) {
    for batch in batches {
      if options.reportsAssignments {
        batch.forEachID { events.append(.returned($0, rank: rank)) }
      }
      tellCancelled(dispatcher.takeBack(batch, from: rank))
    }
  }

  // MARK: End

  /// Sends all ranks home and waits for their last words.
  private func dismiss(_ error: TaskBagError?) throws {
    let end = TaskBagError.end(error)
    for other in 0..<size where other != rank {
      try star.send(end.frame, text: end.text, to: other)
    }
    agent?.finish()
    try collectFarewells()
    while try !star.progress() { pause.wait(false, at: doorbell) }
  }

  private func collectFarewells() throws(MPIError) {
    var left = size - 1
    while left > 0 {
      try collect(1) { _, message in
        // A rank may still have answered a recall.
        if message.frame(at: 0).kind == .farewell { left -= 1 }
      }
    }
  }
}
