import Foundation
import Testing

extension FarmFolder {
  /// The options that name the store.
  static let store = ["--store", "farm.db"]

  /// All attempts that a store holds.
  func attempts(_ store: String = "farm.db") throws -> [Attempt] {
    let export = try run(["export", store, "--jsonl"], ranks: 0)
    guard export.status == 0 else { throw FarmProblem("export: \(export)") }
    return try Attempt.all(export.output)
  }

  /// What attempts at a task wrote to standard output, as `show` prints it.
  func output(ofTask ordinal: Int, store: String = "farm.db") throws -> FarmResult {
    try run(["show", store, "--task", "\(ordinal)", "--output"], ranks: 0)
  }

  /// Expects that a farm has done all that it was asked for: every task's effect is there, every task
  /// has one success, and no process and no file but the store is left.
  ///
  /// The effects are the lines that the tasks have appended to `effects`. There are as many tasks as
  /// effects unless `commands` says how many.
  func expectComplete(
    _ effects: [String], commands: Int? = nil, store: String = "farm.db",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    waitUntilAlone(sourceLocation: sourceLocation)
    let counts = self.counts()
    let missing = effects.filter { counts[$0] == nil }
    #expect(missing.isEmpty, "no effect of \(missing)", sourceLocation: sourceLocation)
    let successes = Dictionary(
      try attempts(store).filter(\.isSuccess).map { ("\($0.ordinal) \($0.command)", 1) },
      uniquingKeysWith: +)
    let repeated = successes.filter { $0.value > 1 }.keys.sorted()
    #expect(repeated.isEmpty, "twice: \(repeated)", sourceLocation: sourceLocation)
    #expect(successes.count == commands ?? effects.count, sourceLocation: sourceLocation)
    expectOneFile(store: store, sourceLocation: sourceLocation)
  }

  /// Expects that a clean end has left the store and nothing beside it, for its owner only.
  func expectOneFile(
    store: String = "farm.db", sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let name = (store as NSString).lastPathComponent
    let folder = (store as NSString).deletingLastPathComponent
    let place = folder.isEmpty ? url.path : folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    #expect(names.filter { $0.hasPrefix(name) } == [name], sourceLocation: sourceLocation)
    let attributes = try? FileManager.default.attributesOfItem(atPath: place + "/" + name)
    #expect(
      (attributes?[.posixPermissions] as? NSNumber)?.intValue == 0o600,
      sourceLocation: sourceLocation)
  }
}
