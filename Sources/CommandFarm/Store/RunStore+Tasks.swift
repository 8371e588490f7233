extension RunStore {
  /// Finds the task of an earlier run that a task of the input is.
  ///
  /// Command and directory have to be equal. Each task of the store is found at most once in a run; of
  /// several equal ones the one with the lowest ordinal comes first.
  public func match(_ command: [UInt8], directory: String) throws(StoreError) -> StoredTask? {
    guard index.unmatchedCount > 0 else { return nil }
    guard let statements = open else { preconditionFailure("the store is closed") }
    let find = statements.findTask
    var found: StoredTask?
    try command.withUnsafeBufferPointer { command throws(StoreError) in
      try bytes(ofDirectory: directory).withUnsafeBufferPointer { directory throws(StoreError) in
        let hash = ContentHash.task(
          UnsafeRawBufferPointer(command), directory: UnsafeRawBufferPointer(directory))
        _ = try index.match(hash) { id throws(StoreError) in
          find.bind(1, id)
          guard try find.step() else { return false }
          defer { find.reset() }
          guard find.bytes(1).elementsEqual(command), find.bytes(2).elementsEqual(directory) else {
            return false
          }
          let earlier = Int(id) < earlierAttempts.count ? Int(earlierAttempts[Int(id)]) : 0
          found = StoredTask(
            id: id, ordinal: Int(find.integer(0)),
            state: TaskState(rawValue: find.text(3)) ?? .waiting, attempts: earlier)
          return true
        }
      }
    }
    return found
  }

  /// The tasks of the store that ``match(_:directory:)`` has not found in this run.
  public var unmatchedCount: Int { index.unmatchedCount }

  /// Takes the ordinal from the tasks that were not found, which are gone from the list.
  ///
  /// Called when the input has been read to its end.
  public func retireUnmatched() throws(StoreError) {
    guard index.unmatchedCount > 0 else { return }
    try write { statements throws(StoreError) in
      let update = try statements.database.prepare(
        "UPDATE task SET ordinal = NULL WHERE id = ?1 AND ordinal IS NOT NULL")
      try index.forEachUnmatched { id throws(StoreError) in
        update.bind(1, id)
        try update.run()
      }
    }
    recordsPending += 1
  }

  /// Adds a task.
  ///
  /// - Returns: the store's number for it.
  public func addTask(
    _ task: FarmTask, directory: String, state: TaskState
  ) throws(StoreError) -> Int64 {
    let id = nextTask
    try write { statements throws(StoreError) in
      let insert = statements.addTask
      try task.command.withUnsafeBufferPointer { command throws(StoreError) in
        try bytes(ofDirectory: directory).withUnsafeBufferPointer { directory throws(StoreError) in
          let hash = ContentHash.task(
            UnsafeRawBufferPointer(command), directory: UnsafeRawBufferPointer(directory))
          insert.bind(1, id)
          insert.bind(2, task.ordinal)
          insert.bind(3, hash)
          insert.bind(text: command, at: 4)
          insert.bind(text: directory, at: 5)
          if let name = task.settings.name { insert.bind(6, name) } else { insert.bindNull(6) }
          bind(task.settings, to: insert, at: 7)
          insert.bind(8, state.text)
          try insert.run()
        }
      }
    }
    nextTask += 1
    taskCount += 1
    recordsPending += 1
    return id
  }

  /// Writes how a task stands.
  public func update(task id: Int64, state: TaskState) throws(StoreError) {
    try write { statements throws(StoreError) in
      let update = statements.setState
      update.bind(1, id)
      update.bind(2, state.text)
      try update.run()
    }
    recordsPending += 1
  }

  /// Writes which place in the input a task of an earlier run has now.
  ///
  /// Settings of nil are left as they were.
  public func update(
    task id: Int64, ordinal: Int, name: String?, settings: TaskSettings? = nil
  ) throws(StoreError) {
    try write { statements throws(StoreError) in
      let update = statements.setPlace
      update.bind(1, id)
      update.bind(2, ordinal)
      if let name { update.bind(3, name) } else { update.bindNull(3) }
      try update.run()
      guard let settings else { return }
      statements.setSettings.bind(1, id)
      bind(settings, to: statements.setSettings, at: 2)
      try statements.setSettings.run()
    }
    recordsPending += 1
  }

  /// Binds settings as JSON, or NULL if there are none but a name.
  private func bind(_ settings: TaskSettings, to statement: Statement, at index: Int32) {
    var plain = TaskSettings()
    plain.name = settings.name
    if settings != plain, let text = Self.json(settings) {
      statement.bind(index, text)
    } else {
      statement.bindNull(index)
    }
  }
}
