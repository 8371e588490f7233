/// What another program has written of the tasks that it ran, read as a whole.
package struct ForeignLog {
  /// Whose log it is.
  package enum Format: String, Sendable {
    case jobLog = "GNU parallel job log"
    case disBatch = "disBatch status file"
  }

  /// A task and all that was done about it.
  package struct Task {
    package let ordinal: Int
    package let command: [UInt8]
    package fileprivate(set) var state: TaskState
    /// The last one is what counts.
    package fileprivate(set) var attempts: [LoggedAttempt]
  }

  /// Which task a line is about: after `--joblog +FILE` a number may be that of several commands.
  private struct Key: Hashable {
    let ordinal: Int
    let command: [UInt8]
  }

  package let format: Format
  /// The tasks by their ordinals, each of which occurs once.
  package private(set) var tasks: [Task] = []
  /// Whether the last line was cut short, and left out.
  package private(set) var isTorn = false

  private var places: [Key: Int] = [:]

  /// Reads a log; `-` is standard input.
  ///
  /// - Throws: ``InputError`` that names the first line that is wrong.
  package init(path: String) throws(InputError) {
    let reader = try RecordReader(path: path, isNullSeparated: false, mayHoldNull: true)
    guard let first = try reader.nextLine() else {
      throw InputError("\(reader.name): is empty; \(Self.expected)")
    }
    if first.elementsEqual(JobLogLine.header.utf8) {
      format = .jobLog
    } else if first.elementsEqual(DisBatchLine.header.utf8) || DisBatchLine.isPossible(first) {
      format = .disBatch
    } else {
      throw InputError("\(reader.place): this is neither; \(Self.expected)")
    }
    var line: UnsafeRawBufferPointer? = first
    while let text = line {
      // A program that was killed while it wrote has left half a line, which may look like a whole one.
      if reader.isTerminated { try add(text, reader.place) } else { isTorn = true }
      line = try reader.nextLine()
    }
    places = [:]
    giveOrdinals()
  }

  private static let expected =
    "a log of GNU parallel (--joblog) or a disBatch status file (..._status.txt) is expected"

  private mutating func add(
    _ line: UnsafeRawBufferPointer, _ place: String
  ) throws(InputError) {
    let header = format == .jobLog ? JobLogLine.header : DisBatchLine.header
    // It stands between logs that were put together, too.
    guard !line.isEmpty, !line.elementsEqual(header.utf8) else { return }
    do throws(LoggedAttempt.Fault) {
      switch format {
      case .jobLog: add(try JobLogLine.attempt(line))
      case .disBatch: if let attempt = try DisBatchLine.attempt(line) { add(attempt) }
      }
    } catch {
      throw InputError("\(place): \(error.description)")
    }
  }

  private mutating func add(_ attempt: LoggedAttempt) {
    let key = Key(ordinal: attempt.ordinal, command: attempt.command)
    guard let place = places[key] else {
      places[key] = tasks.count
      tasks.append(
        Task(
          ordinal: attempt.ordinal, command: attempt.command, state: attempt.state,
          attempts: [attempt]))
      return
    }
    switch format {
    case .jobLog:
      // Its last line says how a task stands.
      tasks[place].attempts.append(attempt)
      tasks[place].state = attempt.state
    case .disBatch:
      // A file of a run that was resumed repeats what was skipped.
      guard !tasks[place].attempts.contains(attempt) else { return }
      // Whatever else was written of it, of a node that was believed dead: a success is one.
      if tasks[place].state == .succeeded {
        tasks[place].attempts.insert(attempt, at: tasks[place].attempts.count - 1)
      } else {
        tasks[place].attempts.append(attempt)
        tasks[place].state = attempt.state
      }
    }
  }

  /// Puts the tasks in order; further commands with a number follow behind all others.
  private mutating func giveOrdinals() {
    var next = (tasks.lazy.map(\.ordinal).max() ?? 0) + 1
    var seen: Set<Int> = []
    for place in tasks.indices where !seen.insert(tasks[place].ordinal).inserted {
      let task = tasks[place]
      tasks[place] = Task(
        ordinal: next, command: task.command, state: task.state, attempts: task.attempts)
      next += 1
    }
    tasks.sort { $0.ordinal < $1.ordinal }
  }
}
