/// A store's connection and the statements that a farm runs over and over.
final class StoreStatements {
  let database: Database
  let begin: Statement
  let commit: Statement
  let addTask: Statement
  let setState: Statement
  let setPlace: Statement
  let setSettings: Statement
  let findTask: Statement
  let record: Statement
  let addOutput: Statement
  let piece: Statement

  init(_ database: Database) throws(StoreError) {
    self.database = database
    begin = try database.prepare("BEGIN IMMEDIATE")
    commit = try database.prepare("COMMIT")
    addTask = try database.prepare(
      """
      INSERT INTO task (id, ordinal, hash, command, directory, name, settings, state)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """)
    setState = try database.prepare("UPDATE task SET state = ?2 WHERE id = ?1")
    setPlace = try database.prepare(
      """
      UPDATE task SET ordinal = ?2, name = ?3
      WHERE id = ?1 AND (ordinal IS NOT ?2 OR name IS NOT ?3)
      """)
    setSettings = try database.prepare(
      "UPDATE task SET settings = ?2 WHERE id = ?1 AND settings IS NOT ?2")
    findTask = try database.prepare(
      "SELECT ordinal, command, directory, state FROM task WHERE id = ?1")
    record = try database.prepare(
      """
      INSERT OR REPLACE INTO attempt (
        id, task, number, run, rank, host, slot, started, seconds, exit, signal, reason, user_s,
        system_s, max_rss, out_bytes, err_bytes)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
      """)
    addOutput = try database.prepare(
      "INSERT INTO output (attempt, stream, chunk, bytes, checksum) VALUES (?1, ?2, ?3, ?4, ?5)")
    piece = try database.prepare(
      """
      SELECT chunk, bytes, checksum FROM output WHERE attempt = ?1 AND stream = ?2 AND chunk = ?3
      """)
  }
}
