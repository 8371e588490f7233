/// Decides which rank is given which tasks, and when.
///
/// Ranks schedule themselves: each is kept supplied with enough tasks for its slots and a little more,
/// measured in time, so that no slot waits for a message (guided self-scheduling: Polychronopoulos and
/// Kuck 1987, doi 10.1109/TC.1987.5009495). Toward the end, when few tasks are left, each refill is a
/// smaller part of them; and when none are left, ranks that have some unstarted give them up to those
/// that have nothing to do.
struct Dispatcher {
  private struct Level {
    let priority: Int
    var batches = Fifo<TaskBatch>()
    var count = 0
  }

  /// Those that hold tasks, by priority, the greatest last.
  private var levels: [Level] = []
  /// Tasks that some ranks should not be given, oldest first.
  private var picky: [(batch: TaskBatch, avoids: Set<Int>)] = []
  /// Which ranks such tasks should not be given, until they end: they may be called back.
  private var avoidance: [TaskID: Set<Int>] = [:]
  /// Tasks that no rank has.
  private(set) var queued = 0
  /// Tasks that some rank has.
  private(set) var outstanding = 0
  var books: [RankBook]

  private let maximumBatch: Int
  private let slotsMayBeShort: Bool
  /// How many seconds' worth of tasks a slot should have in store.
  private let lead: Double
  /// How many seconds' worth of tasks a slot is given, by the last rank that was looked at.
  private(set) var supply = 0.0
  private var slots = 0
  private var secondsPerTask = RunningMean(of: 64)
  /// Ranks that should be given tasks.
  private var hungry = Fifo<Int>()
  private var targets = 0

  init(ranks: Int, _ options: TaskBagOptions = TaskBagOptions()) {
    books = Array(repeating: RankBook(), count: ranks)
    maximumBatch = options.maximumBatch ?? .max
    slotsMayBeShort = options.slotsMayBeShort
    // A report and its answer take up to 3 ms where both ends sleep between looks, and a rank reports when
    // half is gone. Where many ranks share one root, each must come less often.
    lead = 8e-3 + 20e-6 * Double(ranks)
  }

  /// Counts a rank in.
  mutating func open(_ rank: Int, slots: Int) {
    books[rank].slots = slots
    self.slots += slots
    // No more before it is known how long tasks take: long ones begin in their order, everywhere.
    setTarget(slots, of: rank)
    noteHunger(of: rank)
  }

  /// The number of tasks that should be there, queued or sent, so that no rank runs dry.
  var window: Int { 4 * targets }

  /// Whether every rank has what it needs for some time.
  var isEveryRankSupplied: Bool { hungry.isEmpty }

  // MARK: Tasks in

  /// Queues tasks.
  mutating func add(_ batch: TaskBatch) {
    guard !batch.isEmpty else { return }
    let level = level(batch.priority)
    levels[level].batches.append(batch)
    levels[level].count += batch.count
    queued += batch.count
  }

  /// Queues tasks that some ranks should not be given, if there are others.
  mutating func add(_ batch: TaskBatch, avoiding ranks: Set<Int>) {
    guard books.indices.contains(where: { books[$0].isOpen && !ranks.contains($0) }) else {
      return add(batch)
    }
    picky.append((batch, ranks))
    queued += batch.count
    batch.forEachID { avoidance[$0] = ranks }
  }

  /// Gives a rank no more.
  mutating func bar(_ rank: Int) {
    guard books[rank].isOpen else { return }
    books[rank].isBarred = true
    slots -= books[rank].slots
    setTarget(0, of: rank)
    let orphans = picky
    picky = []
    for (batch, ranks) in orphans {
      queued -= batch.count
      add(batch, avoiding: ranks)
    }
  }

  /// Gives a rank tasks again.
  mutating func unbar(_ rank: Int) {
    guard books[rank].isBarred else { return }
    books[rank].isBarred = false
    slots += books[rank].slots
    setTarget(books[rank].slots, of: rank)
    noteHunger(of: rank)
  }

  /// Takes back tasks that a rank gave up.
  ///
  /// - Returns: those that were cancelled while they were on their way.
  mutating func takeBack(_ batch: TaskBatch, from rank: Int) -> [TaskID] {
    batch.forEachID { books[rank].outstanding.remove($0) }
    outstanding -= batch.count
    noteHunger(of: rank)
    var batch = batch
    let cancelled = books[rank].cancelledMeanwhile.flatMap { batch.remove($0) }
    if !avoidance.isEmpty { batch = addPicky(of: batch, from: rank) }
    guard !batch.isEmpty else { return cancelled }
    let level = level(batch.priority)
    levels[level].batches.prepend(batch)
    levels[level].count += batch.count
    queued += batch.count
    return cancelled
  }

  /// Queues those tasks of a batch that some ranks should not be given.
  ///
  /// - Returns: the others.
  private mutating func addPicky(of batch: TaskBatch, from rank: Int) -> TaskBatch {
    var batch = batch
    var others = TaskBatch(priority: batch.priority)
    while let (id, payload) = batch.popFirst() {
      guard let ranks = avoidance[id] else {
        others.append(id, payload: payload)
        continue
      }
      var single = TaskBatch(priority: batch.priority)
      single.append(id, payload: payload)
      add(single, avoiding: ranks)
      // Most likely nobody else may have it.
      books[rank].hasGivenPicky = true
    }
    return others
  }

  /// Notes the answer to a recall.
  mutating func recallAnswered(by rank: Int, tasks: Int, now: Double) {
    books[rank].isRecalled = false
    books[rank].cancelledMeanwhile = []
    // A rank that had nothing to give is not asked all the time.
    let patience = books[rank].unstarted > 0 && tasks == 0 ? 10e-3 : Self.longPatience
    books[rank].nextRecall = tasks > 0 && !books[rank].hasGivenPicky ? now : now + patience
    books[rank].hasGivenPicky = false
  }

  /// Drops queued tasks with ids in a range.
  ///
  /// - Returns: their ids.
  mutating func cancel(_ ids: ClosedRange<TaskID>) -> [TaskID] {
    var removed: [TaskID] = []
    for index in levels.indices {
      var rest = Fifo<TaskBatch>()
      while var batch = levels[index].batches.popFirst() {
        let gone = batch.remove(ids)
        levels[index].count -= gone.count
        removed += gone
        if !batch.isEmpty { rest.append(batch) }
      }
      levels[index].batches = rest
    }
    levels.removeAll { $0.count == 0 }
    for index in picky.indices { removed += picky[index].batch.remove(ids) }
    if !avoidance.isEmpty { for id in removed { avoidance[id] = nil } }
    picky.removeAll { $0.batch.isEmpty }
    queued -= removed.count
    for rank in books.indices where books[rank].isRecalled {
      books[rank].cancelledMeanwhile.append(ids)
    }
    return removed
  }

  /// The place of a priority's level, which is made if it is not there.
  private mutating func level(_ priority: Int) -> Int {
    var range = levels.startIndex..<levels.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if levels[middle].priority == priority { return middle }
      range =
        levels[middle].priority < priority
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    levels.insert(Level(priority: priority), at: range.lowerBound)
    return range.lowerBound
  }

  // MARK: Tasks out

  /// Gives ranks what they should have, each in its turn.
  ///
  /// - Parameter send: is given a rank and the tasks for it.
  /// - Returns: whether any were given.
  mutating func fill(_ send: (Int, TaskBatch) throws -> Void) rethrows -> Bool {
    var hasSent = false
    for _ in 0..<hungry.count where queued > 0 {
      guard let rank = hungry.popFirst() else { break }
      books[rank].isHungry = false
      guard books[rank].isOpen else { continue }
      updateTarget(of: rank)
      let has = books[rank].outstanding.count
      let fair = queued * books[rank].slots / (2 * slots)
      var wanted = min(books[rank].target - has, max(fair, books[rank].slots - has, 1))
      while wanted > 0, let batch = popPicky(rank) ?? pop(min(wanted, maximumBatch)) {
        batch.forEachID { books[rank].outstanding.insert($0) }
        outstanding += batch.count
        wanted -= batch.count
        hasSent = true
        try send(rank, batch)
      }
      noteHunger(of: rank)
    }
    return hasSent
  }

  /// Puts a rank on the list of those that should be given tasks, if it should.
  ///
  /// That is when it has half of what it is to have, so that messages are not too small; or, where tasks are
  /// long and messages few, as soon as one is missing.
  private mutating func noteHunger(of rank: Int) {
    let has = books[rank].outstanding.count
    let target = books[rank].target
    let slots = books[rank].slots
    guard !books[rank].isHungry, books[rank].isOpen, has < target,
      has <= max(target / 2, slots) || target <= Self.fewTasks * slots
    else { return }
    books[rank].isHungry = true
    hungry.append(rank)
  }

  /// Fixes how many tasks a rank should have: one for each slot, and enough for the lead.
  private mutating func updateTarget(of rank: Int) {
    let slots = books[rank].slots
    guard let seconds = books[rank].secondsPerTask.value ?? secondsPerTask.value else { return }
    let store = min(lead / max(seconds, 1e-9), Double(Self.greatestStore))
    var target = slots + Int((store * Double(slots)).rounded(.up))
    // Messages on their way take the sender's time as well as memory.
    if maximumBatch < Self.greatestStore {
      target = min(target, slots + Self.messagesAhead * maximumBatch)
    }
    // The first tasks may be short by accident.
    setTarget(min(target, 16 * books[rank].target), of: rank)
    supply = Double(books[rank].target) / Double(slots) * seconds
  }

  private mutating func setTarget(_ target: Int, of rank: Int) {
    targets += target - books[rank].target
    books[rank].target = target
  }

  /// Takes tasks that only some ranks should be given.
  private mutating func popPicky(_ rank: Int) -> TaskBatch? {
    guard !picky.isEmpty,
      let index = picky.firstIndex(where: { !$0.avoids.contains(rank) })
    else { return nil }
    let batch = picky.remove(at: index).batch
    queued -= batch.count
    return batch
  }

  /// Takes tasks of the greatest priority off the queue, as many as a message should hold.
  private mutating func pop(_ limit: Int) -> TaskBatch? {
    guard !levels.isEmpty else { return nil }
    let level = levels.count - 1
    var taken = popBatch(level, limit, byteLimit: Self.messageSize)
    // Tasks that were submitted one by one need not travel so; a large one does, since with another it
    // might be more than a message can hold.
    while taken.count < limit, let next = levels[level].batches.first,
      taken.byteCount + next.firstByteCount <= Self.messageSize
    {
      let more = popBatch(
        level, limit - taken.count, byteLimit: Self.messageSize - taken.byteCount)
      taken.append(contentsOf: more)
    }
    if levels[level].count == 0 { levels.removeLast() }
    return taken
  }

  private mutating func popBatch(_ level: Int, _ limit: Int, byteLimit: Int) -> TaskBatch {
    guard var batch = levels[level].batches.popFirst() else {
      preconditionFailure("a level's count is that of its batches")
    }
    let taken = batch.takeFirst(limit, byteLimit: byteLimit)
    if !batch.isEmpty { levels[level].batches.prepend(batch) }
    levels[level].count -= taken.count
    queued -= taken.count
    return taken
  }

  // MARK: Tasks done

  /// Notes that a rank has finished tasks.
  mutating func finish(_ tasks: FinishedTasks, rank: Int) {
    tasks.forEachFrame { frame, _ in
      let id = TaskID(rawValue: frame.id)
      guard books[rank].outstanding.remove(id) else { return }
      if !avoidance.isEmpty { avoidance[id] = nil }
      outstanding -= 1
      // A runner may report anything.
      guard frame.outcome != .cancelled, frame.seconds >= 0, frame.seconds.isFinite else { return }
      books[rank].secondsPerTask.include(frame.seconds)
      secondsPerTask.include(frame.seconds)
    }
    noteHunger(of: rank)
  }

  // MARK: Tasks called back

  /// Finds ranks that should give up tasks, because others have nothing to do.
  ///
  /// - Parameters:
  ///   - now: the time.
  ///   - recall: is given a rank and the number of tasks.
  mutating func recall(now: Double, _ recall: (Int, Int) throws -> Void) rethrows {
    guard outstanding > 0 else { return }
    for rank in books.indices
    where books[rank].isBarred && books[rank].outstanding.count > 0 && !books[rank].isRecalled
      && now >= books[rank].nextRecall
    {
      books[rank].isRecalled = true
      try recall(rank, books[rank].outstanding.count)
    }
    guard queued == 0 else { return }
    var idle = 0
    for book in books where book.isOpen { idle += book.idle }
    while idle > 0 {
      var victim: Int?
      for rank in books.indices where mayRecall(books[rank], now: now) && idle > books[rank].idle {
        if let other = victim, books[other].unstarted >= books[rank].unstarted { continue }
        victim = rank
      }
      guard let victim else { return }
      let count = max(1, (books[victim].unstarted + 1) / 2)
      books[victim].isRecalled = true
      idle -= count
      try recall(victim, count)
    }
  }

  /// Whether tasks that a rank has not started would wait longer there than they take to travel.
  private func mayRecall(_ book: RankBook, now: Double) -> Bool {
    guard !book.isRecalled, now >= book.nextRecall else { return false }
    guard book.unstarted > 0 else {
      return slotsMayBeShort && book.outstanding.count > 1 && now - book.lastNews > Self.silence
    }
    let wait = Double(book.unstarted) * (book.secondsPerTask.value ?? 1) / Double(book.slots)
    return wait > Self.roundTrip || now - book.lastNews > Self.roundTrip
  }

  private static let roundTrip = 1e-3
  /// After what silence a rank is asked whether it has more tasks than it can run, and how often.
  private static let silence = 0.1
  private static let longPatience = 1.0
  private static let greatestStore = 16384
  private static let messagesAhead = 128
  private static let fewTasks = 9
  private static let messageSize = 1 << 20
}
