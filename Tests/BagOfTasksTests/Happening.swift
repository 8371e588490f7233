import BagOfTasks

/// A thing that a controller was told of: an event, or one of the tasks that a `finished` event brings.
enum Happening: Sendable {
  case credit(rank: Int, host: String, slots: Int)
  case assigned(TaskID, rank: Int)
  case returned(TaskID, rank: Int)
  case started(TaskID, rank: Int, slot: Int, at: Double)
  case output(TaskID, rank: Int, stream: Int, bytes: ArraySlice<UInt8>)
  case finished(FinishedTask)
  case terminating([UnfinishedTasks])

  /// What an event is made of.
  static func list(_ event: TaskEvent) -> [Happening] {
    switch event {
    case .credit(let rank, let host, let slots): [.credit(rank: rank, host: host, slots: slots)]
    case .assigned(let id, let rank): [.assigned(id, rank: rank)]
    case .returned(let id, let rank): [.returned(id, rank: rank)]
    case .started(let id, let rank, let slot, let time):
      [.started(id, rank: rank, slot: slot, at: time)]
    case .output(let id, let rank, let stream, let bytes):
      [.output(id, rank: rank, stream: stream, bytes: bytes)]
    case .finished(let tasks): tasks.map { .finished($0) }
    case .terminating(let unfinished): [.terminating(unfinished)]
    }
  }
}
