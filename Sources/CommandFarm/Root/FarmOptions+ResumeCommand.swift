extension FarmOptions {
  /// The command that goes on with a run that was cut short.
  var resumeCommand: String {
    var words = commandLine
    if !words.contains(where: { $0 == "--resume" || $0 == "--resume-failed" }) {
      // Behind the command's name: what follows `:::` is no option.
      let place = (words.firstIndex(of: "farm") ?? words.count - 1) + 1
      words.insert("--resume", at: place)
    }
    return words.map(Self.quoted).joined(separator: " ")
  }

  /// A word as a shell takes it for one.
  private static func quoted(_ word: String) -> String {
    let safe = "%+,-./:=@_"
    if !word.isEmpty, word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || safe.contains($0)) }) {
      return word
    }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
