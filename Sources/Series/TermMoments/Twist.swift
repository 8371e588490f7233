/// Powers of z for numbers that are given by their digits: z^(b^L) for each level L.
struct Twist {
  let bits: Int

  /// By level: which part of a turn z^(b^L) is, from −½ to ½; none if z is 1.
  private let turns: [Ball]

  /// The powers of a term's z for so many levels.
  init(_ shape: TermShape, base: Int, levels: Int, bits: Int) {
    self.bits = bits
    guard shape.isTwisted else {
      turns = []
      return
    }
    // A level's turn is b times that of the one before, and its error as well.
    let digitBits = Int.bitWidth - base.leadingZeroBitCount
    var turn = shape.turn(bits: bits + levels * digitBits + 32).fraction
    var turns: [Ball] = []
    for _ in 0..<levels {
      turns.append(turn.rounded(bits: bits))
      turn = (turn * base).fraction
    }
    self.turns = turns
  }

  /// Whether z is 1.
  var isTrivial: Bool { turns.isEmpty }

  /// z^(n·b^level) for each n below `count`.
  func powers(level: Int, count: Int) -> [ComplexBall] {
    let one = ComplexBall(Ball(1, bits: bits))
    if isTrivial { return Array(repeating: one, count: count) }
    let turn = ComplexBall(turn: turns[level])
    var power = one
    return (0..<count).map { n in
      if n > 0 { power = power * turn }
      return power
    }
  }
}
