import FoundationEssentials

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `STORE.status.json`: how a run stands, for whoever looks from another node.
struct StatusFile: Sendable {
  /// Where it is.
  let path: String

  /// The file beside a store.
  init(besideStore store: String) { path = store + ".status.json" }

  /// Replaces the file in one step.
  ///
  /// A file that cannot be written is no reason to end a run: the store has all that counts.
  func write(_ status: FarmStatus) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var bytes = try? Array(encoder.encode(status)) else { return }
    bytes.append(UInt8(ascii: "\n"))
    let draft = path + ".new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let count = bytes.withUnsafeBytes { Self.writeAll($0, to: file) }
    close(file)
    guard count == bytes.count, rename(draft, path) == 0 else {
      unlink(draft)
      return
    }
  }

  /// Takes the file away.
  func remove() { unlink(path) }

  private static func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int {
    #if canImport(Musl)
      Musl.write(file, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #endif
  }
}
