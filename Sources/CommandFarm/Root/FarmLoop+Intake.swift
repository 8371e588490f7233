import BagOfTasks

extension FarmLoop {
  /// Puts as much work into the bag as keeps the ranks busy for a second.
  func takeInWork() throws(StoreError) {
    var batch = TaskBatch()
    try takeInRetries(&batch)
    let stock = max(controller.bag.window, min(Int(status.rate), Self.greatestStock), status.slots)
    // Not for ever: in a list that has been done before nothing is put into the bag.
    var left = Self.greatestStock
    while live.count < stock, liveBytes < Self.greatestStockBytes,
      prerequisites.count < Self.mostWaiting, !isTooFarAhead, left > 0,
      ending == nil
    {
      if unread.isEmpty {
        let delivery = supply.take()
        unread = delivery.items[...]
        if unread.isEmpty {
          guard delivery.isLast, !isInputAtEnd else { break }
          isInputAtEnd = true
          status.tasks.isAll = true
          reportMatches()
          reportOrder()
          if let error = delivery.error {
            end(.input(error), cancels: false)
          } else {
            try store.retireUnmatched()
          }
          break
        }
      }
      guard let item = unread.first else { break }
      switch item {
      case .barrier:
        // All before it has to have ended.
        guard live.isEmpty, retries.isEmpty, prerequisites.count == 0 else {
          submit(batch)
          return
        }
        // What there was no time for has not.
        guard withdrawn.isEmpty else { return end(.timeLimit, cancels: false) }
      case .task(let task):
        try takeIn(task, &batch)
      }
      unread.removeFirst()
      left -= 1
    }
    status.tasks.read = supply.tasksRead
    submit(batch)
    if left == 0 { doorbell.ring() }
  }

  private func submit(_ batch: TaskBatch) {
    if !batch.isEmpty { controller.bag.submit(batch) }
  }

  /// Takes a task in that was read for the first time.
  private func takeIn(_ task: FarmTask, _ batch: inout TaskBatch) throws(StoreError) {
    let stored = try store.match(task.command, directory: options.directory)
    if let stored {
      matched += 1
      try store.update(task: stored.id, ordinal: task.ordinal, name: task.settings.name)
      if isDone(stored.state) {
        matchedDone += 1
        let succeeded = stored.state == .succeeded
        status.before.count(stored.state)
        status.tasks.count(stored.state)
        prerequisites.note(task, succeeded: succeeded)
        printer.skip(task.ordinal)
        return
      }
    }
    if task.settings.time != nil { hasDeclaredTimes = true }
    let live = LiveTask(
      task, row: stored?.id, attempts: stored?.attempts ?? 0,
      retries: task.settings.retries ?? options.retries)
    switch prerequisites.add(live) {
    case .ready: start(live, &batch)
    case .wait: break
    case .postpone: withdrawn.append(live)
    case .skip: try skip(live)
    }
  }

  /// Whether a task of an earlier run is left alone.
  private func isDone(_ state: TaskState) -> Bool {
    switch state {
    case .succeeded: true
    case .failed, .timedOut: options.resume != .failedToo
    // Whether it is to be skipped again is for the tasks before it to say.
    case .skipped, .waiting, .running, .interrupted: false
    }
  }

  private func reportMatches() {
    guard !store.isNew else { return }
    if let warning = store.warning { console.remark(warning) }
    let new = supply.tasksRead - matched
    console.remark(
      "resumed: \(matched) of the tasks are in the store (\(matchedDone) of them done), \(new) are"
        + " new, \(store.unmatchedCount) of the store's are gone from the list")
  }

  private func reportOrder() {
    guard options.order != .input, supply.tasksRead > 0 else { return }
    console.remark(
      "--order: it is known of \(supply.knownCount) of \(supply.tasksRead) tasks how long they take"
        + (supply.knownCount < supply.tasksRead ? "; the others are started first" : ""))
  }

  /// Whether too many outputs wait for their turn, or for somebody who reads them.
  ///
  /// In another order than the input's the task whose turn it is may be the last to be read.
  private var isTooFarAhead: Bool {
    printer.waiting >= Self.mostUnprinted && options.order == .input
  }

  /// Puts a task into a batch, if there is time for it.
  func start(_ task: LiveTask, _ batch: inout TaskBatch) {
    guard fits(task) else { return postpone(task) }
    let id = nextAttempt
    nextAttempt += 1
    task.begin(id)
    live[id] = task
    liveBytes += task.task.command.count
    let order = self.order(for: task)
    let priority = task.task.priority
    if task.avoids.isEmpty {
      if batch.priority != priority {
        submit(batch)
        batch = TaskBatch(priority: priority)
      }
      batch.append(TaskID(rawValue: UInt64(id))) { order.append(to: &$0) }
    } else {
      var single = TaskBatch(priority: priority)
      single.append(TaskID(rawValue: UInt64(id))) { order.append(to: &$0) }
      controller.bag.submit(single, avoiding: task.avoids)
    }
  }

  private func order(for task: LiveTask) -> AttemptOrder {
    let settings = task.task.settings
    var timeout = 0.0
    switch settings.timeout ?? options.timeout {
    case .seconds(let seconds): timeout = seconds
    case .percent: hasRelativeTimeouts = true
    case nil: break
    }
    return AttemptOrder(
      ordinal: task.task.ordinal, attempt: task.attempts, cpus: settings.cpus ?? options.cpus,
      timeout: timeout, name: Array((settings.name ?? "").utf8), command: task.task.command)
  }

  /// Starts tasks again that have failed, when it is time.
  private func takeInRetries(_ batch: inout TaskBatch) throws(StoreError) {
    guard !retries.isEmpty else { return }
    let due = retries.filter { $0.due <= now }
    guard !due.isEmpty else { return }
    retries.removeAll { $0.due <= now }
    for retry in due { start(retry.task, &batch) }
  }

  /// Starts tasks that need not wait any longer.
  func start(_ tasks: [LiveTask]) {
    guard ending == nil else {
      withdrawn += tasks
      return
    }
    var batch = TaskBatch()
    for task in tasks { start(task, &batch) }
    submit(batch)
  }

  /// Records that a task is not run, because one before it failed; and those that wait for it.
  func skip(_ task: LiveTask) throws(StoreError) {
    var tasks = [task]
    while let task = tasks.popLast() {
      status.tasks.count(.skipped)
      try setState(.skipped, of: task)
      printer.skip(task.task.ordinal)
      tasks += prerequisites.end(task.task, succeeded: false).skipped
    }
  }

  /// Writes a task's state.
  func setState(_ state: TaskState, of task: LiveTask) throws(StoreError) {
    if let row = task.row {
      try store.update(task: row, state: state)
    } else {
      task.row = try store.addTask(task.task, directory: options.directory, state: state)
    }
  }

  /// Leaves a task for another run, because there is no time for it, and those that wait for it.
  private func postpone(_ task: LiveTask) {
    withdrawn.append(task)
    withdrawn += prerequisites.postpone(task.task)
    // To read on, for tasks that fit, has its bounds too.
    if withdrawn.count >= Self.mostWaiting { end(.timeLimit, cancels: false) }
  }

  /// Tasks in the bag beyond what the ranks want at once, and items looked at in a turn.
  private static let greatestStock = 20_000
  /// Tasks that wait for others before no more are read.
  private static let mostWaiting = 100_000
  /// Bytes of commands in the bag, and tasks whose outputs wait to be read, beyond which no more are read.
  private static let greatestStockBytes = 64 << 20
  private static let mostUnprinted = 1_000_000
}
