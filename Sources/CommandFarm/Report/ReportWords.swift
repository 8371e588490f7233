/// Words that occur again and again, each of which a table has once; rows have its number.
struct ReportWords {
  private var numbers: [String: Int] = [:]
  private(set) var words: [String] = []

  /// The number of a word.
  mutating func number(of word: String) -> Int {
    if let number = numbers[word] { return number }
    numbers[word] = words.count
    words.append(word)
    return words.count - 1
  }

  /// Appends the words as a JSON array.
  func append(to text: inout ReportText) {
    text.append("[")
    for (place, word) in words.enumerated() {
      var word = word
      text.append(place == 0 ? "\"" : ",\"")
      word.withUTF8 { text.append(shown: UnsafeRawBufferPointer($0), limit: 4096) }
      text.append("\"")
    }
    text.append("]")
  }
}
