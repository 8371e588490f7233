import Glibc

/// A word of the command line.
struct Word: Sendable {
  /// The word as text; bytes that are no UTF-8 are replaced.
  let text: String
  /// The word as it was typed: a file's name need not be UTF-8.
  let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// The words that this process was started with, the program's name first.
  static var ofProcess: [Word] {
    (0..<Int(CommandLine.argc)).compactMap { index in
      CommandLine.unsafeArgv[index].map { pointer in
        let characters = UnsafeBufferPointer(start: pointer, count: strlen(pointer))
        return Word(bytes: characters.map { UInt8(bitPattern: $0) })
      }
    }
  }
}
