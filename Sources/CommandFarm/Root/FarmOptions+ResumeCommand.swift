extension FarmOptions {
  /// The command that goes on with a run that was cut short, on as many ranks.
  func resumeCommand(ranks: Int) -> String {
    var words = (ranks > 1 ? ["mpirun", "-np", "\(ranks)"] : []) + commandLine
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
    let isSafe = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || safe.contains($0)) }
    if isSafe && !word.isEmpty { return word }
    let parts = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}
