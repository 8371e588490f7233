import Foundation
import Testing

/// Errors of the functions, measured by MPFR.
struct AccuracyTests {
  /// With `MPISUM_FULL=1` ten million points for each function, some minutes; else 2·10⁵.
  private static let isFull = ProcessInfo.processInfo.environment["MPISUM_FULL"] == "1"

  @Test(arguments: Function.allCases)
  func errorIsWithinItsBound(function: Function) {
    var points = Points(seed: 9)
    let reference = Reference()
    var worst = (error: 0.0, at: Argument(x: 0))
    for _ in 0..<(Self.isFull ? 100 : 2) {
      let arguments = points.arguments(100_000, for: function)
      for (argument, value) in zip(arguments, function.values(arguments)) {
        let error = reference.error(of: value, function, argument)
        if error > worst.error { worst = (error, argument) }
      }
    }
    if Self.isFull { print("\(function): \(worst.error) ulp at \(worst.at)") }
    #expect(worst.error <= function.greatestError, "at \(worst.at)")
  }

  /// The neighbours of points that are hard, or where a path begins or ends.
  @Test(arguments: Function.allCases)
  func errorIsWithinItsBoundAtHardPoints(function: Function) {
    let reference = Reference()
    for argument in neighbours(Self.hard(for: function)) {
      let value = function.values(Array(repeating: argument, count: 8))[3]
      let error = reference.error(of: value, function, argument)
      #expect(error <= function.greatestError, "at \(argument): \(value)")
    }
  }

  private static func hard(for function: Function) -> [Argument] {
    switch function {
    case .exp, .exp2, .expm1:
      [
        0, 1, 708, -708, 709.782712893384, -708.3964185322641, -744.4400719213812,
        -745.1332191019412, 0x1p-1022, 0x1p-54, 0.34657359027997264, 800, -800,
        1021, -1022, -1074, -1075, 1023.5, 0.5, 1, -1, 37.5, -37.5,
      ].map { Argument(x: $0) }
    case .log1p:
      [0, -1, 1, 0x1p-53, -0x1p-53, 0x1p-52, 0x1p-1022, 0x1p53, 0x1p1023].map { Argument(x: $0) }
    case .log, .log2, .log10:
      [1, 10, 1e22, 0x1.6a09e667f3bcdp-1, 0x1.6a09e667f3bcdp0, 0x1p-1022, 0x1p-1060, 0x1p1023, 2]
        .map { Argument(x: $0) }
    case .sin, .cos, .tan:
      // The third is the double nearest to a multiple of π/2; the fourth where the fast path ends.
      [
        0.7853981633974483, 3.141592653589793, 0x1.6ac5b262ca1ffp+849, 0x1p40, 0x1p1023,
        -0x1p-1022, 0x1p-27, 1e22, 5.319372648326541e255, .greatestFiniteMagnitude / 2,
      ].map { Argument(x: $0) }
    case .power:
      [
        (2, 1023), (2, -1022), (2, -1074), (2, 1024.0.nextDown), (0.5, 1074.9), (3, 33), (10, 22),
        (10, 308), (1 + 0x1p-52, 0x1p52), (1 - 0x1p-53, 0x1p62), (0x1p-1060, -0.9), (-3, 5),
        (-2, 1023), (-7, -3), (1e300, 1e300), (1.5, 0x1p-1060), (9, 0.5),
      ].map { Argument(x: $0.0, y: $0.1) }
    case .cosineOfTurns, .sineOfTurns:
      (0..<16).map { Argument(x: Double(bitPattern: $0 << 60)) }
    }
  }

  /// The arguments, and what is one and two places beside them.
  private func neighbours(_ arguments: [Argument]) -> [Argument] {
    arguments.flatMap { argument in
      (0..<5).map {
        Argument(x: Double(bitPattern: argument.x.bitPattern &+ $0 &- 2), y: argument.y)
      }
    }
  }
}
