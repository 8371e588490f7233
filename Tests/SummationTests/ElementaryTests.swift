import Summation
import Testing

/// Against values of 300 bits by mpmath 1.3, each as the sum of three doubles.
@Suite struct ElementaryTests {
  private func error(_ computed: DoubleDouble, _ value: [Double]) -> Double {
    var difference = Superaccumulator()
    for part in [computed.high, computed.low] + value.map(-) { difference.add(part) }
    return abs(difference.rounded)
  }

  @Test(
    arguments: [
      (2, [0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56, 0x1.7b57a079a1934p-111]),
      (3, [0x1.193ea7aad030bp+0, -0x1.a256f99caabebp-54, -0x1.20d2907aef499p-110]),
      (10, [0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53, -0x1.9ebae3ae0260cp-107]),
      (654_321, [0x1.ac85f76e42047p+3, -0x1.bf89e7d151090p-52, -0x1.85e43a4d3839cp-106]),
      (
        0x1.fffffffffffffp52,
        [0x1.25e4f7b2737fap+5, 0x1.4486612173c69p-51, -0x1.a5db6f1b46321p-105]
      ),
      (1.001953125, [0x1.ff802a9ab10e6p-10, 0x1.e29e3a153e3b2p-64, -0x1.538d49c4f745ep-118]),
    ] as [(Double, [Double])])
  func logarithmKeepsItsBound(x: Double, value: [Double]) {
    #expect(error(DoubleDouble.logarithm(x), value) <= 0x1p-100 * max(1, value[0]))
  }

  @Test(
    arguments: [
      (-0.5, [0x1.368b2fc6f960ap-1, -0x1.85314b9559e64p-61, -0x1.44c0e5c203a98p-115]),
      (0.3, [0x1.599058c8c1a96p+0, -0x1.b3ae34963b3d0p-54, -0x1.21ebee8c6dcd9p-108]),
      (1, [0x1.5bf0a8b145769p+1, 0x1.4d57ee2b1013ap-53, -0x1.618713a31d3e2p-109]),
      (-37.25, [0x1.3278bcd70e981p-54, -0x1.879383c9730eep-111, 0x1.a1c34ecaecc05p-166]),
      (300, [0x1.c05c0a7166b4ap+432, 0x1.cf59a9e7d8cb5p+378, 0x1.2d5b9514d47dcp+320]),
      (-554, [0x1.ada101d510258p-800, -0x1.b4c3bd3d84744p-854, -0x1.77affa5a762a2p-909]),
    ] as [(Double, [Double])])
  func exponentialKeepsItsBound(x: Double, value: [Double]) {
    let relative = (1 + abs(x) / 4) * 0x1p-101
    #expect(error(DoubleDouble.exponential(DoubleDouble(x)), value) <= relative * value[0])
  }

  @Test func theyUndoEachOther() {
    var generator = SplitMix(state: 5)
    for _ in 0..<2000 {
      let scale = Double(sign: .plus, exponent: -Int(generator.next() % 52), significand: 1)
      let x = 1 + Double(generator.next() >> 12) * scale
      let logarithm = DoubleDouble.logarithm(x)
      let back = DoubleDouble.exponential(logarithm)
      let bound = 0x1p-100 * max(1, logarithm.high) + (1 + logarithm.high / 4) * 0x1p-101
      #expect(error(back, [x]) <= 1.01 * bound * x)
      let product = back * DoubleDouble.exponential(-logarithm)
      #expect(error(product, [1]) <= (1.5 + logarithm.high / 2) * 0x1p-100)
    }
  }

  @Test func zeroAndOneAreExact() {
    #expect(DoubleDouble.exponential(DoubleDouble(0)) == DoubleDouble(1))
    #expect(DoubleDouble.logarithm(1) == DoubleDouble(0))
  }
}
