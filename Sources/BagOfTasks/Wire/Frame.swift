import NodeResources

/// The 32 bytes that stand before every payload on the wire, in both directions.
///
/// A message is any number of frames, each followed by `length` bytes of payload. Ranks of a job run
/// the same program on machines of one kind, so a frame travels as it lies in memory.
@frozen @usableFromInline
struct Frame: BitwiseCopyable {
  @frozen @usableFromInline
  enum Kind: UInt8 {
    // From the root.
    /// Tells a rank its ``place`` among those of its node.
    case welcome
    /// All ranks are ready.
    case go
    /// A task to run; comes back from a rank that gives it up unstarted.
    case task
    /// Give back up to `number` tasks that have not been started.
    case recall
    /// Drop tasks with ids from `id` to `lastID` that have not been started, end those that have.
    case cancel
    /// Drop tasks with ids from `id` to `lastID` that have not been started, leave those alone that have.
    case withdraw
    /// `number` bytes of output were dealt with.
    case credit
    /// No more tasks. Payload: why, if the bag ends badly.
    case end
    // To the root.
    /// A rank introduces itself; payload: ``Hello``.
    case hello
    /// The rank's runner is there, with `number` slots on `id` cores.
    case ready
    /// The rank's runner cannot be had; payload: why.
    case unable
    /// A task was started.
    case started
    /// Bytes that a running task wrote; `detail` is the stream.
    case output
    /// A task is done; `detail` is the outcome.
    case finished
    /// A recall has been answered.
    case recalled
    /// The rank's last word.
    case farewell
  }

  @usableFromInline var kind: Kind
  @usableFromInline var detail: UInt8 = 0
  @usableFromInline var slot: UInt16 = 0
  @usableFromInline var length: UInt32 = 0
  @usableFromInline var id: UInt64 = 0
  /// When a task was started, in seconds since 1970; or a number that `kind` gives a meaning.
  @usableFromInline var first: UInt64 = 0
  /// How many seconds it took.
  @usableFromInline var second: UInt64 = 0

  @inlinable
  init(_ kind: Kind, id: UInt64 = 0, number: Int = 0) {
    self.kind = kind
    self.id = id
    first = UInt64(bitPattern: Int64(number))
  }

  @usableFromInline static let size = 32

  /// The greatest payload: a message's length is an `int` in MPI.
  @usableFromInline static let greatestPayload = Int(Int32.max) - Frame.size

  @inlinable var number: Int { Int(Int64(bitPattern: first)) }
  @inlinable var lastID: UInt64 { first }

  @inlinable var start: Double {
    get { Double(bitPattern: first) }
    set { first = newValue.bitPattern }
  }

  @inlinable var seconds: Double {
    get { Double(bitPattern: second) }
    set { second = newValue.bitPattern }
  }

  /// How the task of a `finished` frame ended.
  @inlinable var outcome: TaskOutcome { TaskOutcome(rawValue: detail) ?? .failed }

  /// A `welcome` frame: numbers below 2³² in pairs.
  init(welcome place: RankPlacement) {
    self.init(.welcome, id: Frame.pair(place.poolRank, place.poolCount))
    first = Frame.pair(place.hostRank, place.hostCount)
  }

  /// What a `welcome` frame tells.
  var place: RankPlacement {
    RankPlacement(
      poolRank: Int(id >> 32), poolCount: Int(UInt32(truncatingIfNeeded: id)),
      hostRank: Int(first >> 32), hostCount: Int(UInt32(truncatingIfNeeded: first)))
  }

  private static func pair(_ rank: Int, _ count: Int) -> UInt64 {
    UInt64(rank) << 32 | UInt64(count)
  }

  /// A frame about tasks with ids in a range.
  static func about(_ ids: ClosedRange<TaskID>, _ kind: Kind) -> Frame {
    var frame = Frame(kind, id: ids.lowerBound.rawValue)
    frame.first = ids.upperBound.rawValue
    return frame
  }
}
