import CommandFarm
import Testing

@Suite struct OrderedInputTests {
  /// What an input hands out: ordinals, and 0 for a barrier.
  private static func order(
    _ text: String, durations: KnownDurations?, taskTime: Double? = nil
  ) throws -> [Int] {
    let file = try InputFile(text)
    let input = OrderedInput(
      try TaskInput(InputOptions(file: file.path)), durations: durations, taskTime: taskTime)
    var ordinals: [Int] = []
    while let item = try input.next() {
      if case .task(let task) = item { ordinals.append(task.ordinal) } else { ordinals.append(0) }
    }
    return ordinals
  }

  /// Durations out of a store: attempts with command, seconds, exit status and signal.
  private static func durations(
    _ attempts: (seq: Int, command: String, seconds: Double, exit: Int, signal: Int)...
  ) throws -> KnownDurations {
    let directory = try StoreDirectory()
    let lines = attempts.map {
      "\($0.seq)\t:\t1000.000\t\($0.seconds)\t0\t0\t\($0.exit)\t\($0.signal)\t\($0.command)"
    }
    let log = try InputFile(([LogText.header] + lines).joined(separator: "\n") + "\n")
    _ = try LogImport.run(
      log: log.path, store: directory.store, directory: "/elsewhere", commandLine: [], version: "")
    return try KnownDurations(store: directory.store)
  }

  @Test func theInputsOrderIsTheStandard() throws {
    #expect(try Self.order("#mpisum: time=1\na\n#mpisum: time=9\nb\n", durations: nil) == [1, 2])
  }

  @Test func whatTookLongestComesFirst() throws {
    let known = try Self.durations((1, "a", 1, 0, 0), (2, "b", 3, 0, 0), (3, "c", 2, 0, 0))
    #expect(try Self.order("a\nb\nc\nb\n", durations: known) == [2, 4, 3, 1])
    // What nobody knows comes before all others, in its order.
    #expect(try Self.order("a\nx\nb\ny\nc\n", durations: known) == [2, 4, 3, 5, 1])
  }

  /// A success speaks for its task, and without one the longest attempt; the longest of equal tasks counts.
  @Test func theRightAttemptSpeaks() throws {
    let known = try Self.durations(
      (1, "a", 9, 1, 0), (1, "a", 2, 0, 0), (2, "b", 5, -1, 15), (2, "b", 4, 3, 0),
      (3, "c", 1, 0, 0), (4, "c", 3, 0, 0))
    #expect(known.seconds(of: Array("a".utf8)) == 2)
    #expect(known.seconds(of: Array("b".utf8)) == 5)
    #expect(known.seconds(of: Array("c".utf8)) == 3)
    #expect(known.seconds(of: Array("d".utf8)) == nil)
  }

  @Test func declaredTimesSpeakWhereNothingWasMeasured() throws {
    let text = "a\n#mpisum: time=5\na\n#mpisum: time=5\nb\n#mpisum: time=7\nc\nd\n"
    let known = try Self.durations((1, "a", 6, 0, 0))
    #expect(try Self.order(text, durations: known) == [5, 4, 1, 2, 3])
    #expect(try Self.order(text, durations: known, taskTime: 5.5) == [4, 1, 2, 5, 3])
    #expect(try Self.order(text, durations: KnownDurations()) == [1, 5, 4, 2, 3])
  }

  @Test func barriersAreNotCrossed() throws {
    let text = """
      #mpisum: barrier
      #mpisum: time=1
      a
      #mpisum: time=2
      b
      #mpisum: barrier
      #mpisum: barrier
      #mpisum: time=3
      c
      #mpisum: time=4
      d

      """
    #expect(try Self.order(text, durations: KnownDurations()) == [0, 2, 1, 0, 0, 4, 3])
  }

  @Test func aTaskCountsWithThoseThatWaitForIt() throws {
    let text = """
      #mpisum: time=5
      long
      #mpisum: name=first time=1
      a
      #mpisum: name=second after=first time=2
      b
      #mpisum: after=second,first time=3
      c

      """
    #expect(try Self.order(text, durations: KnownDurations()) == [2, 1, 3, 4])
    // One before a barrier is done by then.
    let parted = text.replacing("c\n", with: "c\n#mpisum: barrier\n#mpisum: after=first\nx\n")
    #expect(try Self.order(parted, durations: KnownDurations()) == [2, 1, 3, 4, 0, 5])
  }

  @Test func aMistakeIsFoundBeforeTheFirstTask() throws {
    let file = try InputFile("a\nb\n#mpisum: after=c\nd\n")
    let input = OrderedInput(
      try TaskInput(InputOptions(file: file.path)), durations: KnownDurations(), taskTime: nil)
    #expect(throws: InputError.self) { try input.next() }
    #expect(throws: InputError.self) { try input.next() }
  }

  /// Random lists: every task once, no barrier crossed, nothing before what it waits for, and numbers for the
  /// bag that go down.
  @Test(arguments: 1...20) func ordersKeepWhatTheListSays(seed: Int) throws {
    var state = UInt64(seed)
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var text = ""
    let count = 60
    for ordinal in 1...count {
      if random(15) == 0 { text += "#mpisum: barrier\n" }
      text += "#mpisum: name=t\(ordinal)"
      if random(3) > 0 { text += " time=\(random(100))" }
      if ordinal > 1, random(2) == 0 { text += " after=t\(1 + random(ordinal - 1))" }
      text += "\ntrue\n"
    }
    let items = try InputFile.items(text)
    let file = try InputFile(text)
    let input = OrderedInput(
      try TaskInput(InputOptions(file: file.path)), durations: KnownDurations(), taskTime: nil)
    var seen: Set<Int> = []
    var section: [FarmTask] = []
    for expected in items.split(separator: .barrier, omittingEmptySubsequences: false) {
      section = []
      while case .task(let task)? = try input.next() { section.append(task) }
      let ordinals = expected.compactMap {
        if case .task(let task) = $0 { task.ordinal } else { nil }
      }
      #expect(section.map(\.ordinal).sorted() == ordinals)
      for task in section {
        #expect(seen.isSuperset(of: task.settings.after))
        seen.insert(task.ordinal)
      }
      #expect(zip(section, section.dropFirst()).allSatisfy { $0.priority >= $1.priority })
    }
    #expect(seen.count == count)
    #expect(try input.next() == nil)
  }
}
