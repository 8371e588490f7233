import Foundation

/// The processes of one farm, told apart.
struct FarmProcesses {
  /// All, launcher and tasks among them.
  let all: [LiveProcess]

  /// The ranks: processes of the program whose parent is something else.
  let ranks: [LiveProcess]

  /// The guardians: processes of the program that are children of a rank.
  let guardians: [LiveProcess]

  /// Sorts processes.
  init(_ all: [LiveProcess]) {
    self.all = all
    // A nested job may run the same program; it is inside a task.
    let own = all.filter {
      $0.program == FarmSetup.programFile && $0.environment["MPISUM_TASK_ID"] == nil
    }
    let ids = Set(own.map(\.id))
    ranks = own.filter { !ids.contains($0.parent) }
    let rankIDs = Set(ranks.map(\.id))
    guardians = own.filter { rankIDs.contains($0.parent) }
  }

  /// The process of a rank.
  func rank(_ rank: Int) -> LiveProcess? {
    ranks.first { ($0.launcherRank ?? 0) == rank }
  }

  /// The guardian of a rank.
  func guardian(_ rank: Int) -> LiveProcess? {
    let parent = self.rank(rank)?.id
    return guardians.first { $0.parent == parent }
  }

  /// What belongs to tasks that a rank was given.
  func tasks(rank: Int) -> [LiveProcess] {
    all.filter {
      $0.environment["MPISUM_RANK"] == "\(rank)" && $0.environment["MPISUM_TASK_ID"] != nil
    }
  }

  /// What belongs to a task.
  func task(_ ordinal: Int) -> [LiveProcess] {
    all.filter { $0.environment["MPISUM_TASK_ID"] == "\(ordinal)" }
  }
}
