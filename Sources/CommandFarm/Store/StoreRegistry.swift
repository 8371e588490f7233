import Synchronization

/// The stores that this process has open.
///
/// Locks of files belong to a process, and closing any descriptor of a file drops them all. So a
/// process never opens a store a second time.
enum StoreRegistry {
  private struct Key: Hashable {
    let device: UInt64
    let number: UInt64
  }

  private static let open = Mutex<Set<Key>>([])

  static func contains(_ stamp: StoreFile.Stamp) -> Bool {
    open.withLock { $0.contains(Key(device: stamp.device, number: stamp.number)) }
  }

  static func insert(_ stamp: StoreFile.Stamp) {
    open.withLock { _ = $0.insert(Key(device: stamp.device, number: stamp.number)) }
  }

  static func remove(_ stamp: StoreFile.Stamp) {
    open.withLock { _ = $0.remove(Key(device: stamp.device, number: stamp.number)) }
  }
}
