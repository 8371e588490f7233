import CommandFarm
import Testing

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A directory of a test's own, removed with all that is in it.
final class StoreDirectory {
  let path: String

  init() throws {
    var template = Array("/tmp/mpisum-store-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer {
      $0.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    try #require(made)
    path = template.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  /// The names of the files in it, in order.
  var names: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Where a store is.
  var store: String { path + "/farm.db" }

  func read(_ name: String) throws -> [UInt8] {
    let file = open(path + "/" + name, O_RDONLY)
    try #require(file >= 0)
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readBytes(file, &buffer, buffer.count)
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  func write(_ bytes: some Collection<UInt8>, to name: String) throws {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    let bytes = Array(bytes)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        writeBytes(file, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      try #require(count > 0)
      done += count
    }
  }

  /// How a file is: mode, size, time of the last change.
  func state(_ name: String) throws -> [Int] {
    var information = stat()
    try #require(stat(path + "/" + name, &information) == 0)
    return [
      Int(information.st_mode & 0o777), Int(information.st_size), Int(information.st_mtim.tv_sec),
      Int(information.st_mtim.tv_nsec), Int(information.st_ino),
    ]
  }
}

private func readBytes(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, buffer, count)
}

private func writeBytes(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, buffer, count)
}
