/// Prints what tasks wrote, each task's in one piece.
struct OutputPrinter {
  private let console: any FarmConsole
  private let keepsOrder: Bool
  private let isTagged: Bool
  private let isQuiet: Bool
  /// Where order matters: the task whose turn it is, and those that came before their turn.
  private var nextOrdinal = 1
  private var early: [Int: Entry] = [:]
  /// Whether standard output and standard error still take something.
  private var isOpen = [true, true]
  /// Whether something could not be written, other than because nobody reads it.
  private(set) var hasFailed = false

  /// A task that has ended.
  struct Entry {
    /// The attempt, if its output is in the store alone.
    var attempt: Int64?
    /// What precedes each line.
    var tag: [UInt8]
    /// The output, if it was short.
    var pieces: [ArraySlice<UInt8>]
  }

  init(_ options: FarmOptions, console: any FarmConsole) {
    self.console = console
    keepsOrder = options.keepsOrder
    isTagged = options.isTagged
    isQuiet = options.isQuiet || options.isJSON
  }

  /// Whether output has to be there at all.
  var wantsOutput: Bool { !isQuiet && (isOpen[0] || isOpen[1]) }

  /// Prints a task's output, or keeps it until its turn.
  mutating func add(
    _ task: FarmTask, attempt: Int64, isStored: Bool, pieces: [ArraySlice<UInt8>],
    from store: RunStore
  ) throws(StoreError) {
    guard !isQuiet else { return }
    let isEmpty = !isStored && pieces.allSatisfy(\.isEmpty)
    let entry =
      isEmpty
      ? nil : Entry(attempt: isStored ? attempt : nil, tag: tag(of: task), pieces: pieces)
    guard keepsOrder else {
      if let entry { try write(entry, from: store) }
      return
    }
    // What has to wait is read from the store again: any number may have to.
    early[task.ordinal] = Entry(
      attempt: isEmpty ? nil : attempt, tag: isEmpty ? [] : tag(of: task), pieces: [])
    try writeThoseWhoseTurnItIs(from: store)
  }

  /// Notes that a task will print nothing.
  mutating func skip(_ ordinal: Int, from store: RunStore) throws(StoreError) {
    guard keepsOrder, !isQuiet else { return }
    early[ordinal] = Entry(attempt: nil, tag: [], pieces: [])
    try writeThoseWhoseTurnItIs(from: store)
  }

  /// Prints what is still waiting for tasks that will not be run.
  mutating func finish(from store: RunStore) throws(StoreError) {
    for ordinal in early.keys.sorted() {
      if let entry = early[ordinal] { try write(entry, from: store) }
    }
    early = [:]
  }

  private mutating func writeThoseWhoseTurnItIs(from store: RunStore) throws(StoreError) {
    while let entry = early.removeValue(forKey: nextOrdinal) {
      nextOrdinal += 1
      try write(entry, from: store)
    }
  }

  private func tag(of task: FarmTask) -> [UInt8] {
    guard isTagged else { return [] }
    let words = task.arguments.isEmpty ? [task.command] : task.arguments
    return Array(words.joined(separator: [UInt8(ascii: " ")])) + [UInt8(ascii: "\t")]
  }

  private mutating func write(_ entry: Entry, from store: RunStore) throws(StoreError) {
    for stream in 0...1 where isOpen[stream] {
      var lines = LineTagger(entry.tag)
      if let attempt = entry.attempt {
        var isOpen = true
        try store.output(attempt: attempt, stream: stream) { bytes in
          if isOpen { isOpen = lines.forEachPiece(of: bytes) { put($0, stream) } }
        }
        if !isOpen { close(stream) }
      } else if stream < entry.pieces.count {
        let isWritten = entry.pieces[stream].withUnsafeBytes { bytes in
          lines.forEachPiece(of: bytes) { put($0, stream) }
        }
        if !isWritten { close(stream) }
      }
    }
  }

  private func put(_ bytes: UnsafeRawBufferPointer, _ stream: Int) -> Bool {
    bytes.isEmpty || console.write(bytes, stream: stream)
  }

  private mutating func close(_ stream: Int) {
    isOpen[stream] = false
    hasFailed = true
  }
}
