#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The processes of this machine at one moment: who is whose parent.
package struct ProcessTable {
  /// What names a process for ever: its number, and when it was started.
  package struct Identity: Hashable {
    package let number: Int32
    package let start: UInt64
  }

  private var children: [Int32: [Identity]] = [:]

  /// Looks at all processes that can be seen.
  package init() {
    for name in SmallFile.names(in: "/proc") {
      guard let number = Int32(name), let entry = Self.entry(of: number) else { continue }
      children[entry.parent, default: []].append(entry.identity)
    }
  }

  /// The children of a process, those among them that have ended and nobody has waited for.
  package func children(of process: Int32) -> [Identity] { children[process] ?? [] }

  /// The children of a process, their children, and so on.
  package func descendants(of process: Int32) -> [Identity] {
    var found = children(of: process)
    var next = 0
    while next < found.count {
      found += children(of: found[next].number)
      next += 1
    }
    return found
  }

  /// Whether a process is still there and has not ended.
  package static func isLiving(_ process: Identity) -> Bool {
    guard let entry = entry(of: process.number) else { return false }
    return entry.identity == process && !entry.hasEnded
  }

  /// `/proc/N/stat`: `N (name) state parent …`, the start being the 22nd field; a name may hold anything.
  private static func entry(
    of process: Int32
  ) -> (identity: Identity, parent: Int32, hasEnded: Bool)? {
    guard let bytes = SmallFile.bytes("/proc/\(process)/stat"),
      let end = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 20)
    guard fields.count > 19, let parent = Int32(String(decoding: fields[1], as: UTF8.self)),
      let start = UInt64(String(decoding: fields[19], as: UTF8.self))
    else { return nil }
    let state = fields[0].first
    let hasEnded = state == UInt8(ascii: "Z") || state == UInt8(ascii: "X")
    return (Identity(number: process, start: start), parent, hasEnded)
  }
}
