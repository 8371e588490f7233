import Foundation

/// A control group of version 1 that grants so many cores' worth of time, removed when the process ends.
final class ControlGroup: Sendable {
  private let folder: URL

  /// Makes the group; nil where this process may not, or where there is no such hierarchy.
  init?(cores: Int) {
    folder = URL(filePath: "/sys/fs/cgroup/cpu/mpisum-test-\(getpid())")
    let files = FileManager.default
    guard files.fileExists(atPath: "/sys/fs/cgroup/cpu/cpu.cfs_quota_us"),
      (try? files.createDirectory(at: folder, withIntermediateDirectories: false)) != nil
    else { return nil }
    atexit {
      // The tests' object lives as long as the process.
      rmdir("/sys/fs/cgroup/cpu/mpisum-test-\(getpid())")
    }
    let quota = folder.appending(path: "cpu.cfs_quota_us")
    guard (try? "\(cores * 100_000)".write(to: quota, atomically: false, encoding: .utf8)) != nil
    else { return nil }
  }

  /// What starts a command in the group.
  var prefix: [String] {
    ["sh", "-c", "echo $$ >\(folder.path)/cgroup.procs && exec \"$@\"", "sh"]
  }
}
