/// Why a text is not the integer that was asked for.
enum NumberError: Error {
  case notANumber
  case notAnInteger
  case negative
  case tooSmall
  case tooLarge

  /// What is wrong, to stand behind the number's name.
  var fault: String {
    switch self {
    case .notANumber: "is not a number"
    case .notAnInteger: "is not an integer"
    case .negative: "is negative"
    case .tooSmall: "is too small"
    case .tooLarge: "is too large"
    }
  }
}
