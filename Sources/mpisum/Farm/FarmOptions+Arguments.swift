import CommandFarm
import FoundationEssentials
import Glibc

extension FarmOptions {
  /// Reads everything out of the command line.
  ///
  /// - Parameters:
  ///   - parsed: the options and operands.
  ///   - now: the present, in seconds since 1970.
  /// - Throws: ``UsageError`` for the first mistake.
  init(_ parsed: ParsedOptions, now: Double = Date.now.timeIntervalSince1970) throws(UsageError) {
    let input = try InputOptions(parsed)
    self.init(
      input: input, store: try parsed.path(OptionTable.store) ?? Self.standardStore(input),
      directory: try Self.absolute(try parsed.path(OptionTable.directory) ?? "."))
    if let name = try parsed.path(OptionTable.order) {
      order = name == "longest" ? .longest : .store(name)
    }
    try readStore(parsed)
    try readTasks(parsed)
    try readPolicy(parsed)
    try readTime(parsed, now: now)
    keepsOrder = parsed.contains(OptionTable.keepOrder)
    isTagged = parsed.contains(OptionTable.tag)
    isQuiet = parsed.contains(OptionTable.quiet)
    isJSON = parsed.contains(OptionTable.farmJSON)
    progress = try parsed.choice(OptionTable.farmProgress)
    commandLine = CommandLine.arguments
  }

  /// The store of a task file is beside it.
  private static func standardStore(_ input: InputOptions) -> String {
    guard let file = input.files.first(where: { $0 != "-" }) else { return "mpisum.farm" }
    return file + ".farm"
  }

  /// A directory's name from the root on, without what says nothing: tasks are known by it.
  static func absolute(_ name: String) throws(UsageError) -> String {
    var base = ""
    if !name.hasPrefix("/") {
      guard let current = getcwd(nil, 0) else {
        throw UsageError(
          "the current directory cannot be told (\(String(cString: strerror(errno)))); give"
            + " --directory with a name that begins with '/'")
      }
      defer { free(current) }
      base = String(cString: current) + "/"
    }
    // ".." stays: what it means depends on links.
    let parts = (base + name).split(separator: "/").filter { $0 != "." }
    return "/" + parts.joined(separator: "/")
  }

  private mutating func readStore(_ parsed: ParsedOptions) throws(UsageError) {
    if parsed.contains(OptionTable.resume) { resume = .unfinished }
    // It includes the other.
    if parsed.contains(OptionTable.resumeFailed) { resume = .failedToo }
    isDurable = parsed.contains(OptionTable.durable)
    outputLimit = try parsed.size(OptionTable.outputLimit)
  }

  private mutating func readTasks(_ parsed: ParsedOptions) throws(UsageError) {
    if parsed.value(of: OptionTable.slots) != "auto" {
      slots = try parsed.integer(OptionTable.slots, in: 1...65_536, or: "auto")
    }
    cpus = try parsed.integer(OptionTable.cpus, in: 1...4096)
    memory = try parsed.size(OptionTable.memory)
    scratch = try parsed.path(OptionTable.scratch)
    if let scratch { self.scratch = try Self.absolute(scratch) }
    keepsScratch = parsed.contains(OptionTable.keepScratch)
  }

  private mutating func readPolicy(_ parsed: ParsedOptions) throws(UsageError) {
    retries = try parsed.integer(OptionTable.retries, in: 0...1_000_000)
    retryIf = try parsed.value(
      OptionTable.retryIf,
      right: "some of exit, exit:75, exit:1-9, signal, signal:KILL, timeout, with commas between",
      RetryCondition.init(text:))
    if retryIf != nil, retries == 0 {
      throw UsageError("--retry-if needs --retries N to say how often")
    }
    timeout = try parsed.value(
      OptionTable.timeout, right: "a time such as 90, 5m or 1h30m, or a percentage such as 300%"
    ) { text in
      // No time at all is a mistake, not a limit.
      TimeLimit(text: text).flatMap { $0 == .seconds(0) ? nil : $0 }
    }
    termSequence =
      try parsed.value(
        OptionTable.termSeq,
        right: "signals and milliseconds with commas between, such as TERM,1000,KILL,25",
        TermSequence.init(text:)) ?? .standard
    if !HaltPolicy.wordsForNever.contains(parsed.value(of: OptionTable.halt)) {
      halt = try parsed.value(
        OptionTable.halt,
        right: "never or WHEN,WHY=N (now or soon; fail, success or done; N or N%), such as"
          + " now,fail=1", HaltPolicy.init(text:))
    }
    quarantineAfter = try parsed.integer(OptionTable.quarantine, in: 0...1_000_000)
    exitStyle = try parsed.choice(OptionTable.exitStyle)
  }

  private mutating func readTime(_ parsed: ParsedOptions, now: Double) throws(UsageError) {
    taskTime = try parsed.duration(OptionTable.taskTime)
    grace = try parsed.duration(OptionTable.grace) ?? grace
    let ends = [
      try parsed.duration(OptionTable.timeLimit).map { now + $0 },
      try parsed.value(
        OptionTable.until,
        right: "a moment such as 18:30, 2026-01-31T18:30, 2026-01-31T18:30+01:00 or @1790000000"
      ) { MomentText.seconds($0, after: now) },
    ]
    end = ends.compactMap { $0 }.min()
  }
}
