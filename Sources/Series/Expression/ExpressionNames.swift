/// The names that an expression may hold.
enum ExpressionNames {
  /// A function: what it does, and how many arguments it takes.
  struct Function {
    let operation: ExpressionNode.Operation
    let arguments: ClosedRange<Int>
  }

  /// Functions; `digits` and `rand` have arguments of their own.
  static let functions: [String: Function] = {
    let functions: [(String, ExpressionNode.Operation, ClosedRange<Int>)] = [
      ("abs", .function(.absolute), 1...1), ("sqrt", .function(.squareRoot), 1...1),
      ("cbrt", .function(.cubeRoot), 1...1), ("exp", .function(.exp), 1...1),
      ("expm1", .function(.expm1), 1...1), ("log", .function(.log), 1...1),
      ("log2", .function(.log2), 1...1), ("log10", .function(.log10), 1...1),
      ("log1p", .function(.log1p), 1...1), ("sin", .function(.sin), 1...1),
      ("cos", .function(.cos), 1...1), ("tan", .function(.tan), 1...1),
      ("asin", .function(.asin), 1...1), ("acos", .function(.acos), 1...1),
      ("atan", .function(.atan), 1...1), ("sinh", .function(.sinh), 1...1),
      ("cosh", .function(.cosh), 1...1), ("tanh", .function(.tanh), 1...1),
      ("floor", .function(.floor), 1...1), ("ceil", .function(.ceiling), 1...1),
      ("round", .function(.round), 1...1), ("float", .float, 1...1), ("atan2", .atan2, 2...2),
      ("pow", .power, 2...2), ("min", .least, 2...99), ("max", .greatest, 2...99),
      ("fma", .multiplyAdd, 3...3), ("where", .choice, 3...3),
    ]
    return Dictionary(
      uniqueKeysWithValues: functions.map { ($0, Function(operation: $1, arguments: $2)) })
  }()

  /// What users call a function.
  static func name(of function: RealFunction) -> String {
    functions.first { $0.value.operation == .function(function) }?.key ?? "\(function)"
  }

  /// Other names that people know the functions by.
  static let aliases = [
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctan2": "atan2",
    "fabs": "abs", "power": "pow", "ceiling": "ceil", "minimum": "min", "maximum": "max",
    "rint": "round", "random": "rand",
  ]

  /// What to write instead of names that have no place here.
  static let instead = [
    "mod": "a % b", "fmod": "a % b", "n": "k", "x": "k", "i": "k", "j": "k",
    "True": "a condition such as 1 < 2",
    "if": "where(c, a, b)", "else": "where(c, a, b)", "lambda": "an expression in k",
    "E": "e", "PI": "pi", "Pi": "pi", "K": "k", "log1": "log", "int": "floor(x)",
  ]

  /// Words that are no names of numbers or functions.
  static let operators = ["and", "or", "not"]

  /// Names that no constant may have.
  static let reserved =
    ["k", "pi", "e", "digits", "rand"] + operators + functions.keys + aliases.keys

  /// Whether a constant may have the name.
  static func isName(_ text: String) -> Bool {
    let isLetter = { (byte: UInt8) in
      byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    return text.utf8.first.map(isLetter) == true
      && text.utf8.allSatisfy {
        isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
  }
}
