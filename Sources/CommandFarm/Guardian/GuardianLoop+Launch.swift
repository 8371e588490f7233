import BagOfTasks
import CSystem

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension GuardianLoop {
  /// Starts what fits, in the order in which it came, and returns what has waited too long.
  func startWaiting() {
    guard site != nil else { return }
    var started = 0
    while started < waiting.count, mayStart {
      guard start(&waiting[started]) else { break }
      started += 1
    }
    waiting.removeFirst(started)
    if let first = waiting.first, now >= first.since + Self.patience, mayReturn(first) {
      // The rank starts no others until something ends.
      for waiting in waiting.reversed() {
        socket.append(GuardianFrame(kind: .returned, id: waiting.id), now: now) {
          $0.append(contentsOf: waiting.payload)
        }
      }
      waiting = []
    }
  }

  /// Whether an order may be returned that has waited for long: it can be carried out when something has
  /// ended, unless it is being refused for a reason of its own.
  func mayReturn(_ waiting: Waiting) -> Bool {
    runningCount > 0 && (now >= refusedUntil || waiting.isInShortage)
  }

  /// Starts an attempt, or reports that it cannot be started.
  ///
  /// - Returns: false if it has to wait.
  private func start(_ waiting: inout Waiting) -> Bool {
    guard let lease = site?.table.take(cpus: waiting.order.cpus) else { return false }
    do throws(LaunchError) {
      try start(waiting, lease)
      return true
    } catch {
      site?.table.giveBack(lease)
      // What is used up by those that run is no fault of this one, however long they take.
      let isTheirs = error.isShortage && runningCount > 0
      if isTheirs || error.isPassing && waiting.refusals < Self.greatestRefusals {
        waiting.refusals += 1
        waiting.isInShortage = error.isShortage
        refusedUntil = now + Self.refusal
        return false
      }
      report(
        error.isOfPlace
          ? AttemptEnd(.lost, slot: lease.slot, message: error.description)
          : AttemptEnd(
            .notStarted, slot: lease.slot, exit: error.exit, message: error.description),
        of: waiting.id, start: now, seconds: 0)
      return true
    }
  }

  /// Starts an attempt.
  private func start(_ waiting: Waiting, _ lease: SlotTable.Lease) throws(LaunchError) {
    guard let obstacle = site?.obstacle else {
      let words = CommandWords.words(of: waiting.order.command)
      let scratch = try site?.scratch?.directory(slot: lease.slot) ?? ""
      site?.environment.set(waiting.order, lease: lease, scratch: scratch)
      let start = now
      let (process, streams) = try launch(words, lease)
      launched += 1
      let attempt = RunningAttempt(
        id: waiting.id, order: waiting.order, lease: lease, process: process, serial: launched,
        start: start, streams: streams)
      slots[process] = lease.slot
      running[lease.slot] = attempt
      runningCount += 1
      deadline = min(deadline, attempt.deadline)
      now = Clock.now()
      return
    }
    throw LaunchError(isOfPlace: true, description: obstacle)
  }

  /// Starts a command's process, with a pipe for each of its streams.
  private func launch(
    _ words: [[UInt8]], _ lease: SlotTable.Lease
  ) throws(LaunchError) -> (process: Int32, streams: [AttemptStream]) {
    var reading: [Int32] = []
    var writing: [Int32] = []
    defer { for end in writing { close(end) } }
    for _ in 0..<2 {
      var ends: (Int32, Int32) = (-1, -1)
      guard csystem_pipe(&ends.0, &ends.1) == 0 else {
        let error = errno
        for end in reading { close(end) }
        throw LaunchError("no pipe can be made", error)
      }
      reading.append(ends.0)
      writing.append(ends.1)
    }
    do throws(LaunchError) {
      let process = try execute(words, output: writing[0], errors: writing[1], mask: lease.mask)
      let limit = site?.setup.settings.outputLimit
      return (process, reading.map { AttemptStream(descriptor: $0, limit: limit) })
    } catch {
      for end in reading { close(end) }
      throw error
    }
  }

  /// Starts a program.
  private func execute(
    _ words: [[UInt8]], output: Int32, errors: Int32, mask: [UInt64]
  ) throws(LaunchError) -> Int32 {
    guard let program = words.first else { throw LaunchError(description: "an empty command") }
    let name = String(decoding: program, as: UTF8.self)
    var isSecondTime = false
    while true {
      let found = site?.finder.file(of: program) ?? (file: nil, error: ENOENT)
      guard let file = found.file else {
        throw found.error == ENOENT
          ? LaunchError(exit: 127, description: "\(name): no such program in PATH")
          : LaunchError(name, found.error)
      }
      var error = spawn(file, words, output, errors, mask)
      if case .failure(let problem) = error, problem.code == ENOEXEC {
        // A script that does not name its interpreter: as a shell would run it.
        let shell = Array("/bin/sh".utf8)
        error = spawn(
          shell + [0], [shell, Array(file.dropLast())] + words.dropFirst(), output, errors, mask)
      }
      switch error {
      case .success(let process): return process
      case .failure(let problem):
        let isElsewhere = problem.code == ENOENT && !program.contains(UInt8(ascii: "/"))
        guard isElsewhere && !isSecondTime else { throw LaunchError(name, problem.code) }
        isSecondTime = true
        site?.finder.forget(program)
      }
    }
  }

  private func spawn(
    _ file: [UInt8], _ words: [[UInt8]], _ output: Int32, _ errors: Int32, _ mask: [UInt64]
  ) -> Result<Int32, LaunchError.System> {
    guard let site else { preconditionFailure("a command is started where the setup says") }
    var arguments = StringTable()
    for word in words { arguments.append(word) }
    let (process, error) = arguments.withPointers { argv in
      site.environment.withPointers { envp in
        file.withUnsafeBytes { file in
          mask.withUnsafeBufferPointer { mask in
            var order = csystem_launch_order(
              path: file.baseAddress?.assumingMemoryBound(to: CChar.self), arguments: argv,
              environment: envp, output: output, errors: errors, cores: mask.baseAddress,
              core_words: mask.count, open_files: site.openFiles)
            let process = csystem_launch(&order)
            return (process, errno)
          }
        }
      }
    }
    return process > 0 ? .success(process) : .failure(LaunchError.System(code: error))
  }

  /// Starts a command that is nobody's task.
  ///
  /// - Returns: its process; 0 if there is none.
  func startHelper(_ words: [[UInt8]]) -> Int32 {
    do throws(LaunchError) {
      // Descriptor 0 is /dev/null, to be written to as well.
      return try execute(words, output: 0, errors: 0, mask: [])
    } catch {
      return 0
    }
  }

  private static let greatestRefusals = 50
  private static let refusal = 0.1
}
