import Foundation

/// What the system says of this process.
enum ProcessMemory {
  /// The bytes that it has in memory.
  static func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { throw Complaint("no statm") }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }

  /// The number of its threads.
  static func threadCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
  }
}
