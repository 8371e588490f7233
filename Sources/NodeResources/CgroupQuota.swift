/// The processor time that control groups grant this process, in cores' worth.
///
/// A container with `--cpus=2` on a node of 64 cores has all 64 in its affinity mask; only the quota
/// tells. Both versions of the interface are read, and every group from the process's own up to the
/// outermost that can be seen, since each may hold a tighter quota than the ones below it.
enum CgroupQuota {
  /// The tightest quota in force, in cores; nil where there is none.
  static func read(root: String) -> Double? {
    guard let groups = SystemFile.text(root + "proc/self/cgroup"),
      let mounts = SystemFile.text(root + "proc/self/mountinfo")
    else { return nil }
    var quotas: [Double] = []
    for line in groups.split(separator: "\n") {
      // "4:cpu,cpuacct:/job/7" in version 1, "0::/job/7" in version 2.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let unified = fields[1].isEmpty
      guard unified || fields[1].split(separator: ",").contains("cpu"),
        let mount = Mount.find(unified: unified, in: mounts)
      else { continue }
      for directory in mount.directories(of: fields[2]) {
        let path = root + directory.dropFirst()
        quotas += (unified ? unifiedQuota(path) : legacyQuota(path)).map { [$0] } ?? []
      }
    }
    return quotas.min()
  }

  /// Version 2: `cpu.max` holds "150000 100000" or "max 100000".
  private static func unifiedQuota(_ directory: String) -> Double? {
    guard let text = SystemFile.text(directory + "/cpu.max") else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.count == 2 ? cores(quota: words[0], period: words[1]) : nil
  }

  /// Version 1: two files; a quota of -1 is none.
  private static func legacyQuota(_ directory: String) -> Double? {
    guard let quota = SystemFile.text(directory + "/cpu.cfs_quota_us"), !quota.hasPrefix("-"),
      let period = SystemFile.text(directory + "/cpu.cfs_period_us")
    else { return nil }
    return cores(
      quota: quota.prefix(while: { !$0.isWhitespace }),
      period: period.prefix(while: { !$0.isWhitespace }))
  }

  private static func cores(quota: Substring, period: Substring) -> Double? {
    guard let quota = Double(quota), let period = Double(period), quota > 0, period > 0
    else { return nil }
    return quota / period
  }

  /// Where a hierarchy of control groups can be seen.
  private struct Mount {
    /// The group that the mount shows, as `/proc/self/cgroup` names it.
    let group: Substring
    /// The directory in which it shows it.
    let point: Substring

    /// The line of `/proc/self/mountinfo` for version 2, or for version 1's `cpu` controller:
    /// `36 35 0:30 /group /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw`.
    static func find(unified: Bool, in mounts: String) -> Mount? {
      for line in mounts.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let dash = words.firstIndex(of: "-"), dash >= 5, words.count > dash + 3 else {
          continue
        }
        let matches =
          unified
          ? words[dash + 1] == "cgroup2"
          : words[dash + 1] == "cgroup" && words[dash + 3].split(separator: ",").contains("cpu")
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
