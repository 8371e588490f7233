import CSystem

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension GuardianLoop {
  // MARK: One attempt

  /// Begins to end an attempt, unless that has begun or it has ended by itself.
  func end(_ attempt: RunningAttempt, because reason: AttemptEnd.Reason) {
    guard attempt.ending == nil else { return }
    noteStrays(of: attempt)
    // Else a success, the effect of which is there, would be run again.
    guard !csystem_has_ended(attempt.process) else { return }
    attempt.ending = reason
    sendNextSignal(attempt)
  }

  /// Sends an attempt the next signal of the sequence that ends it, or kills it after the last.
  func sendNextSignal(_ attempt: RunningAttempt) {
    let sequence = site?.setup.settings.termSequence ?? []
    var signal = SIGKILL
    var milliseconds = 100
    if attempt.termStep < sequence.count {
      (signal, milliseconds) = sequence[attempt.termStep]
      attempt.termStep += 1
    }
    if signal == SIGKILL { noteStrays(of: attempt) }
    kill(-attempt.process, signal)
    if signal == SIGKILL {
      killStrays(of: attempt)
    } else {
      // One that was stopped could not see it.
      kill(-attempt.process, SIGCONT)
    }
    attempt.nextSignal = now + Double(milliseconds) * 1e-3
    deadline = min(deadline, attempt.nextSignal)
  }

  /// Notes an attempt's processes, so that those outside its group can be found when it has ended.
  private func noteStrays(of attempt: RunningAttempt) {
    if processes.map({ $0.taken + Self.processTableAge < now }) ?? true {
      processes = (ProcessTable(), now)
    }
    attempt.strays.formUnion(processes?.table.descendants(of: attempt.process) ?? [])
  }

  private func killStrays(of attempt: RunningAttempt) {
    // A number may have become another process's.
    for process in attempt.strays where ProcessTable.isLiving(process) {
      kill(process.number, SIGKILL)
    }
  }

  /// Reports an attempt whose process has ended.
  func finish(_ attempt: RunningAttempt, _ ending: csystem_ending) {
    if attempt.ending != nil { killStrays(of: attempt) }
    for stream in attempt.streams.indices { drain(attempt, stream) }
    let slot = attempt.lease.slot
    slots[attempt.process] = nil
    running[slot] = nil
    runningCount -= 1
    site?.table.giveBack(attempt.lease)
    site?.scratch?.release(slot: slot, order: attempt.order)
    let isDisturbed = nodeSignals.explain(exit: ending.exit, signal: ending.signal, now: now)
    let end = AttemptEnd(
      reason: attempt.ending ?? (isDisturbed ? .cancelled : .ended), exit: ending.exit,
      signal: ending.signal, slot: slot,
      userSeconds: ending.user, systemSeconds: ending.system, peakMemory: Int(ending.memory),
      written: attempt.streams.map(\.written), message: "",
      rest: attempt.streams.map { $0.held[...] })
    report(end, of: attempt.id, start: attempt.start, seconds: now - attempt.start)
  }

  /// Reads what is left in a pipe, and closes it: a process that has got away may keep it open for ever.
  private func drain(_ attempt: RunningAttempt, _ stream: Int) {
    var left = Self.greatestPipe
    while attempt.streams[stream].descriptor >= 0, left > 0 {
      let before = attempt.streams[stream].written
      guard attempt.streams[stream].read(through: space, now: now) == .some else { break }
      left -= attempt.streams[stream].written - before
      if attempt.streams[stream].isFull { passOn(attempt, stream) }
    }
    attempt.streams[stream].close(attempt.isWatched ? pipes : nil)
  }

  /// Tells the rank how an attempt ended.
  func report(_ end: AttemptEnd, of id: UInt64, start: Double, seconds: Double) {
    socket.append(GuardianFrame(kind: .ended, id: id), now: now) {
      $0.append(number: start)
      $0.append(number: seconds)
      end.append(to: &$0)
    }
  }

  // MARK: All

  /// Ends everything that this process has ever started, and this process.
  func endEverything() -> Never {
    waiting = []
    for attempt in running {
      if let attempt { kill(-attempt.process, SIGTERM) }
    }
    var end = now + Self.grace
    while runningCount > 0 && now < end {
      waitForChildren(Int32((end - now) * 1e3) + 1)
      reapAll()
    }
    end = now + Self.greatestEnd
    killDescendants(until: end)
    if let command = site?.scratch?.finalRemoval() {
      removal = startHelper(command)
      while removal != 0 {
        waitForChildren(1000)
        reapAll()
      }
    }
    _exit(0)
  }

  /// Kills all descendants until there are none; what they leave behind becomes this process's.
  private func killDescendants(until end: Double) {
    let own = getpid()
    reapAll()
    while csystem_ended_child() >= 0 && now < end {
      for process in ProcessTable().descendants(of: own) { kill(process.number, SIGKILL) }
      waitForChildren(10)
      reapAll()
    }
  }

  /// What is in a pipe when nobody writes to it any more.
  private static let greatestPipe = 1 << 20
  /// How old a table of processes may be: many attempts may have to end at a time.
  private static let processTableAge = 20e-3
  /// How long commands have to end by themselves when the rank is gone.
  private static let grace = 0.3
  /// What cannot be killed, because it waits for a file system, must not keep the guardian for ever.
  private static let greatestEnd = 30.0
}
