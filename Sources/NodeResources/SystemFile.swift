#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The small text files in which the kernel describes itself.
package enum SystemFile {
  /// The text of a file; nil where there is none to read.
  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number that a file holds and nothing else; nil for anything else.
  static func number(_ path: String) -> Int? {
    text(path).flatMap { Int($0.prefix { !$0.isWhitespace }) }
  }

  /// The value of `key` in a file of `key:<tab>value` lines, such as `/proc/self/status`.
  static func value(of key: String, in text: String) -> Substring? {
    for line in text.split(separator: "\n") where line.hasPrefix(key) {
      let rest = line.dropFirst(key.count)
      if rest.first == ":" { return rest.dropFirst().drop(while: { $0 == "\t" || $0 == " " }) }
    }
    return nil
  }

  /// The value of an environment variable; nil where it is not set.
  package static func environmentValue(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
