import CSystem
import FoundationEssentials
import MPI
import NodeResources

/// The command `info`.
enum InfoCommand {
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let threads =
      parsed.contains(OptionTable.wantedThreads)
      ? try parsed.integer(OptionTable.wantedThreads, in: 1...4096) : nil
    let isJSON = parsed.contains(OptionTable.json)
    let failure = ExitStatus.infrastructureLost.rawValue
    return withMPIUnderAnyLauncher(threads: .funneled, failureStatus: failure) { world, complaint in
      guard let facts = try gather(RankLook.facts(on: world), on: world) else { return .done }
      var problems = RankDiagnosis.problems(of: facts, wantedThreads: threads)
      if let complaint { problems.insert(RankProblem(.launcher, ranks: [0], complaint), at: 0) }
      // Under another library's launcher every copy is a root; the status is that of all commands there.
      let report = InfoReport(facts: facts, problems: problems)
      let printed = Launch.answer(isJSON ? try report.json() : report.text)
      if complaint != nil, printed == .done {
        Launch.letRootSpeak()
        return .usage
      }
      return printed
    }
  }

  /// Every rank's facts on the root, in rank order; nil elsewhere.
  static func gather(
    _ facts: RankFacts, on world: borrowing Communicator
  ) throws -> [RankFacts]? {
    let bytes = try world.gatherV(Array(try JSONEncoder().encode(facts)))
    return try bytes?.map { try JSONDecoder().decode(RankFacts.self, from: Data($0)) }
  }
}
