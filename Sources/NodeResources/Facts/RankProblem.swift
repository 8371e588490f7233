/// Something that is wrong with where ranks run.
package struct RankProblem: Codable, Hashable, Sendable {
  /// What sort of thing is wrong.
  package enum Kind: String, Codable, Sendable {
    /// The launcher is another MPI library's.
    case launcher
    /// There are more ranks than cores.
    case oversubscribed
    /// A rank may use fewer cores than are wanted of it.
    case threads
    /// Ranks are bound to fewer cores than there are for them.
    case binding
    /// There is no good place for temporary files.
    case scratch
    /// Ranks run different things.
    case versions
    /// The MPI library or the build is known to do badly here.
    case library
  }

  package var kind: Kind
  /// The ranks that it concerns, as a list such as `0-3,8`.
  package var ranks: String
  /// Their node; nil where they are on several.
  package var host: String?
  /// What is wrong, and what to do.
  package var text: String

  package init(_ kind: Kind, ranks: [Int], host: String? = nil, _ text: String) {
    self.kind = kind
    self.ranks = CoreSet(ranks).description
    self.host = host
    self.text = text
  }

  /// The problem in one line.
  package var line: String {
    let noun = ranks.allSatisfy(\.isNumber) ? "rank" : "ranks"
    return "\(noun) \(ranks)" + (host.map { " on \($0)" } ?? "") + ": \(text)"
  }
}
