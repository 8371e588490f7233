/// What fills a bag on the root, and is told what becomes of the tasks.
public protocol TaskController: Sendable {
  /// Some things have happened, in this order.
  ///
  /// Called on the root's main thread only: what takes long here keeps messages waiting.
  ///
  /// - Parameter events: at least one.
  func observe(_ events: [TaskEvent])

  /// The bag is closed and every task has been told of.
  ///
  /// Called last, on the root's main thread, however the bag ended.
  func end()
}
