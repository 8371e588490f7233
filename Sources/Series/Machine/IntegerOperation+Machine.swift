extension IntegerOperation {
  /// The operation on `Int64`s.
  var ofIntegers: MachineOperation {
    switch self {
    case .add: .integerAdd
    case .subtract: .integerSubtract
    case .multiply: .integerMultiply
    case .quotient: .integerQuotient
    case .remainder: .integerRemainder
    case .least: .integerLeast
    case .greatest: .integerGreatest
    }
  }

  /// What the results lie in if the operands lie in these ranges; ends that no `Int` can hold are the last.
  func range(_ a: ClosedRange<Int>, _ b: ClosedRange<Int>) -> ClosedRange<Int> {
    let ends =
      [(a.lowerBound, b.lowerBound), (a.lowerBound, b.upperBound)]
      + [(a.upperBound, b.lowerBound), (a.upperBound, b.upperBound)]
    func hull(_ body: (Int, Int) -> (Int, Bool), _ overflow: (Int, Int) -> Int)
      -> ClosedRange<Int>
    {
      let values = ends.map { a, b in
        let (value, isOver) = body(a, b)
        return isOver ? overflow(a, b) : value
      }
      return (values.min() ?? 0)...(values.max() ?? 0)
    }
    switch self {
    case .add:
      return hull({ $0.addingReportingOverflow($1) }, { a, _ in a < 0 ? .min : .max })
    case .subtract:
      return hull({ $0.subtractingReportingOverflow($1) }, { a, _ in a < 0 ? .min : .max })
    case .multiply:
      return hull(
        { $0.multipliedReportingOverflow(by: $1) }, { ($0 < 0) == ($1 < 0) ? .max : .min })
    case .quotient:
      // A divisor is an integer that is not zero.
      let most = Int(clamping: max(a.lowerBound.magnitude, a.upperBound.magnitude))
      return -most...most
    case .remainder:
      return min(0, b.lowerBound)...max(0, b.upperBound)
    case .least:
      return min(a.lowerBound, b.lowerBound)...min(a.upperBound, b.upperBound)
    case .greatest:
      return max(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }
  }
}

extension Comparison {
  /// The comparison of doubles.
  var operation: MachineOperation {
    switch self {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    }
  }

  /// The comparison of `Int64`s.
  var ofIntegers: MachineOperation {
    switch self {
    case .less: .integerLess
    case .lessOrEqual: .integerLessOrEqual
    case .equal: .integerEqual
    }
  }
}

extension RealFunction {
  /// What the machine does for it.
  var operation: MachineOperation {
    switch self {
    case .negate: .negate
    case .absolute: .absolute
    case .squareRoot: .squareRoot
    case .floor: .floor
    case .ceiling: .ceiling
    case .round: .round
    default: .function(self)
    }
  }
}
