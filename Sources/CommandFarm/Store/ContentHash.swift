/// A hash of 64 bits that finds a task again and tells whether output has changed.
///
/// It is no cryptography, and part of the store's format. Each part is taken as little-endian words of 64 bits, the last one
/// filled up with zeros, followed by its number of bytes; for each word
///
///     h = (h ^ word) * 0x9e3779b97f4a7c15 mod 2^64
///     h = h ^ (h >> 32)
///
/// from h = 0xcbf29ce484222325: FNV-1a over words, with a fold that lets high bits reach low ones. Every
/// step is one-to-one in h and in the word, so a change within one word never goes unnoticed.
struct ContentHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Takes a number in.
  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x9e37_79b9_7f4a_7c15
    value ^= value &>> 32
  }

  /// Takes a part in.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let tail = bytes.count & ~7
    var offset = 0
    while offset < tail {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    if tail < bytes.count {
      var word: UInt64 = 0
      for index in tail..<bytes.count { word |= UInt64(bytes[index]) << (8 * UInt64(index - tail)) }
      add(word)
    }
    add(UInt64(bytes.count))
  }

  /// What a task is found again by.
  static func task(_ command: UnsafeRawBufferPointer, directory: UnsafeRawBufferPointer) -> Int64 {
    var hash = ContentHash()
    hash.add(command)
    hash.add(directory)
    return Int64(bitPattern: hash.value)
  }

  /// The checksum of a piece of output, and of where it belongs.
  static func output(
    attempt: Int64, stream: Int64, chunk: Int64, _ bytes: UnsafeRawBufferPointer
  ) -> Int64 {
    var hash = ContentHash()
    hash.add(UInt64(bitPattern: attempt))
    hash.add(UInt64(bitPattern: stream))
    hash.add(UInt64(bitPattern: chunk))
    hash.add(bytes)
    return Int64(bitPattern: hash.value)
  }
}
