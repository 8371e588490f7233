import Summation
import Testing

@Suite struct DoubleDoubleTests {
  /// Numbers between 2^-60 and 2^60 with both parts full.
  private static let samples: [DoubleDouble] = {
    var generator = SplitMix(state: 11)
    func double() -> Double {
      Double(
        sign: generator.next() & 1 == 0 ? .plus : .minus,
        exponent: Int(generator.next() % 121) - 60,
        significand: 1 + Double(generator.next() >> 12) * 0x1p-52)
    }
    return (0..<300).map { _ in
      let high = double()
      return DoubleDouble.sum(high, high * 0x1p-54 * (double().significand - 1.5))
    }
  }()

  /// The exact sum of doubles and of products of doubles.
  private func exact(_ terms: [Double], _ products: [(Double, Double)] = []) -> Superaccumulator {
    var sum = Superaccumulator()
    for term in terms { sum.add(term) }
    for (a, b) in products {
      let product = DoubleDouble.product(a, b)
      sum.add(product.high)
      sum.add(product.low)
    }
    return sum
  }

  private func isWithin(_ error: Superaccumulator, _ relative: Double, of value: Double) -> Bool {
    abs(error.rounded) <= relative * abs(value)
  }

  @Test func sumAndProductOfDoublesAreExact() {
    for (a, b) in zip(Self.samples, Self.samples.reversed()) {
      let sum = DoubleDouble.sum(a.high, b.high)
      #expect((exact([a.high, b.high]) - exact([sum.high, sum.low])).isZero)
      #expect(sum.high == a.high + b.high)
      let product = DoubleDouble.product(a.high, b.high)
      #expect(product.high == a.high * b.high)
      // (2^27 + 1)² needs 55 bits.
      #expect(DoubleDouble.product(0x1p27 + 1, 0x1p27 + 1).low == 1)
    }
  }

  @Test func arithmeticKeepsItsBounds() {
    let u2 = 0x1p-106
    for (index, a) in Self.samples.enumerated() {
      let b = Self.samples[(index * 7 + 3) % Self.samples.count]
      let sum = a + b
      let exactSum = exact([a.high, a.low, b.high, b.low])
      #expect(isWithin(exactSum - exact([sum.high, sum.low]), 3.1 * u2, of: exactSum.rounded))
      let difference = a - b
      let exactDifference = exact([a.high, a.low, -b.high, -b.low])
      #expect(
        isWithin(
          exactDifference - exact([difference.high, difference.low]), 3.1 * u2,
          of: exactDifference.rounded))
      let product = a * b
      let exactProduct = exact(
        [], [(a.high, b.high), (a.high, b.low), (a.low, b.high), (a.low, b.low)])
      #expect(
        isWithin(
          exactProduct - exact([product.high, product.low]), 5 * u2, of: exactProduct.rounded))
      // The quotient is tested by multiplying back: a − q·b is at most 9.8u²·|a|.
      let quotient = a / b
      let rest = exact(
        [a.high, a.low],
        [
          (-quotient.high, b.high), (-quotient.high, b.low), (-quotient.low, b.high),
          (-quotient.low, b.low),
        ])
      #expect(isWithin(rest, 9.8 * u2, of: a.high))
      let reciprocal = DoubleDouble.reciprocal(b.high)
      #expect(reciprocal.high == 1 / b.high)
      #expect(
        isWithin(
          exact([1], [(-reciprocal.high, b.high), (-reciprocal.low, b.high)]), 2 * u2, of: 1))
    }
  }

  @Test func equalAndLessCompareBothParts() {
    let one = DoubleDouble(1)
    let more = one + DoubleDouble(0x1p-100)
    #expect(one < more && !(more < one) && one == DoubleDouble(1) && more != one)
    #expect(-more < -one)
  }
}
