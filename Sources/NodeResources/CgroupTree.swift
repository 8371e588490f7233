/// The control groups that this process is in.
///
/// Both versions of the interface are read, and every group from the process's own up to the outermost
/// that can be seen, since each may hold a tighter limit than the ones below it.
enum CgroupTree {
  /// A directory that describes a group.
  struct Directory {
    let path: String
    /// Whether the interface is that of version 2.
    let isUnified: Bool
  }

  /// The directories of the groups that count for a resource, the innermost first.
  ///
  /// - Parameters:
  ///   - controller: version 1's name of what limits the resource, such as `cpu` or `memory`.
  ///   - root: the directory that stands for `/`, with `/` at its end.
  /// - Returns: the directories, which need not exist.
  static func directories(of controller: String, root: String) -> [Directory] {
    guard let groups = SystemFile.text(root + "proc/self/cgroup"),
      let mounts = SystemFile.text(root + "proc/self/mountinfo")
    else { return [] }
    var directories: [Directory] = []
    for line in groups.split(separator: "\n") {
      // "4:cpu,cpuacct:/job/7" in version 1, "0::/job/7" in version 2.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let isUnified = fields[1].isEmpty
      guard isUnified || fields[1].split(separator: ",").contains(Substring(controller)),
        let mount = Mount.find(isUnified ? nil : controller, in: mounts)
      else { continue }
      directories += mount.directories(of: fields[2]).map { directory in
        Directory(path: root + directory.dropFirst(), isUnified: isUnified)
      }
    }
    return directories
  }

  /// Where a hierarchy of control groups can be seen.
  private struct Mount {
    /// The group that the mount shows, as `/proc/self/cgroup` names it.
    let group: Substring
    /// The directory in which it shows it.
    let point: Substring

    /// The line of `/proc/self/mountinfo` for one of version 1's controllers, or for version 2 where
    /// that is nil: `36 35 0:30 /group /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw`.
    static func find(_ controller: String?, in mounts: String) -> Mount? {
      for line in mounts.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let dash = words.firstIndex(of: "-"), dash >= 5, words.count > dash + 3 else {
          continue
        }
        let matches =
          if let controller {
            words[dash + 1] == "cgroup"
              && words[dash + 3].split(separator: ",").contains(Substring(controller))
          } else {
            words[dash + 1] == "cgroup2"
          }
        if matches { return Mount(group: words[3], point: words[4]) }
      }
      return nil
    }

    /// The directories of `path` and of all groups around it, the innermost first.
    ///
    /// Where a container shows its own group as the top, names above it do not exist and those
    /// below it lose its prefix; a path that does not fit (it starts with `/..`) is the top itself.
    func directories(of path: Substring) -> [String] {
      var below = path
      if group != "/" {
        guard path == group || path.hasPrefix(group + "/") else { return [String(point)] }
        below = path.dropFirst(group.count)
      }
      var names = below.split(separator: "/")
      if names.contains("..") { names = [] }
      return (0...names.count).reversed().map { count in
        ([point] + names[..<count]).joined(separator: "/")
      }
    }
  }
}
