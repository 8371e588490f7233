import CSystem

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where a guardian's commands run, and with what: all that follows from its setup.
struct GuardianSite {
  let setup: GuardianSetup
  var table: SlotTable
  var environment: TaskEnvironment
  var finder: ProgramFinder
  var scratch: ScratchSpace?
  /// Why no command can be run here; nil if they can.
  private(set) var obstacle: String?
  /// How many descriptors a command may open; 0 if that is what the guardian may.
  let openFiles: UInt64

  /// Goes to the place.
  init(_ setup: GuardianSetup, launcher: [[UInt8]]) {
    self.setup = setup
    table = SlotTable(
      slots: setup.slots, capacity: setup.capacity, cores: setup.cores,
      isPinned: setup.settings.isPinned)
    environment = TaskEnvironment(TaskEnvironment.current(), launcher: launcher, setup: setup)
    finder = ProgramFinder(path: environment.value(of: "PATH") ?? "/usr/local/bin:/usr/bin:/bin")
    openFiles = Self.raiseOpenFiles(to: UInt64(2 * setup.slots + 64))
    let mask = SlotTable.mask(of: setup.cores)
    // The launcher may have bound the rank more narrowly.
    if !mask.isEmpty { _ = csystem_affinity_set(mask, mask.count) }
    if !setup.settings.directory.isEmpty && chdir(setup.settings.directory) != 0 {
      obstacle = "\(setup.settings.directory): \(SystemError.text(errno))"
    }
    do throws(GuardianError) {
      scratch = try ScratchSpace(setup, environment: environment)
    } catch {
      obstacle = obstacle ?? error.description
    }
  }

  /// Sees to it that there are descriptors for all pipes.
  ///
  /// - Returns: the limit that was, for the commands; 0 if it was left alone.
  private static func raiseOpenFiles(to wanted: UInt64) -> UInt64 {
    #if canImport(Musl)
      let resource = RLIMIT_NOFILE
    #else
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, UInt64(limit.rlim_cur) < wanted else { return 0 }
    let before = UInt64(limit.rlim_cur)
    limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
    return setrlimit(resource, &limit) == 0 ? before : 0
  }
}
