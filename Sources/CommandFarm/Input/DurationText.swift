/// The seconds of a duration such as `90`, `30s`, `1.5h` or `1h30m`; nil if the text is none.
public func seconds(ofDuration text: String) -> Double? {
  let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
  var total = 0.0
  var rest = text[...]
  guard !rest.isEmpty else { return nil }
  while !rest.isEmpty {
    let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
    guard digits.first.map({ $0 != "." }) == true, let number = Double(digits) else { return nil }
    rest = rest.dropFirst(digits.count)
    if let letter = rest.popFirst() {
      guard let unit = units[letter] else { return nil }
      total += number * unit
    } else {
      total += number
    }
  }
  return total.isFinite ? total : nil
}

extension TimeLimit {
  /// Reads a duration or a percentage such as `300%`; nil if the text is none, or not above zero.
  public init?(text: String) {
    if text.last == "%" {
      guard text.first?.isNumber == true, let percent = Double(text.dropLast()), percent > 0,
        percent.isFinite
      else { return nil }
      self = .percent(percent)
    } else {
      guard let duration = CommandFarm.seconds(ofDuration: text), duration > 0 else { return nil }
      self = .seconds(duration)
    }
  }
}
