import BagOfTasks

/// Prints what tasks wrote, each task's in one piece, as fast as somebody reads it.
///
/// The farm does not wait for readers: what has to wait is printed from the store later.
struct OutputPrinter {
  private let console: any FarmConsole
  private let keepsOrder: Bool
  private let isTagged: Bool
  private let isQuiet: Bool
  /// Where order matters: the task whose turn it is, and the attempts of those that came before their turn.
  private var nextOrdinal = 1
  private var early: [Int: Entry?] = [:]
  /// What is to be printed, in this order.
  private var queue = Fifo<Entry>()
  /// What is being printed.
  private var current: Page?
  /// Whether standard output and standard error still take something.
  private var isOpen = [true, true]

  /// What a task wrote.
  private struct Entry {
    /// The attempt, whose output is in the store.
    let attempt: Int64
    /// What precedes each line.
    let tag: [UInt8]
  }

  /// How far the printing of an entry has come.
  private struct Page {
    let attempt: Int64
    let tag: [UInt8]
    var lines: LineTagger
    var stream = 0
    var chunk = 0

    init(_ entry: Entry) {
      attempt = entry.attempt
      tag = entry.tag
      lines = LineTagger(entry.tag)
    }
  }

  init(_ options: FarmOptions, console: any FarmConsole) {
    self.console = console
    keepsOrder = options.keepsOrder
    isTagged = options.isTagged
    isQuiet = options.isQuiet || options.isJSON
  }

  /// Whether output has to be there at all.
  private var wantsOutput: Bool { !isQuiet && (isOpen[0] || isOpen[1]) }

  /// Whether something is to be printed that could not be yet, for want of a reader.
  var isBehind: Bool { wantsOutput && (current != nil || !queue.isEmpty || !console.hasRoom) }

  /// The number of tasks whose output waits for something.
  var waiting: Int { early.count + queue.count }

  /// Takes note of a task's output, which is in the store, to be printed in its turn.
  ///
  /// - Parameters:
  ///   - task: the task.
  ///   - attempt: its last attempt.
  ///   - isEmpty: whether there is no output at all.
  ///   - pieces: the output, if the store has nothing beside it.
  mutating func add(
    _ task: FarmTask, attempt: Int64, isEmpty: Bool, pieces: [ArraySlice<UInt8>]?
  ) {
    guard wantsOutput else { return }
    let entry = isEmpty ? nil : Entry(attempt: attempt, tag: tag(of: task))
    if keepsOrder {
      early[task.ordinal] = .some(entry)
      queueThoseWhoseTurnItIs()
    } else if let entry {
      // Mostly it can be printed at once, and need not be read from the store.
      if let pieces, !isBehind { write(pieces, entry.tag) } else { queue.append(entry) }
    }
  }

  /// Notes that a task will print nothing.
  mutating func skip(_ ordinal: Int) {
    guard keepsOrder, wantsOutput else { return }
    early[ordinal] = .some(nil)
    queueThoseWhoseTurnItIs()
  }

  /// Lets those be printed that still wait for tasks that will not be run.
  mutating func forgetOrder() {
    for ordinal in early.keys.sorted() {
      if case .some(.some(let entry)) = early[ordinal] { queue.append(entry) }
    }
    early = [:]
  }

  /// Prints as much as is read at the moment.
  mutating func pump(from store: RunStore) throws(StoreError) {
    while wantsOutput, console.hasRoom {
      guard var page = current ?? queue.popFirst().map(Page.init) else { return }
      let piece =
        isOpen[page.stream]
        ? try store.piece(attempt: page.attempt, stream: page.stream, chunk: page.chunk) : nil
      if let piece {
        page.chunk += 1
        let isWritten = piece.withUnsafeBytes { bytes in
          page.lines.forEachPiece(of: bytes) { put($0, page.stream) }
        }
        if !isWritten { isOpen[page.stream] = false }
        current = page
      } else {
        page.stream += 1
        page.chunk = 0
        page.lines = LineTagger(page.tag)
        current = page.stream < isOpen.count ? page : nil
      }
    }
  }

  private mutating func queueThoseWhoseTurnItIs() {
    while let entry = early.removeValue(forKey: nextOrdinal) {
      nextOrdinal += 1
      if let entry { queue.append(entry) }
    }
  }

  private func tag(of task: FarmTask) -> [UInt8] {
    guard isTagged else { return [] }
    let words = task.arguments.isEmpty ? [task.command] : task.arguments
    return Array(words.joined(separator: [UInt8(ascii: " ")])) + [UInt8(ascii: "\t")]
  }

  private mutating func write(_ pieces: [ArraySlice<UInt8>], _ tag: [UInt8]) {
    for (stream, piece) in pieces.enumerated() where isOpen[stream] {
      var lines = LineTagger(tag)
      let isWritten = piece.withUnsafeBytes { bytes in
        lines.forEachPiece(of: bytes) { put($0, stream) }
      }
      if !isWritten { isOpen[stream] = false }
    }
  }

  private func put(_ bytes: UnsafeRawBufferPointer, _ stream: Int) -> Bool {
    bytes.isEmpty || console.write(bytes, stream: stream)
  }
}
