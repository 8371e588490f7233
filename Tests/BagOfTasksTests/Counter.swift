import Synchronization

/// Counts something in this process.
final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  var count: Int { value.load(ordering: .sequentiallyConsistent) }

  /// Counts one more.
  ///
  /// - Returns: how many there were before.
  @discardableResult
  func increment() -> Int { value.wrappingAdd(1, ordering: .sequentiallyConsistent).oldValue }

  /// Counts several more.
  func add(_ count: Int) { value.wrappingAdd(count, ordering: .sequentiallyConsistent) }
}
