import Glibc

/// What `/proc` tells of a running process.
struct ProcessTable {
  /// The command name and the parent of a process.
  struct Entry {
    let name: String
    let parent: Int
  }

  /// Looks a process up; `nil` if it is gone or may not be read.
  static func entry(_ process: Int) -> Entry? {
    // "PID (NAME) STATE PARENT ...", where the name may hold blanks and parentheses.
    guard let text = contents(of: "/proc/\(process)/stat"),
      let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
    else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 1, let parent = Int(fields[1]) else { return nil }
    return Entry(name: String(text[text.index(after: open)..<close]), parent: parent)
  }

  /// Whether a process's standard error is a terminal.
  static func hasTerminal(_ process: Int) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = readlink("/proc/\(process)/fd/2", &buffer, buffer.count)
    guard count > 0 else { return false }
    let target = String(decoding: buffer[..<count], as: UTF8.self)
    return target.hasPrefix("/dev/pts/") || target.hasPrefix("/dev/tty")
      || target == "/dev/console"
  }

  private static func contents(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = read(file, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}
