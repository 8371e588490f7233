import Foundation
import TestSupport

/// A file system of a few megabytes in memory, which only root can have.
final class SmallDisk {
  /// Where it is mounted.
  let path: String
  private let folder: FarmFolder

  /// Whether this process may mount.
  static let isPossible = geteuid() == 0

  /// Mounts it in a test's folder.
  init(in folder: FarmFolder, kibibytes: Int) throws {
    self.folder = folder
    path = folder.path("disk")
    let mount = try folder.shell(
      "mkdir '\(path)' && mount -t tmpfs -o size=\(kibibytes)k tmpfs '\(path)'")
    guard mount.status == 0 else { throw FarmProblem("cannot mount: \(mount)") }
  }

  /// Gives it another size.
  func resize(kibibytes: Int) throws {
    let mount = try folder.shell("mount -o remount,size=\(kibibytes)k '\(path)'")
    guard mount.status == 0 else { throw FarmProblem("cannot remount: \(mount)") }
  }

  deinit { _ = try? folder.shell("umount -l '\(path)'") }
}
