/// Why a text is not the integer that was asked for.
enum NumberError: Error {
  case notANumber
  case notAnInteger
  case negative
  case tooSmall
  case tooLarge
}
