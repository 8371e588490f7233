#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A thread that runs a body of code once.
///
/// Not a Dispatch queue: Dispatch has fewer threads to give than a large node has cores, and gives them
/// stacks that are small for other people's code.
package struct SlotThread: Sendable {
  private let thread: pthread_t

  /// Starts a thread.
  package init(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let result = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument {
          Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        }
        return nil
      }, box.toOpaque())
    precondition(result == 0, "the system has no thread left for a slot")
    self.thread = thread
  }

  /// Waits until the body has returned.
  package func join() { pthread_join(thread, nil) }

  private final class Box: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// What Linux gives a main thread.
  private static let stackSize = 8 << 20
}
