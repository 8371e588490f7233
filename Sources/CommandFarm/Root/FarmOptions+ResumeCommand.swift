extension FarmOptions {
  /// The command that goes on with a run that was cut short, on as many ranks.
  func resumeCommand(ranks: Int) -> String {
    var words = (ranks > 1 ? ["mpirun", "-np", "\(ranks)"] : []) + commandLine
    if !words.contains(where: { $0 == "--resume" || $0 == "--resume-failed" }) {
      // Behind the command's name: what follows `:::` is no option.
      let place = (words.firstIndex(of: "farm") ?? words.count - 1) + 1
      words.insert("--resume", at: place)
    }
    return words.map(\.quotedForShell).joined(separator: " ")
  }
}
