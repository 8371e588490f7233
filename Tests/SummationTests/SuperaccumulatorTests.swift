import Summation
import Testing

/// A sum of the values, added in their order.
private func accumulate(_ values: some Sequence<Double>) -> Superaccumulator {
  var sum = Superaccumulator()
  for value in values { sum.add(value) }
  return sum
}

/// Doubles of all signs and exponents, subnormals included, the same in every run.
private func scatteredDoubles(_ count: Int) -> [Double] {
  var generator = SplitMix(state: 42)
  return (0..<count).map { _ in
    let bits = generator.next()
    let value = Double(bitPattern: bits)
    return value.isFinite ? value / 4 : Double(bits)
  }
}

@Suite struct SuperaccumulatorTests {
  @Test func emptySumIsPositiveZero() {
    #expect(Superaccumulator().rounded.bitPattern == 0)
    #expect(Superaccumulator().isZero)
  }

  @Test func singleDoubleComesBack() {
    let extremes: [Double] = [
      1, -1, 0.1, .leastNonzeroMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude, .leastNormalMagnitude.nextDown, .pi,
    ]
    for value in extremes + scatteredDoubles(10_000) {
      #expect(accumulate([value]).rounded == value)
    }
  }

  @Test func orderDoesNotMatter() {
    let values = scatteredDoubles(5_000)
    let forward = accumulate(values)
    var generator = SplitMix(state: 7)
    #expect(accumulate(values.reversed()).words == forward.words)
    #expect(accumulate(values.shuffled(using: &generator)).words == forward.words)
  }

  @Test func everythingCancels() {
    let values = scatteredDoubles(2_000)
    let sum = accumulate(values + values.map { -$0 })
    #expect(sum.isZero)
    #expect(sum.rounded == 0)
  }

  @Test func smallTermSurvivesBetweenHugeOnes() {
    #expect(accumulate([1e308, 1, 0x1p-1074, -1e308]).rounded == 1)
    #expect(accumulate([1e308, 0x1p-1074, -1e308]).rounded == 0x1p-1074)
  }

  /// Fixed-point sums of up to 120 bits, against the standard library's integers and their
  /// rounding.
  @Test func agreesWithWideIntegers() {
    var generator = SplitMix(state: 3)
    for _ in 0..<2_000 {
      var exact: Int128 = 0
      var sum = Superaccumulator()
      for _ in 0..<20 {
        let shift = Int(generator.next() % 60)
        let significand = Int64(truncatingIfNeeded: generator.next()) >> 11
        exact += Int128(significand) << Int128(shift)
        sum.add(Double(significand) * Double(1 << shift))
      }
      #expect(sum.rounded == Double(exact))
    }
  }

  @Test func tiesGoToEven() {
    #expect(accumulate([1, 0x1p-53]).rounded == 1)
    #expect(accumulate([1, 0x1p-52, 0x1p-53]).rounded == 1 + 0x1p-51)
    #expect(accumulate([1, 0x1p-53, 0x1p-1074]).rounded == 1 + 0x1p-52)
    #expect(accumulate([-1, -0x1p-53, -0x1p-1074]).rounded == -1 - 0x1p-52)
    #expect(accumulate([2, -0x1p-54]).rounded == 2)
    #expect(accumulate([0x1p-1022, -0x1p-1074]).rounded == Double.leastNormalMagnitude.nextDown)
  }

  @Test func overflowRoundsToInfinity() {
    let greatest = Double.greatestFiniteMagnitude
    #expect(accumulate([greatest, greatest]).rounded == .infinity)
    #expect(accumulate([greatest, 0x1p969]).rounded == greatest)
    #expect(accumulate([greatest, 0x1p970]).rounded == .infinity)
    #expect(accumulate([greatest, greatest, -greatest]).rounded == greatest)
    #expect(accumulate([-greatest, -greatest]).rounded == -.infinity)
  }

  @Test func specialValuesAreCountedInAnyOrder() {
    #expect(accumulate([1, .infinity, -1e300]).rounded == .infinity)
    #expect(accumulate([-.infinity, 1]).rounded == -.infinity)
    #expect(accumulate([.infinity, -.infinity]).rounded.isNaN)
    #expect(accumulate([.nan, .infinity]).rounded.isNaN)
    #expect(accumulate([.nan, 1]).words == accumulate([1, -.nan]).words)
    #expect((-accumulate([.infinity])).rounded == -.infinity)
  }

  @Test func wordsOfPartsAddUp() {
    let values = scatteredDoubles(3_000) + [.infinity]
    let whole = accumulate(values)
    for parts in [1, 2, 3, 7, 100] {
      var words = Array(repeating: Int64(0), count: Superaccumulator.wordCount)
      for part in 0..<parts {
        let share = stride(from: part, to: values.count, by: parts).map { values[$0] }
        words = zip(words, accumulate(share).words).map { $0 + $1 }
      }
      #expect(Superaccumulator(words: words).words == whole.words)
    }
  }

  @Test func mergedAccumulatorsAreTheWhole() {
    let values = scatteredDoubles(1_000)
    var merged = accumulate(values[600...])
    merged += accumulate(values[..<600])
    #expect(merged.words == accumulate(values).words)
    #expect((merged - accumulate(values)).isZero)
  }

  @Test func wideSignificandIsExact() {
    var sum = Superaccumulator()
    sum.add(UInt128(1) << 96 - 1, exponent: -100)
    sum.add(UInt128(1), exponent: -100)
    #expect(sum.rounded == 0x1p-4)
    sum.add(UInt128(1) << 90, exponent: -94, negative: true)
    #expect(sum.isZero)
  }

  /// Carries must be resolved before a limb overflows.
  @Test func normalizationKeepsTheValue() {
    var sum = accumulate(scatteredDoubles(100))
    let before = sum.words
    sum.normalize()
    #expect(sum.words == before)
    var doubled = sum
    for _ in 0..<40 { doubled += doubled }
    var difference = doubled
    for _ in 0..<40 {
      var half = sum
      half += sum
      sum = half
    }
    difference += -sum
    #expect(difference.isZero)
  }
}
