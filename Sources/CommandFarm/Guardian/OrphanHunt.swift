import BagOfTasks

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Ends processes that this one has inherited.
enum OrphanHunt {
  /// Kills this process's children and their descendants, in rounds, until there are none.
  ///
  /// - Parameter others: children to be left alone.
  static func killChildren(except others: Set<Int32>) {
    let own = getpid()
    let end = Clock.now() + greatestTime
    while Clock.now() < end {
      let table = ProcessTable()
      let children = table.children(of: own).filter { !others.contains($0.number) }
      if children.isEmpty { return }
      for child in children {
        for process in table.descendants(of: child.number) { kill(process.number, SIGKILL) }
        kill(child.number, SIGKILL)
        var status: Int32 = 0
        _ = waitpid(child.number, &status, WNOHANG)
      }
      usleep(2000)
    }
  }

  /// What cannot be killed, because it waits for a file system, must not keep the rank for ever.
  private static let greatestTime = 10.0
}
