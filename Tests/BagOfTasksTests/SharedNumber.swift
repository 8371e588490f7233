import Foundation
import MPI

/// A number that one rank of a machine sets and the others see.
final class SharedNumber: Sendable {
  private let file: Int32
  private let path: String

  /// - Important: Collective.
  init(_ world: borrowing Communicator) throws {
    let name = "bag-number-\(ProcessInfo.processInfo.globallyUniqueString)"
    let own = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    path = String(decoding: try world.broadcast(Array(own.utf8)), as: UTF8.self)
    file = open(path, O_RDWR | O_CREAT, 0o600)
    guard file >= 0 else { throw Complaint("\(path) cannot be made") }
    set(0)
    try world.barrier()
    unlink(path)
  }

  deinit { close(file) }

  func set(_ number: Int) {
    _ = withUnsafeBytes(of: number) { pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  var value: Int {
    var number = 0
    _ = withUnsafeMutableBytes(of: &number) { pread(file, $0.baseAddress, $0.count, 0) }
    return number
  }
}
