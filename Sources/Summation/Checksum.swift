/// A number that tells whether some bytes are what they were.
///
/// Against mistakes and damage, not against malice. Method: FNV-1a with 64 bits (G. Fowler, L. C. Noll,
/// K.-P. Vo).
package struct Checksum {
  /// The checksum of what was added.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  package mutating func add(_ integer: Int64) {
    add(stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: integer >> $0) })
  }
}
