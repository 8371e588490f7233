/// Which register each step of a program writes: one whose value nothing needs any more.
struct MachineRegisters {
  private let registers: [Int]

  /// How many there are.
  let count: Int

  /// Whether any step takes the number k.
  let needsNumbers: Bool

  init(_ program: MachineProgram) {
    var lastUses = Array(repeating: 0, count: program.steps.count)
    var needsNumbers = program.result == .step(0)
    for (place, step) in program.steps.enumerated() {
      for case .step(let operand) in step.operands {
        lastUses[operand] = place
        if operand == 0 { needsNumbers = true }
      }
    }
    if case .step(let place) = program.result { lastUses[place] = .max }
    var free: [Int] = []
    var count = 0
    var registers: [Int] = []
    for (place, step) in program.steps.enumerated() {
      var released: Set<Int> = []
      for case .step(let operand) in step.operands where lastUses[operand] == place {
        released.insert(registers[operand])
      }
      // Every pass reads a vector before it writes there.
      free.append(contentsOf: released.sorted(by: >))
      if let register = free.popLast() {
        registers.append(register)
      } else {
        registers.append(count)
        count += 1
      }
    }
    self.registers = registers
    self.count = count
    self.needsNumbers = needsNumbers
  }

  subscript(_ place: Int) -> Int { registers[place] }
}
