extension StoreReader {
  /// Writes what became of tasks, for people or as JSON.
  ///
  /// - Throws: ``StoreError``, of kind `noTask` if the one that was asked for is not there; and what the
  ///   closure throws.
  public func show(
    _ options: ShowOptions, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try choose(options.selection)
    if case .task(let ordinal) = options.selection,
      try database.text("SELECT id FROM temp.chosen LIMIT 1") == nil
    {
      let last = try database.text("SELECT coalesce(max(ordinal), 0) FROM task") ?? "0"
      throw StoreError(.noTask, "\(database.path) has no task \(ordinal); the last one is \(last)")
    }
    var text = ReportText()
    if options.isJSON {
      try showJSON(options, &text, write)
    } else if options.hasOutput || options.selection.isOneTask {
      try showDetails(options, &text, write)
    } else {
      try showTable(&text, write)
    }
    try text.write(write)
  }

  /// Fills temporary tables: `chosen` with tasks in the order in which they are to be shown, `tried` with
  /// their attempts.
  private func choose(_ selection: ShowOptions.Selection) throws(StoreError) {
    try database.execute(
      """
      DROP TABLE IF EXISTS temp.chosen;
      DROP TABLE IF EXISTS temp.tried;
      CREATE TEMP TABLE chosen (place INTEGER PRIMARY KEY, id INTEGER UNIQUE);
      CREATE TEMP TABLE tried (task INTEGER, id INTEGER, PRIMARY KEY (task, id)) WITHOUT ROWID;
      """)
    let inOrder = "ORDER BY ordinal IS NULL, ordinal, id"
    let query =
      switch selection {
      case .all: "SELECT id FROM task \(inOrder)"
      case .failed: "SELECT id FROM task WHERE state IN ('failed', 'timed-out') \(inOrder)"
      case .task(let ordinal): "SELECT id FROM task WHERE ordinal = \(ordinal) ORDER BY id"
      case .slowest(let count):
        """
        SELECT task FROM attempt WHERE reason <> 'running' GROUP BY task
        ORDER BY max(seconds) DESC, task LIMIT \(max(0, count))
        """
      }
    try database.execute(
      """
      INSERT INTO temp.chosen (id) \(query);
      INSERT INTO temp.tried SELECT task, id FROM attempt WHERE task IN (SELECT id FROM temp.chosen);
      """)
  }

  /// The chosen tasks with their attempts; without `isEach` with the last one only.
  ///
  /// The number of attempts follows as column 23.
  func chosen(isEach: Bool) throws(StoreError) -> Statement {
    let condition = isEach ? "" : "AND r.id = (SELECT max(id) FROM temp.tried WHERE task = t.id)"
    return try database.prepare(
      """
      SELECT \(AttemptRow.columns), (SELECT count(*) FROM temp.tried WHERE task = t.id)
      FROM temp.chosen AS c CROSS JOIN task AS t ON t.id = c.id
        LEFT JOIN temp.tried AS r ON r.task = t.id \(condition)
        LEFT JOIN attempt AS a ON a.id = r.id
      ORDER BY c.place, r.id
      """)
  }

  private func showTable(
    _ text: inout ReportText, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let ordinalWidth = try width("SELECT max(ordinal) FROM task", least: 4)
    let hostWidth = try width(
      "SELECT host FROM attempt ORDER BY length(host) DESC LIMIT 1", least: 4)
    text.append("Task", width: ordinalWidth, isRight: true)
    text.append("  State        Tries  Exit      Seconds  ")
    text.append("Host", width: hostWidth)
    text.append("  Command\n")
    let statement = try chosen(isEach: false)
    let row = AttemptRow(row: statement)
    while try statement.step() {
      text.append(row.ordinal.map(String.init) ?? "-", width: ordinalWidth, isRight: true)
      text.append("  ")
      text.append(row.state, width: 11)
      text.append(String(statement.integer(23)), width: 7, isRight: true)
      text.append(row.ending, width: 6, isRight: true)
      text.append(row.attempt == nil ? "-" : row.seconds.fixed, width: 13, isRight: true)
      text.append("  ")
      text.append(row.attempt == nil ? "-" : row.host, width: hostWidth)
      text.append("  ")
      text.append(visible: row.command)
      text.append("\n")
      try text.writeIfLong(write)
    }
  }

  private func width(_ query: String, least: Int) throws(StoreError) -> Int {
    max(least, try database.text(query)?.count ?? 0)
  }
}

extension ShowOptions.Selection {
  fileprivate var isOneTask: Bool {
    if case .task = self { true } else { false }
  }
}
