import CGMP

/// Positive integers of any size: their limbs, the lowest first, the highest not zero.
extension [UInt] {
  /// Such a number and a little more.
  func plus(_ other: UInt) -> [UInt] {
    var sum = self + [0]
    sum[count] = __gmpn_add_1(&sum, self, count, other)
    if sum.last == 0 { sum.removeLast() }
    return sum
  }

  /// Such a number times a small one, as a number's digits are before one more.
  func times(_ factor: Int) -> [UInt] {
    var product = self + [0]
    product[count] = __gmpn_mul_1(&product, self, count, UInt(factor))
    if product.last == 0 { product.removeLast() }
    return product
  }
}
