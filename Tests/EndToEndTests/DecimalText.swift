/// Decimal numbers of any length as text: rounding without binary floating point.
enum DecimalText {
  /// How many digits stand behind the point.
  static func places(of text: String) -> Int {
    text.firstIndex(of: ".").map { text[$0...].count - 1 } ?? 0
  }

  /// A positive decimal number rounded, half up, to at most as many places as it has.
  static func rounded(_ text: String, to places: Int) -> String {
    let dropped = Self.places(of: text) - places
    guard dropped > 0 else { return text }
    let whole = text.prefix { $0 != "." }.count
    var digits = text.compactMap(\.wholeNumberValue)
    let carries = digits[digits.count - dropped] >= 5
    digits.removeLast(dropped)
    if carries {
      var index = digits.count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
    }
    let pointIndex = digits.count - places
    precondition(pointIndex >= whole, "rounding never shortens the whole part")
    let result = digits.map(String.init).joined()
    guard places > 0 else { return result }
    let split = result.index(result.startIndex, offsetBy: pointIndex)
    return result[..<split] + "." + result[split...]
  }
}
