import CGMP

/// Limbs of one fixed-point number, the lowest first.
typealias Limbs = UnsafeMutablePointer<UInt>

/// Non-negative fixed-point numbers of the same length in one piece of memory, at first all zero.
///
/// A table is a view that someone has to ``free()``; GMP's low-level functions work on its numbers
/// in place. Different threads may write different numbers.
struct LimbTable: @unchecked Sendable {
  /// The limbs of a number.
  let limbs: Int

  /// How many numbers there are.
  let count: Int

  private let memory: Limbs

  init(count: Int, limbs: Int) {
    self.limbs = limbs
    self.count = count
    memory = .allocate(capacity: max(1, count * limbs))
    memory.initialize(repeating: 0, count: max(1, count * limbs))
  }

  func free() {
    memory.deallocate()
  }

  /// A number's limbs.
  subscript(_ index: Int) -> Limbs {
    memory + index * limbs
  }

}

extension Limbs {
  /// Adds another number; what passes the highest limb is returned.
  @discardableResult
  @inline(__always)
  func add(_ other: Limbs, _ count: Int) -> UInt {
    __gmpn_add_n(self, self, other, count)
  }

  /// Becomes itself divided by `divisor`, rounded down.
  @inline(__always)
  func divide(by divisor: UInt, _ count: Int) {
    _ = __gmpn_divrem_1(self, 0, self, count, divisor)
  }

  @inline(__always)
  func clear(_ count: Int) {
    update(repeating: 0, count: count)
  }

  /// Whether all limbs are zero.
  func isZero(_ count: Int) -> Bool {
    (0..<count).allSatisfy { self[$0] == 0 }
  }

  /// A number in words of 32 bits, whose sums over up to 2³¹ numbers ``set(words:)`` reads back.
  func words(_ count: Int) -> [Int64] {
    (0..<count).flatMap { [Int64(self[$0] & 0xFFFF_FFFF), Int64(self[$0] >> 32)] }
  }

  /// Becomes the number that words, or sums of words, make.
  func set(words: some Collection<Int64>) {
    var carry: Int64 = 0
    for (index, word) in words.enumerated() {
      let sum = word + carry
      carry = sum >> 32
      let half = UInt(sum & 0xFFFF_FFFF)
      if index % 2 == 0 { self[index / 2] = half } else { self[index / 2] |= half << 32 }
    }
  }
}
