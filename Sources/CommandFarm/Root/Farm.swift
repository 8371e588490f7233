import BagOfTasks
import CSystem
public import MPI

/// A bag of shell commands, run by all ranks of a job.
public enum Farm {
  /// Runs the tasks of an input on all ranks' slots and records everything in a store.
  ///
  /// - Parameters:
  ///   - options: the same on all ranks, but for `end`, which the root's value decides.
  ///   - world: the ranks.
  ///   - guardian: this rank's, started before MPI was.
  ///   - console: where the root shows itself.
  /// - Returns: the exit status, the same on all ranks; and on the root, if anything was run, the summary.
  /// - Throws: `MPIError`; `TaskBagError`, if a rank cannot run tasks.
  /// - Important: Collective; from the thread that initialised MPI, at level `funneled` or above, and once
  ///   in the life of a process: the signals that end a job are taken over for good.
  public static func run(
    _ options: FarmOptions, on world: borrowing Communicator, guardian: Guardian,
    console: any FarmConsole
  ) throws -> (status: Int32, summary: FarmSummary?) {
    csystem_stop_watch(patience)
    var root: FarmRoot?
    var status = Verdict.done
    if world.rank == 0 {
      do {
        root = try FarmRoot(options, ranks: world.size)
      } catch {
        console.remark("\(error)")
        status = Self.status(of: error)
      }
    }
    status = try world.broadcast(status, root: 0)
    guard status == Verdict.done else {
      guardian.end()
      return (status, nil)
    }

    var bagOptions = TaskBagOptions()
    bagOptions.slots = options.slots
    bagOptions.coresPerTask = options.cpus
    bagOptions.memoryPerTask = options.memory
    bagOptions.slotsMayBeShort = true
    let settings = RunnerSettings(options)
    let summary = try world.withTaskBag(
      options: bagOptions,
      controller: { bag in
        if let warning = slotWarning(options, bag.ranks) { console.remark(warning) }
        let doorbell = Doorbell()
        return FarmController(bag, doorbell: doorbell)
      },
      runner: { place in
        CommandRunner(guardian, settings, place, cpusPerSlot: options.cpus)
      },
      body: { [root] controller in
        guard let root else { preconditionFailure("only the root has a body") }
        return await root.work(options, controller, console)
      })
    let code = summary.map { options.exitStyle == .gnu ? $0.gnuStatus : $0.verdict }
    return (try world.broadcast(code ?? 0, root: 0), summary)
  }

  /// What is to be said where the user asked for more slots than a rank has cores.
  private static func slotWarning(_ options: FarmOptions, _ ranks: [RankSlots]) -> String? {
    guard let slots = options.slots, let fewest = ranks.map(\.cores).min(),
      slots * options.cpus > fewest
    else { return nil }
    let each = options.cpus > 1 ? " of \(options.cpus) cores each" : ""
    let cores = "\(fewest) core\(fewest == 1 ? "" : "s")"
    return "warning: --slots \(slots)\(each) is more than the \(cores) that a rank may use here"
  }

  /// What a farm ends with that cannot begin.
  private static func status(of error: any Error) -> Int32 {
    guard let error = error as? StoreError else { return Verdict.usage }
    switch error.kind {
    case .exists, .missing, .noTask, .inUse, .foreign: return Verdict.usage
    case .damaged, .noSpace, .failed: return Verdict.infrastructureLost
    }
  }

  /// How long a rank waits for the root once it was told to stop: a scheduler grants more than a launcher.
  private static let patience: UInt32 = 20
}
