import CSystem

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Notices that other ranks' processes on this node have ended.
///
/// MPI does not tell, and some launchers kill all ranks within milliseconds of the first. Processes of
/// other nodes, and such as this one cannot see or that run another program, count as alive.
struct ProcessWatch: ~Copyable {
  private var descriptors: [pollfd] = []
  private var ranks: [Int] = []
  private var lastLook = Clock.now()

  /// Watches the processes of some ranks.
  init(_ processes: [(rank: Int, id: Int32)]) {
    let program = Self.program(of: getpid())
    for process in processes {
      // In a container a number may mean another process.
      guard program != nil, Self.program(of: process.id) == program else { continue }
      let descriptor = csystem_pidfd_open(process.id)
      guard descriptor >= 0 else { continue }
      descriptors.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
      ranks.append(process.rank)
    }
  }

  deinit {
    for descriptor in descriptors { close(descriptor.fd) }
  }

  /// The ranks whose processes have ended; looks no more than two thousand times a second.
  mutating func gone(now: Double) -> [Int] {
    guard !descriptors.isEmpty, now - lastLook > 0.5e-3 else { return [] }
    return gone()
  }

  /// The ranks whose processes have ended.
  mutating func gone() -> [Int] {
    lastLook = Clock.now()
    guard poll(&descriptors, nfds_t(descriptors.count), 0) > 0 else { return [] }
    return ranks.indices.filter { descriptors[$0].revents != 0 }.map { ranks[$0] }
  }

  /// The path of the program that a process runs.
  private static func program(of process: Int32) -> [CChar]? {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/\(process)/exe", &path, path.count)
    return count > 0 ? Array(path[..<count]) : nil
  }
}
