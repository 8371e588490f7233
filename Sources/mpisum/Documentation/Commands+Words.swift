/// The words that commands are named with, as completions need them.
extension [Command] {
  /// The commands of two words before those of one, and the default command last.
  var mostSpecificFirst: [Command] {
    sorted { first, second in
      if first.isDefault != second.isDefault { return second.isDefault }
      return first.nameWords.count > second.nameWords.count
    }
  }

  /// The different first words, in the table's order.
  var firstWords: [String] {
    reduce(into: []) { words, command in
      if !words.contains(command.nameWords[0]) { words.append(command.nameWords[0]) }
    }
  }

  /// The second words of the commands that begin with a word.
  func secondWords(after first: String) -> [String] {
    filter { $0.nameWords[0] == first && $0.nameWords.count == 2 }.map { $0.nameWords[1] }
  }
}
