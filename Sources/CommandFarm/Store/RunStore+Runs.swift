import FoundationEssentials

extension RunStore {
  /// Writes that a farm has started, and commits.
  ///
  /// A run that was killed before is closed: its verdict becomes 5, infrastructure lost. Attempts that
  /// were running in it are interrupted, and so are their tasks.
  public func beginRun(_ run: RunRecord) throws(StoreError) {
    try write { statements throws(StoreError) in
      let database = statements.database
      try database.execute(
        """
        UPDATE run SET verdict = 5 WHERE verdict IS NULL;
        UPDATE attempt SET reason = 'interrupted' WHERE reason = 'running';
        UPDATE task SET state = 'interrupted' WHERE state = 'running';
        """)
      if try !database.hasLaterColumns {
        for column in StoreFormat.laterRunColumns {
          try database.execute("ALTER TABLE run ADD COLUMN \(column.name) \(column.type)")
        }
      }
      let insert = try database.prepare(
        """
        INSERT INTO run (
          version, mpi, hosts, ranks, slots, options, directory, started, cpus, rank_slots)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """)
      insert.bind(1, run.version)
      insert.bind(2, run.mpi)
      insert.bind(3, Self.json(run.hosts) ?? "[]")
      insert.bind(4, run.ranks)
      insert.bind(5, run.slots)
      insert.bind(6, run.options)
      insert.bind(7, run.directory)
      insert.bind(8, run.started)
      insert.bind(9, run.cpus)
      insert.bind(10, Self.json(run.rankSlots) ?? "[]")
      try insert.run()
      self.run = try database.integer("SELECT last_insert_rowid()") ?? 0
    }
    try commit()
    // So that the main file alone shows that a log belongs to it.
    if let statements = open { try checkpoint(statements) }
  }

  /// Writes which ranks are given nothing more in this run, such as `rank 3 on node17`.
  public func record(quarantined: [String]) throws(StoreError) {
    try write { statements throws(StoreError) in
      let update = try statements.database.prepare(
        "UPDATE run SET quarantined = ?2 WHERE id = ?1")
      update.bind(1, run)
      update.bind(2, Self.json(quarantined) ?? "[]")
      try update.run()
    }
    recordsPending += 1
  }

  static func json(_ value: some Encodable) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }
  }
}
