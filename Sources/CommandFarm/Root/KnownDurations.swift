/// How long tasks took in an earlier farm, by their commands.
///
/// The directory does not count: the next campaign's commands are the same in another folder, and take as
/// long. Of several tasks with one command the longest speaks. 30 to 60 bytes a task.
package struct KnownDurations {
  private var seconds: [Int64: Double] = [:]

  /// None.
  package init() {}

  /// Reads a store that no farm has open.
  ///
  /// A task took as long as its success; without one, at least as long as its longest attempt.
  package init(store path: String) throws(StoreError) {
    let rows = try StoreReader(path: path).database.prepare(
      """
      SELECT task.command, tried.seconds FROM task JOIN (
        SELECT task, coalesce(
          max(CASE WHEN reason = 'exited' AND exit = 0 AND signal = 0 THEN seconds END),
          max(seconds)) AS seconds
        FROM attempt WHERE reason NOT IN ('running', 'not-started') GROUP BY task
      ) AS tried ON tried.task = task.id
      """)
    while try rows.step() {
      let key = Self.key(rows.bytes(0))
      seconds[key] = max(seconds[key] ?? 0, rows.double(1))
    }
  }

  /// How long a task with that command took; nil if there was none.
  package func seconds(of command: [UInt8]) -> Double? {
    // Most often nothing is known at all.
    guard !seconds.isEmpty else { return nil }
    return command.withUnsafeBytes { seconds[Self.key($0)] }
  }

  private static func key(_ command: UnsafeRawBufferPointer) -> Int64 {
    ContentHash.task(command, directory: UnsafeRawBufferPointer(start: nil, count: 0))
  }
}
