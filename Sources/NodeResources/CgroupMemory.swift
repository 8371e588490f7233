/// The memory that control groups grant this process, in bytes.
enum CgroupMemory {
  /// The tightest limit in force; nil where there is none.
  static func read(root: String) -> Int? {
    CgroupTree.directories(of: "memory", root: root).compactMap { directory in
      let name = directory.isUnified ? "/memory.max" : "/memory.limit_in_bytes"
      // Version 2 writes "max" for no limit, version 1 the greatest number of whole pages.
      return SystemFile.number(directory.path + name).flatMap { $0 < none ? $0 : nil }
    }.min()
  }

  /// No machine has so much.
  private static let none = 1 << 60
}
