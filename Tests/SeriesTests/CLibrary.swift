import Foundation
import Glibc

/// A shared library that a test compiles from C, in a directory of its own.
final class CLibrary: Sendable {
  typealias Function =
    @Sendable @convention(c) (UnsafePointer<Int64>, UnsafeMutablePointer<Double>, Int) -> Void

  /// The library's file.
  let path: String

  private let directory: URL

  /// Compiles C, for which the headers of integers and sizes are included.
  init(_ source: String, options: [String] = ["-O2"]) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "plugin-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let file = directory.appending(path: "term.c")
    let headers = "#include <stddef.h>\n#include <stdint.h>\n#include <string.h>\n"
    try (headers + source).write(to: file, atomically: true, encoding: .utf8)
    path = directory.appending(path: "libterm.so").path
    try Self.compile(options + ["-shared", "-fPIC", file.path, "-o", path])
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  /// A file beside the library.
  func file(_ name: String, holding bytes: [UInt8]) throws -> String {
    let file = directory.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// One of the library's functions, to be called without what is tested.
  func function(_ name: String) throws -> Function {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL), let address = dlsym(library, name)
    else { throw Failure(description: "\(path) has no \(name)") }
    return unsafeBitCast(address, to: Function.self)
  }

  /// Swift's own toolchain has a clang, and needs a linker: one of these is there.
  private static func compile(_ arguments: [String]) throws {
    var reasons: [String] = []
    for compiler in ["cc", "clang", "gcc"] {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [compiler] + arguments
      process.standardError = output
      try process.run()
      let text = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      if process.terminationStatus == 0 { return }
      reasons.append(String(decoding: text, as: UTF8.self))
    }
    throw Failure(description: reasons.joined())
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
