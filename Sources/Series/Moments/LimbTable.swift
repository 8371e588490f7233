import CGMP

/// Limbs of one fixed-point number, the lowest first.
typealias Limbs = UnsafeMutablePointer<UInt>

/// Non-negative fixed-point numbers of the same length in one piece of memory, at first all zero.
///
/// GMP's low-level functions work on its numbers in place. Different threads may write different
/// numbers.
final class LimbTable: @unchecked Sendable {
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

  deinit {
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

  /// Adds to the limb at `index`, and carries on up to limb `count`.
  func carry(_ value: UInt, at index: Int, _ count: Int) {
    guard index < count else { return }
    _ = __gmpn_add_1(self + index, self + index, count - index, value)
  }

  /// Subtracts from the limb at `index`, and borrows on up to limb `count`.
  ///
  /// - Returns: whether what is left is below zero.
  func borrow(_ value: UInt, at index: Int, _ count: Int) -> Bool {
    guard index < count else { return value != 0 }
    return __gmpn_sub_1(self + index, self + index, count - index, value) != 0
  }

  /// Becomes 1 in a format.
  func set(one format: MomentFormat) {
    clear(format.limbs)
    add(one: format)
  }

  /// Adds 1 in a format.
  func add(one format: MomentFormat) {
    carry(1 << UInt(format.fractionBits % 64), at: format.fractionBits / 64, format.limbs)
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
