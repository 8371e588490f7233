import Foundation
import MPI

/// Something that tasks wait for on any rank of one machine, and that the test's body opens.
///
/// A file, since ranks share nothing else that is not messages.
struct Gate: Sendable {
  private let path: String

  /// A gate that is closed, the same on all ranks.
  ///
  /// - Important: Collective.
  init(_ world: borrowing Communicator) throws {
    let name = "bag-gate-\(ProcessInfo.processInfo.globallyUniqueString)"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    self.path = String(decoding: try world.broadcast(Array(path.utf8)), as: UTF8.self)
  }

  /// Lets everybody through from now on.
  func open() throws { try Data().write(to: URL(fileURLWithPath: path)) }

  var isOpen: Bool { access(path, F_OK) == 0 }

  /// Waits until the gate is open; gives up after half a minute, so that a test fails and does not hang.
  func wait() throws {
    for _ in 0..<30_000 {
      if isOpen { return }
      usleep(1000)
    }
    throw Complaint("the gate was never opened")
  }

  /// Removes what there is of it.
  func remove() { unlink(path) }
}
