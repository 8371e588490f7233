/// The processor time that control groups grant this process, in cores' worth.
///
/// A container with `--cpus=2` on a node of 64 cores has all 64 in its affinity mask; only the quota
/// tells.
enum CgroupQuota {
  /// The tightest quota in force, in cores; nil where there is none.
  static func read(root: String) -> Double? {
    CgroupTree.directories(of: "cpu", root: root).compactMap { directory in
      directory.isUnified ? unifiedQuota(directory.path) : legacyQuota(directory.path)
    }.min()
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
}
