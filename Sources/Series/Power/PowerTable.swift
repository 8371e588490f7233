import Summation

/// c^-s and ln c for any c, by way of tables.
///
/// Every binade is cut into 2^``segmentBits`` equal segments. For the middle f of a segment of 1..<2 the
/// tables hold ln f and f^-s, and for each e they hold e·ln 2 and 2^-se; a Taylor series leads from the
/// middle of its segment to c. So the cost of these functions does not depend on how far a series goes.
struct PowerTable: Sendable {
  /// Terms below 2^-this are not evaluated: they are zero, and the bound knows.
  ///
  /// What is evaluated stays far from the end of a double's range, where pairs lose digits.
  static let greatestBits = 800.0

  /// A bound of terms that are not evaluated: ln k is less than 37.
  static let vanishing = 0x1p-794

  /// ln c, and c^-s.
  struct Entry: Sendable {
    var logarithm: DoubleDouble
    var power: DoubleDouble
  }

  /// The logarithm of the number of segments: (s + 1)·2^-(``segmentBits`` + 1) is 2⁻⁷ at most, wherever terms do not vanish.
  let segmentBits: Int

  let expansion: PowerExpansion

  private var mantissas: [Entry] = []
  private var binades: [Entry] = []

  /// What the way from a segment's middle adds to the relative error of c^-s.
  private let powerShift: Double

  /// What it adds to the error of ln c.
  private let logarithmShift: Double

  init(_ expansion: PowerExpansion) {
    self.expansion = expansion
    let s = expansion.exponent.high
    var bits = 8
    // From 2^14 on k^-s vanishes for any s of 70 or more.
    while bits < 13, Double(1 << (bits - 6)) < s + 1 { bits += 1 }
    segmentBits = bits
    // Third powers and all above are summed in double: eight roundings of the first of them. The ninth
    // is the first that is left out.
    let reach = 1 / Double(2 << bits)
    let cube = reach * reach * reach
    powerShift = 1.1 * cube * (0x1p-50 * expansion.factors[1] + expansion.factors[7] * cube * cube)
    logarithmShift = 1.1 * cube * (0x1p-50 / 3 + cube * cube / 9) + 0x1p-100
    guard s * Double(bits + 1) <= Self.greatestBits else { return }
    mantissas = (0..<1 << bits).map { segment in
      entry(DoubleDouble.logarithm(1 + Double(2 * segment + 1) * reach))
    }
    binades = (0...53).prefix { s * Double($0) <= Self.greatestBits }.map { binade in
      entry(DoubleDouble.logarithmOf2 * DoubleDouble(Double(binade)))
    }
  }

  /// The entry for a number with this logarithm.
  private func entry(_ logarithm: DoubleDouble) -> Entry {
    let power = DoubleDouble.exponential(-(expansion.exponent * logarithm))
    return Entry(logarithm: logarithm, power: power)
  }

  /// The binade of a number, if its terms do not vanish: those whose k^-s is above 2⁻⁸⁰⁰, or close.
  func binade(of number: Int) -> Int? {
    let binade = Int.bitWidth - 1 - number.leadingZeroBitCount
    return binade < binades.count ? binade : nil
  }

  /// ln `number` and `number`^-s with relative errors of at most 2⁻⁹⁹·(1 + 1.5s·ln k) together, by
  /// themselves; nil for a power below 2⁻⁸⁰⁰.
  func single(_ number: Int) -> Entry? {
    let logarithm = DoubleDouble.logarithm(Double(number))
    // 2^-800 is e^-554.5.
    guard expansion.exponent.high * logarithm.high <= 555 else { return nil }
    return entry(logarithm)
  }

  /// What belongs to any number, with the errors of ``powerError(binade:)`` and ``logarithmError``.
  ///
  /// - Parameters:
  ///   - centre: from 2^``segmentBits`` to 2⁵³.
  ///   - binade: its binade, in which terms do not vanish.
  /// - Returns: ln `centre` and `centre`^-s.
  func entry(at centre: Int, binade: Int) -> Entry {
    let segment = centre >> (binade - segmentBits)
    let middle = Double(2 * segment + 1) * Double(1 << (binade - segmentBits)) / 2
    let mantissa = mantissas[segment - 1 << segmentBits]
    let far = binades[binade]
    var entry = Entry(
      logarithm: mantissa.logarithm + far.logarithm, power: mantissa.power * far.power)
    let distance = middle - Double(centre)
    guard distance != 0 else { return entry }
    // centre = middle·(1 − t)
    let t = DoubleDouble(distance) * DoubleDouble.reciprocal(middle)
    let (square, cube) = (t * t, t.high * t.high * t.high)
    var tail = expansion.factors[6]
    for index in (1..<6).reversed() {
      tail = expansion.factors[index].addingProduct(tail, t.high)
    }
    let growth =
      expansion.exponent * t + (expansion.second * square + DoubleDouble(cube * tail))
    entry.power = entry.power + entry.power * growth
    guard expansion.isLogarithm else { return entry }
    tail = 1.0 / 8
    for degree in (3..<8).reversed() {
      tail = (1 / Double(degree)).addingProduct(tail, t.high)
    }
    entry.logarithm =
      entry.logarithm - (t + (square.scaled(by: 0.5) + DoubleDouble(cube * tail)))
    return entry
  }

  /// A bound of the relative error of ``entry(at:binade:)``'s power.
  func powerError(binade: Int) -> Double {
    powerShift + 0x1p-98 * (2 + expansion.exponent.high * Double(binade + 1))
  }

  /// A bound of the error of ``entry(at:binade:)``'s logarithm, up to 2⁵³.
  var logarithmError: Double { logarithmShift + 0x1p-96 }
}
