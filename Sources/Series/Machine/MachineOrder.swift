import CVector

/// A step of a program with the registers that it reads and writes.
struct MachineOrder {
  /// Vectors that an operation takes: a register, or a constant over and over.
  struct Source {
    let first: UnsafeMutablePointer<SIMD8<Double>>

    /// From one vector to the next: 1, or 0 for a constant.
    let stride: Int

    @inline(__always)
    subscript(_ index: Int) -> SIMD8<Double> { first[index &* stride] }

    /// The same bits as integers.
    @inline(__always)
    func bits(_ index: Int) -> SIMD8<UInt64> { cvector_bits(self[index]) }
  }

  let operation: MachineOperation
  let result: UnsafeMutablePointer<SIMD8<Double>>
  let a: Source
  let b: Source
  let c: Source

  /// Does one pass over so many vectors; operations that need more than vectors have functions of their own.
  func run(_ count: Int) {
    switch operation {
    case .add: pass(count) { cvector_add(a[$0], b[$0]) }
    case .subtract: pass(count) { cvector_subtract(a[$0], b[$0]) }
    case .multiply: pass(count) { cvector_multiply(a[$0], b[$0]) }
    case .divide: pass(count) { cvector_divide(a[$0], b[$0]) }
    case .multiplyAdd: pass(count) { cvector_multiply_add(a[$0], b[$0], c[$0]) }
    case .multiplySubtract: pass(count) { cvector_multiply_subtract(a[$0], b[$0], c[$0]) }
    case .subtractProduct: pass(count) { cvector_subtract_product(a[$0], b[$0], c[$0]) }
    case .least: pass(count) { cvector_least(a[$0], b[$0]) }
    case .greatest: pass(count) { Self.greatest(a[$0], b[$0]) }
    case .choose: pass(count) { cvector_choose(a.bits($0), b[$0], c[$0]) }
    case .negate: pass(count) { cvector_negative(a[$0]) }
    case .absolute: pass(count) { cvector_absolute(a[$0]) }
    case .squareRoot: pass(count) { cvector_square_root(a[$0]) }
    case .floor: pass(count) { cvector_floor(a[$0]) }
    case .ceiling: pass(count) { cvector_ceiling(a[$0]) }
    case .round: pass(count) { cvector_round(a[$0]) }
    case .quotient: pass(count) { Self.division(a[$0], b[$0]).quotient }
    case .remainder: pass(count) { Self.division(a[$0], b[$0]).remainder }
    case .sign: pass(count) { Self.sign(a[$0]) }
    case .power: raise(count)
    case .integerPower(let n): raise(count, to: n)
    case .atan2: applyAngle(count)
    case .less: mask(count) { cvector_less(a[$0], b[$0]) }
    case .lessOrEqual: mask(count) { cvector_less_or_equal(a[$0], b[$0]) }
    case .equal: mask(count) { cvector_equal(a[$0], b[$0]) }
    case .and: mask(count) { cvector_and(a.bits($0), b.bits($0)) }
    case .or: mask(count) { cvector_or(a.bits($0), b.bits($0)) }
    case .not: mask(count) { cvector_not(a.bits($0)) }
    default: runIntegers(count)
    }
  }

  /// Evaluates a polynomial by Horner's scheme.
  ///
  /// The coefficients are places of constants, that of the highest power first; at least three.
  func evaluate(
    _ coefficients: [Int], _ constants: UnsafePointer<SIMD8<Double>>, _ count: Int
  ) {
    polynomial(coefficients, constants, of: a, count) { _, value in value }
  }

  /// Divides by a polynomial.
  func divide(
    by coefficients: [Int], _ constants: UnsafePointer<SIMD8<Double>>, _ count: Int
  ) {
    polynomial(coefficients, constants, of: b, count) { cvector_divide(a[$0], $1) }
  }

  @inline(__always)
  private func polynomial(
    _ coefficients: [Int], _ constants: UnsafePointer<SIMD8<Double>>, of source: Source,
    _ count: Int, _ body: (Int, SIMD8<Double>) -> SIMD8<Double>
  ) {
    // Not looked up again and again: the compiler cannot know that results are no constants.
    let (first, second, third) =
      (constants[coefficients[0]], constants[coefficients[1]], constants[coefficients[2]])
    if coefficients.count == 3 {
      return pass(count) {
        let x = source[$0]
        return body($0, cvector_multiply_add(cvector_multiply_add(first, x, second), x, third))
      }
    }
    coefficients.withUnsafeBufferPointer { coefficients in
      let rest = coefficients.dropFirst(3)
      pass(count) {
        let x = source[$0]
        var sum = cvector_multiply_add(cvector_multiply_add(first, x, second), x, third)
        for place in rest { sum = cvector_multiply_add(sum, x, constants[place]) }
        return body($0, sum)
      }
    }
  }

  private func runIntegers(_ count: Int) {
    switch operation {
    case .integer: mask(count) { cvector_to_integer(a[$0]) }
    case .double: pass(count) { cvector_from_integer(a.bits($0)) }
    case .integerLess: mask(count) { cvector_integer_less(a.bits($0), b.bits($0)) }
    case .integerLessOrEqual:
      mask(count) { cvector_not(cvector_integer_less(b.bits($0), a.bits($0))) }
    case .integerEqual: mask(count) { cvector_integer_equal(a.bits($0), b.bits($0)) }
    case .integerAdd: mask(count) { cvector_add_integers(a.bits($0), b.bits($0)) }
    case .integerSubtract: mask(count) { cvector_subtract_integers(a.bits($0), b.bits($0)) }
    case .integerMultiply: mask(count) { cvector_multiply_integers(a.bits($0), b.bits($0)) }
    case .integerLeast:
      mask(count) { Self.least(a.bits($0), b.bits($0)) }
    case .integerGreatest:
      mask(count) { cvector_not(Self.least(cvector_not(a.bits($0)), cvector_not(b.bits($0)))) }
    case .integerQuotient: divide(count) { quotient, _ in quotient }
    case .integerRemainder: divide(count) { _, remainder in remainder }
    default: preconditionFailure("\(operation) is not done by a pass over vectors")
    }
  }

  /// Writes what comes of each vector.
  @inline(__always)
  func pass(_ count: Int, _ body: (Int) -> SIMD8<Double>) {
    for index in 0..<count { result[index] = body(index) }
  }

  /// Writes bits that come of each vector.
  @inline(__always)
  func mask(_ count: Int, _ body: (Int) -> SIMD8<UInt64>) {
    for index in 0..<count { result[index] = cvector_double(body(index)) }
  }

  /// Floor division of doubles that are integers up to 2⁵³.
  ///
  /// A quotient that is rounded up to an integer is one too great. Then, and only then, what is left has the
  /// other sign than the divisor; it is less than the divisor, so that one fused multiply-add has it exactly.
  @inline(__always)
  private static func division(
    _ a: SIMD8<Double>, _ b: SIMD8<Double>
  ) -> (quotient: SIMD8<Double>, remainder: SIMD8<Double>) {
    let zero = SIMD8<Double>(repeating: 0)
    let quotient = cvector_floor(cvector_divide(a, b))
    let rest = cvector_subtract_product(quotient, b, a)
    let isOver = cvector_less(cvector_multiply(rest, b), zero)
    return (
      cvector_subtract(quotient, cvector_choose(isOver, SIMD8(repeating: 1), zero)),
      cvector_add(rest, cvector_choose(isOver, b, zero))
    )
  }

  /// 1 for even integers, −1 for odd ones.
  @inline(__always)
  private static func sign(_ n: SIMD8<Double>) -> SIMD8<Double> {
    let half = cvector_multiply(n, SIMD8(repeating: 0.5))
    return cvector_subtract_product(
      SIMD8(repeating: 4), cvector_subtract(half, cvector_floor(half)), SIMD8(repeating: 1))
  }

  /// The greater of two doubles; a NaN if one of them is.
  @inline(__always)
  private static func greatest(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Double> {
    cvector_negative(cvector_least(cvector_negative(a), cvector_negative(b)))
  }

  @inline(__always)
  private static func least(_ a: SIMD8<UInt64>, _ b: SIMD8<UInt64>) -> SIMD8<UInt64> {
    cvector_bits(
      cvector_choose(cvector_integer_less(a, b), cvector_double(a), cvector_double(b)))
  }

  /// Floor division, number by number; no program divides by zero where its limit has proven it.
  private func divide(_ count: Int, _ body: (Int64, Int64) -> Int64) {
    for index in 0..<count {
      let (numbers, divisors) = (a.bits(index), b.bits(index))
      var results = SIMD8<UInt64>(repeating: 0)
      for lane in 0..<8 {
        let number = Int64(bitPattern: numbers[lane])
        let divisor = Int64(bitPattern: divisors[lane])
        // Behind the limit anything may stand.
        if divisor == 0 || number == .min { continue }
        var (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        if remainder != 0 && (remainder < 0) != (divisor < 0) {
          quotient -= 1
          remainder += divisor
        }
        results[lane] = UInt64(bitPattern: body(quotient, remainder))
      }
      result[index] = cvector_double(results)
    }
  }
}
