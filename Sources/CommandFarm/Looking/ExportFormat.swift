/// What `mpisum farm export` writes.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  /// GNU parallel's log: the last attempt of each finished task, in the order in which they ended.
  case joblog
  /// Every attempt, one a record, with a line of names before them (RFC 4180, but lines end in LF).
  case csv
  /// Every attempt as a JSON object on a line of its own.
  case jsonl
  /// Chrome's trace events, for Perfetto and chrome://tracing: a process a rank, a thread a slot.
  case trace
}
