import SphericalField
import Synchronization

/// A slab that one thread at a time changes in place.
final class OwnedSlab: Sendable {
  private let slab: Mutex<Slab>

  init(_ slab: Slab) {
    self.slab = Mutex(slab)
  }

  func withSlab<Value: Sendable>(_ body: (inout Slab) -> Value) -> Value {
    slab.withLock { body(&$0) }
  }
}
