import Foundation

/// A directory whose files look like the kernel's.
enum FakeRoot {
  /// A root directory that holds the given files while `body` runs.
  static func with<R>(_ files: [String: String], _ body: (String) throws -> R) throws -> R {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("mpisum-\(UUID().uuidString)", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: false, encoding: .utf8)
    }
    return try body(root.path + "/")
  }
}
