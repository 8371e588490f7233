/// The digits of a text such as `100_000`: at least one, with single underscores only between two digits.
struct DecimalDigits {
  let values: [Int]

  init(_ text: Substring) throws(NumberError) {
    var values: [Int] = []
    var isDigitDue = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        values.append(Int(byte - UInt8(ascii: "0")))
        isDigitDue = false
      case UInt8(ascii: "_") where !isDigitDue:
        isDigitDue = true
      default:
        throw .notANumber
      }
    }
    guard !isDigitDue else { throw .notANumber }
    self.values = values
  }
}
