/// A string of digits that is looked for in numbers.
struct MachineDigits: Hashable, Sendable {
  let digits: [UInt8]
  let base: Int

  /// A power of the base.
  let tailLength: UInt64

  /// How often a single digit occurs in the numbers below ``tailLength``, leading zeros included.
  private let tailCounts: [UInt8]

  init(digits: [UInt8], base: Int) {
    (self.digits, self.base) = (digits, base)
    var counts: [UInt8] = [0]
    if digits.count == 1 {
      while counts.count * base <= 4096 {
        counts = (0..<base).flatMap { digit in counts.map { $0 + (digit == digits[0] ? 1 : 0) } }
      }
    }
    tailCounts = counts
    tailLength = UInt64(counts.count)
  }

  /// How often it occurs in a number, overlaps included.
  ///
  /// What is known of another number's beginning, all but the digits of ``tailLength``, becomes what is of this
  /// one's.
  func count(in number: Int64, _ known: inout (head: UInt64, count: Int)) -> Int {
    let number = number.magnitude
    guard tailLength > 1, number >= tailLength else { return count(in: number) }
    let (head, tail) = number.quotientAndRemainder(dividingBy: tailLength)
    if head != known.head { known = (head, count(in: head)) }
    return known.count + Int(tailCounts[Int(tail)])
  }

  private func count(in number: UInt64) -> Int {
    var rest = number
    let base = UInt64(base)
    var count = 0
    repeat {
      if ends(rest, base) { count += 1 }
      rest /= base
    } while rest > 0
    return count
  }

  /// Whether a number, which is not shorter, ends with the string.
  @inline(__always)
  private func ends(_ number: UInt64, _ base: UInt64) -> Bool {
    var rest = number
    var isFirst = true
    for digit in digits.reversed() {
      if rest == 0 && !isFirst { return false }
      let (quotient, last) = rest.quotientAndRemainder(dividingBy: base)
      if last != UInt64(digit) { return false }
      rest = quotient
      isFirst = false
    }
    return true
  }
}
