import Dispatch
import Synchronization

/// Runs a body on so many threads at once, and waits for the last.
///
/// Serial queues, not `concurrentPerform`: Dispatch counts the cores once, while the program is
/// loaded, when a launcher may have bound the rank to one of them. A serial queue always gets a
/// thread.
///
/// - Parameters:
///   - threads: how many threads.
///   - body: is given the number of its thread, from 0.
/// - Returns: what the bodies returned, in the order of the threads.
func concurrently<Value: Sendable>(
  _ threads: Int, _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  let values = Mutex([Int: Value]())
  let group = DispatchGroup()
  for thread in 0..<threads {
    DispatchQueue(label: "thread \(thread)", qos: .userInitiated).async(group: group) {
      let value = body(thread)
      values.withLock { $0[thread] = value }
    }
  }
  group.wait()
  return values.withLock { values in (0..<threads).compactMap { values[$0] } }
}
