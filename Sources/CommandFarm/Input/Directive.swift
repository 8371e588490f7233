/// What `#mpisum:` lines say of the command that follows them.
///
/// Several lines add up.
struct Directive {
  /// What is in all of them; `after` is not filled.
  private(set) var settings = TaskSettings()

  /// The names that `after=` gave.
  private(set) var after: [String] = []

  private var keys: Set<String> = []

  /// Why a line cannot be understood: what would be right.
  struct Fault: Error {
    let description: String
    init(_ description: String) { self.description = description }
  }

  /// Whether the line says nothing but `barrier`.
  static func isBarrier(_ text: Substring) -> Bool {
    text.split(whereSeparator: isBlank) == ["barrier"]
  }

  /// Reads what stands behind `#mpisum:`.
  mutating func append(_ text: Substring) throws(Fault) {
    var rest = text.drop(while: Self.isBlank)
    guard !rest.isEmpty else {
      throw Fault("nothing after '#mpisum:'; write `barrier`, or settings such as `name=prepare`")
    }
    while !rest.isEmpty {
      let key = rest.prefix { $0 != "=" && !Self.isBlank($0) }
      rest = rest[key.endIndex...]
      guard rest.first == "=" else {
        if key == "barrier" { throw Fault("`barrier` stands on a line of its own") }
        throw Fault("'\(key)' is no setting; \(Self.known)")
      }
      rest.removeFirst()
      let value = try Self.value(of: key, from: &rest)
      try set(String(key), value)
      rest = rest.drop(while: Self.isBlank)
    }
  }

  private static let known = "write name= after= cpus= timeout= retries= or time="

  /// The value at the start of `rest`, which is shortened.
  private static func value(
    of key: Substring, from rest: inout Substring
  ) throws(Fault) -> String {
    var value: Substring
    if let quote = rest.first, quote == "\"" || quote == "'" {
      guard let end = rest.dropFirst().firstIndex(of: quote) else {
        throw Fault("\(key)=\(rest): the closing \(quote) is missing")
      }
      value = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      guard rest.first.map(isBlank) ?? true else {
        throw Fault("\(key)=: quotes must enclose the whole value")
      }
    } else {
      value = rest.prefix { !isBlank($0) }
      rest = rest[value.endIndex...]
      guard !value.contains(where: { $0 == "\"" || $0 == "'" }) else {
        throw Fault("\(key)=\(value): quotes must enclose the whole value")
      }
    }
    return String(value)
  }

  private mutating func set(_ key: String, _ value: String) throws(Fault) {
    guard keys.insert(key).inserted else { throw Fault("\(key)= is given twice for one command") }
    switch key {
    case "name":
      guard !value.isEmpty, !value.contains(",") else {
        throw Fault("name=\(value): a name has at least one character and no comma")
      }
      settings.name = value
    case "after":
      let names = value.split(separator: ",", omittingEmptySubsequences: false).map {
        String(Columns.trimmed($0.utf8)) ?? ""
      }
      guard names.allSatisfy({ !$0.isEmpty }) else {
        throw Fault("after=\(value): names of earlier tasks are expected, such as after=a,b")
      }
      after = names
    case "cpus": settings.cpus = try Self.number(key, value, least: 1)
    case "retries": settings.retries = try Self.number(key, value, least: 0)
    case "timeout":
      guard let limit = TimeLimit(text: value) else {
        throw Fault("timeout=\(value): \(Self.durations), or a percentage such as 300%")
      }
      settings.timeout = limit
    case "time":
      guard let time = seconds(ofDuration: value) else {
        throw Fault("time=\(value): \(Self.durations)")
      }
      settings.time = time
    default: throw Fault("'\(key)' is no setting; \(Self.known)")
    }
  }

  private static let durations = "a duration is expected, such as 90, 30s, 5m or 1h30m"

  private static func number(_ key: String, _ text: String, least: Int) throws(Fault) -> Int {
    guard text.utf8.allSatisfy(ShellSyntax.isDigit), let number = Int(text), number >= least else {
      throw Fault("\(key)=\(text): a whole number from \(least) on is expected")
    }
    return number
  }

  private static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\n"
  }
}
