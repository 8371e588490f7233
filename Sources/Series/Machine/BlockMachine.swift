import CVector

/// Computes a program's terms for up to ``length`` numbers at a time.
///
/// Its registers are in memory, few enough to stay in the fastest cache; an instruction passes over one or two or
/// three of them and writes one. Which they are is decided once. All operations are those of IEEE 754 or
/// made of them, but for ``MachineOperation/function(_:)``, so the terms are the same on every machine.
final class BlockMachine {
  /// How many numbers there can be in a run.
  static let length = 512

  /// Vectors in a register.
  private static let vectors = length / 8

  /// Vectors from a register to the next: where they are a multiple of 4 KiB apart, processors take a load of one
  /// for a load of what was just stored to another.
  private static let stride = vectors + 2

  typealias Vectors = UnsafeMutablePointer<SIMD8<Double>>

  private let program: MachineProgram
  private let memory: Vectors
  private let constants: Vectors
  private let orders: [MachineOrder]

  /// For each of the program's ``MachineProgram/phases``, the first 64 bits of its turn over 0, 1, … numbers.
  private let turns: [UnsafeMutablePointer<SIMD8<UInt64>>]

  /// The numbers of the run, if anything needs them.
  private let numbers: Vectors?

  /// The terms of the last run.
  let terms: Vectors

  init(_ program: MachineProgram) {
    let program = program.withPolynomials
    self.program = program
    let registers = MachineRegisters(program)
    let count = registers.count * Self.stride + program.constants.count
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 64 * count, alignment: 64)
      .initializeMemory(as: SIMD8<Double>.self, repeating: SIMD8(repeating: 0), count: count)
    constants = memory + registers.count * Self.stride
    let constants = constants
    for (place, constant) in program.constants.enumerated() {
      constants[place] = SIMD8(repeating: Double(bitPattern: constant.bits))
    }
    func register(_ place: Int) -> Vectors { memory + registers[place] * Self.stride }
    func source(_ operand: MachineStep.Operand) -> MachineOrder.Source {
      switch operand {
      case .step(let place): MachineOrder.Source(first: register(place), stride: 1)
      case .constant(let place): MachineOrder.Source(first: constants + place, stride: 0)
      }
    }
    self.memory = memory
    orders = program.steps.enumerated().dropFirst().map { place, step in
      let sources = step.operands.map(source)
      // What is not there is not looked at.
      let none = MachineOrder.Source(first: memory, stride: 0)
      return MachineOrder(
        operation: step.operation, result: register(place), a: sources.first ?? none,
        b: sources.count > 1 ? sources[1] : none, c: sources.count > 2 ? sources[2] : none)
    }
    numbers = registers.needsNumbers ? register(0) : nil
    turns = program.phases.map { phase in
      let table = UnsafeMutableRawPointer.allocate(byteCount: 64 * Self.vectors, alignment: 64)
        .initializeMemory(
          as: SIMD8<UInt64>.self, repeating: SIMD8(repeating: 0), count: Self.vectors)
      for number in 0..<Self.length { table[number / 8][number % 8] = (phase.step * number).high }
      return table
    }
    guard case .step(let place) = program.result else {
      preconditionFailure("the program does not write its terms")
    }
    terms = register(place)
  }

  deinit {
    memory.deallocate()
    for table in turns { table.deallocate() }
  }

  /// Computes the terms of numbers that follow each other.
  func run(from first: Int, count: Int) {
    let used = (count + 7) / 8
    if let numbers {
      var number = SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7)
      number = cvector_add(number, SIMD8(repeating: Double(first)))
      let eight = SIMD8<Double>(repeating: 8)
      for index in 0..<used {
        numbers[index] = number
        number = cvector_add(number, eight)
      }
    }
    run(used, first: first)
  }

  /// Computes the terms of some numbers.
  ///
  /// - Parameters:
  ///   - entries: the numbers, as those of a ``RowTable``: what `middle` is more than they are.
  ///   - count: how many.
  ///   - middle: the number in the middle of their row.
  func run(_ entries: UnsafePointer<SIMD8<Double>>, count: Int, middle: Int) {
    let used = (count + 7) / 8
    if let numbers {
      // 1.5·2⁵²: added to an integer below 2⁵¹, negative or not, it leaves the integer in the last bits.
      let shift = SIMD8<Double>(repeating: 0x1.8p52)
      let origin = SIMD8<UInt64>(repeating: UInt64(middle) &+ (0x1.8p52).bitPattern)
      for index in 0..<used {
        numbers[index] = cvector_from_integer(
          cvector_subtract_bits(origin, cvector_add(entries[index], shift)))
      }
    }
    run(used, first: 0)
  }

  private func run(_ count: Int, first: Int) {
    for order in orders {
      switch order.operation {
      case .phase(let place):
        order.turn(count, program.phases[place])
      case .linearPhase(let place):
        order.turn(count, from: program.phases[place].angle(at: first), by: turns[place])
      case .polynomial(let place): order.evaluate(program.polynomials[place], constants, count)
      case .divideByPolynomial(let place):
        order.divide(by: program.polynomials[place], constants, count)
      case .random(let seed): order.draw(count, seed: seed)
      case .digitCount(let place): order.count(count, program.digits[place])
      case .function(let function): order.apply(function, count)
      default: order.run(count)
      }
    }
  }
}
