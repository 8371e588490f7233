import Foundation

/// A process of this machine as /proc describes it.
struct LiveProcess: CustomStringConvertible {
  let id: Int32
  let parent: Int32
  /// The first words of its command line.
  let command: String
  /// The file that it runs.
  let program: String
  /// Its environment as it was at its start.
  let environment: [String: String]

  var description: String { "\(id) (child of \(parent)): \(command)" }

  /// All processes that have a variable of their environment set to a value.
  ///
  /// Zombies have none.
  static func all(with name: String, equalTo value: String) -> [LiveProcess] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { Int32($0) }.compactMap { LiveProcess($0) }
      .filter { $0.environment[name] == value }
  }

  /// Reads what /proc says; nil if there is no such process.
  init?(_ id: Int32) {
    let folder = "/proc/\(id)"
    guard let variables = FileManager.default.contents(atPath: folder + "/environ"),
      !variables.isEmpty,
      let status = FileManager.default.contents(atPath: folder + "/stat")
    else { return nil }
    self.id = id
    // The name of the program stands in parentheses and may hold anything.
    let fields = String(decoding: status, as: UTF8.self).split(separator: ")").last ?? ""
    let words = fields.split(separator: " ")
    guard words.count > 1, words[0] != "Z", let parent = Int32(words[1]) else { return nil }
    self.parent = parent
    program = (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/exe")) ?? ""
    let arguments = FileManager.default.contents(atPath: folder + "/cmdline") ?? Data()
    command = arguments.split(separator: 0).prefix(4)
      .map { String(decoding: $0.prefix(60), as: UTF8.self) }.joined(separator: " ")
    var environment: [String: String] = [:]
    for variable in variables.split(separator: 0) {
      let text = String(decoding: variable, as: UTF8.self)
      guard let equals = text.firstIndex(of: "=") else { continue }
      environment[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    self.environment = environment
  }

  /// The rank that its launcher gave it, or that its farm's rank has.
  var launcherRank: Int? {
    for name in ["OMPI_COMM_WORLD_RANK", "PMI_RANK"] {
      if let rank = environment[name].flatMap({ Int($0) }) { return rank }
    }
    return nil
  }

  /// Sends a signal; there need be no such process any more.
  func send(_ signal: Int32) { _ = kill(id, signal) }
}
