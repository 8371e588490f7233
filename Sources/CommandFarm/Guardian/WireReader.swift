/// Takes numbers and bytes off the front of a message, and notices where it is too short.
///
/// Numbers travel as the machine holds them: a job's ranks are of one architecture.
struct WireReader {
  private(set) var bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The next number; nil at the end.
  mutating func number<Number: BitwiseCopyable>(_ type: Number.Type = Number.self) -> Number? {
    let size = MemoryLayout<Number>.size
    guard bytes.count >= size else { return nil }
    defer { bytes = bytes.dropFirst(size) }
    return bytes.withUnsafeBytes { $0.loadUnaligned(as: type) }
  }

  /// The next whole number, which travels in eight bytes.
  mutating func int() -> Int? { number(Int64.self).map { Int($0) } }

  /// The next bytes, which follow their number.
  mutating func block() -> ArraySlice<UInt8>? {
    guard let count = number(UInt32.self), bytes.count >= count else { return nil }
    defer { bytes = bytes.dropFirst(Int(count)) }
    return bytes.prefix(Int(count))
  }

  /// The next text.
  mutating func text() -> String? { block().map { String(decoding: $0, as: UTF8.self) } }
}

extension [UInt8] {
  /// Appends a number as the machine holds it.
  mutating func append<Number: BitwiseCopyable>(number: Number) {
    Swift.withUnsafeBytes(of: number) { append(contentsOf: $0) }
  }

  /// Appends a whole number in eight bytes.
  mutating func append(int: Int) { append(number: Int64(int)) }

  /// Appends bytes behind their number, which is less than 4 GiB.
  mutating func append(block: some Collection<UInt8>) {
    append(number: UInt32(block.count))
    append(contentsOf: block)
  }

  /// Appends a text.
  mutating func append(text: String) { append(block: text.utf8) }
}
