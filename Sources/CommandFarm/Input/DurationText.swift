/// The number of seconds that a text such as `90`, `30s`, `1.5h` or `1h30m` means.
///
/// Units are `s`, `m`, `h` and `d`, each at most once and the largest first; a plain number is
/// seconds.
///
/// - Returns: nil if the text is no such duration.
public func seconds(ofDuration text: String) -> Double? {
  duration(text)
}

private func duration(_ text: String) -> Double? {
  if let number = plainNumber(Substring(text)) { return number }
  var total = 0.0
  var rest = text[...]
  var previous = Double.infinity
  while !rest.isEmpty {
    guard let end = rest.firstIndex(where: { secondsOfUnit[$0] != nil }),
      let unit = secondsOfUnit[rest[end]], unit < previous,
      let number = plainNumber(rest[..<end])
    else { return nil }
    total += number * unit
    previous = unit
    rest = rest[rest.index(after: end)...]
  }
  return text.isEmpty || !total.isFinite ? nil : total
}

extension TimeLimit {
  /// Reads a duration, or a percentage such as `300%`.
  ///
  /// Nil if the text is neither, or if it is 0 %.
  public init?(text: String) {
    if text.hasSuffix("%") {
      guard let number = plainNumber(text.dropLast()), number > 0 else { return nil }
      self = .percent(number)
    } else {
      guard let number = duration(text) else { return nil }
      self = .seconds(number)
    }
  }
}

private let secondsOfUnit: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400]

/// A number of digits with at most one point: `Double` alone would take `inf`, `0x10` and `1e3` too.
private func plainNumber(_ text: Substring) -> Double? {
  guard text.utf8.first != UInt8(ascii: "."), text.utf8.last != UInt8(ascii: "."),
    text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (48...57).contains($0) }),
    let number = Double(text), number.isFinite
  else { return nil }
  return number
}
