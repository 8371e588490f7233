import Glibc
import Series
import Testing

@Suite struct ExpressionFuzzTests {
  /// Samples of each kind: many more with `MPISUM_FULL`.
  private static let samples =
    getenv("MPISUM_FULL").map { String(cString: $0) } == "1" ? 333_334 : 6_667

  private static let constants = [(name: "a", value: ExactNumber(3))]

  /// Reads and compiles a text; returns whether that is an expression.
  private static func isExpression(_ text: String) throws -> Bool {
    do {
      let expression = try TermExpression(text, constants: constants)
      for limit in [1, 1000, 1 << 53] {
        guard let program = try? expression.program(upTo: limit) else { continue }
        try check(program)
      }
      return true
    } catch let error as ExpressionError {
      let place = try #require(error.place, "\(text.debugDescription)")
      #expect(
        place.lowerBound >= 0 && place.upperBound <= text.utf8.count, "\(text.debugDescription)")
      #expect(error.description.split(separator: "\n", omittingEmptySubsequences: false).count == 3)
      return false
    }
  }

  /// Steps take values of the right kinds from steps before them; all are used and none occurs twice.
  private static func check(_ program: TermProgram) throws {
    var used = Set([program.result])
    for (place, instruction) in program.instructions.enumerated() {
      #expect(instruction.operands.allSatisfy { $0 < place && $0 >= 0 })
      let kinds = instruction.operands.map { program.instructions[$0].kind }
      let wanted: [ValueKind] =
        switch instruction {
        case .number, .integer, .constant: []
        case .integerOperation, .compareIntegers: [.integer, .integer]
        case .digitCount, .real, .sign, .phase, .random: [.integer]
        case .selectInteger: [.mask, .integer, .integer]
        case .function, .integerPower: [.real]
        case .operation, .compare: [.real, .real]
        case .multiplyAdd: [.real, .real, .real]
        case .select: [.mask, .real, .real]
        case .and, .or: [.mask, .mask]
        case .not: [.mask]
        }
      #expect(kinds == wanted)
      used.formUnion(instruction.operands)
    }
    #expect(used.count == program.instructions.count)
    #expect(Set(program.instructions).count == program.instructions.count)
    #expect(program.instructions[program.result].kind == .real)
  }

  @Test func anyBytesAreReadOrRefused() throws {
    var random = SampleGenerator(seed: 1)
    for _ in 0..<Self.samples { _ = try Self.isExpression(random.bytes()) }
  }

  @Test func anyWordsAreReadOrRefused() throws {
    var random = SampleGenerator(seed: 2)
    var valid = 0
    for _ in 0..<Self.samples where try Self.isExpression(random.soup()) { valid += 1 }
    #expect(valid > 0)
  }

  @Test func changedExpressionsAreReadOrRefused() throws {
    var random = SampleGenerator(seed: 3)
    var valid = 0
    for _ in 0..<Self.samples where try Self.isExpression(random.mutated()) { valid += 1 }
    #expect(valid > Self.samples / 50)
  }

  /// A step that is off a little may not move a program's term further from what the expression says
  /// than such steps move it anyway.
  @Test func programsComputeWhatExpressionsSay() throws {
    var random = SampleGenerator(seed: 4)
    var compared = 0
    for _ in 0..<Self.samples / 4 {
      let text = random.real(1 + Int(random.next() % 4))
      guard let expression = try? TermExpression(text, constants: Self.constants),
        let program = try? expression.program(upTo: 1000)
      else { continue }
      for number in [1, 2, 9, 99, 1000] {
        guard let range = expression.reference(at: number, bits: 256) else { continue }
        let exact = ProgramInterpreter(program: program)
        let value = exact.value(at: number, random: &random)
        var spread = 1e-13 * max(value.magnitude, 0.1)
        for _ in 0..<16 {
          let noisy = ProgramInterpreter(program: program, noise: 1e-12)
          spread += 4 * (noisy.value(at: number, random: &random) - value).magnitude
        }
        guard spread < 1e-3 * max(value.magnitude, 1e-3) else { continue }
        compared += 1
        #expect(
          range.lowerBound - spread <= value && value <= range.upperBound + spread,
          "\(text) at \(number): \(value) for \(range)")
      }
    }
    #expect(compared > Self.samples / 2)
  }
}
