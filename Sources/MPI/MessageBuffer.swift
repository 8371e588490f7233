/// Memory for messages that stays where it is: what a pending request reads from or writes to.
///
/// A buffer is handed to ``Communicator/immediateSend(_:to:tag:)-(MessageBuffer<T>,_,_)`` or
/// ``Communicator/immediateReceive(into:from:tag:)``, which take it away, and comes back in the
/// ``Completion``: nobody can read, write or free it in between. Passed on from message to message
/// it costs one allocation in all.
@frozen
public struct MessageBuffer<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline let memory: UnsafeMutableBufferPointer<Element>
  @usableFromInline var filled: Int

  /// The number of elements that the buffer has room for.
  @inlinable public var capacity: Int { memory.count }

  /// The number of elements that it holds, from its start; after a receive, as many as came.
  @inlinable public var count: Int { filled }

  /// Room for a number of elements, all of them equal to start with.
  @inlinable
  public init(repeating element: Element, count: Int) {
    self.init(room: count)
    memory.initialize(repeating: element)
    filled = count
  }

  /// A copy of an array's elements.
  @inlinable
  public init(_ elements: [Element]) {
    self.init(copying: elements.span)
  }

  /// A copy of a span's elements.
  @inlinable
  public init(copying elements: Span<Element>) {
    self.init(room: elements.count)
    elements.withUnsafeBufferPointer { _ = memory.initialize(fromContentsOf: $0) }
    filled = elements.count
  }

  /// Room for a number of elements that nobody has written yet.
  @inlinable
  init(room: Int) {
    precondition(room >= 0, "a number of elements is not negative")
    memory = .allocate(capacity: room)
    filled = 0
  }

  deinit { memory.deallocate() }

  /// The element at a position below ``count``.
  @inlinable
  public subscript(position: Int) -> Element {
    get {
      precondition(position >= 0 && position < count, "the buffer holds no such element")
      return memory[position]
    }
    set {
      precondition(position >= 0 && position < count, "the buffer holds no such element")
      memory[position] = newValue
    }
  }

  /// A copy of the elements.
  @inlinable
  public var array: [Element] { Array(memory.prefix(count)) }

  /// Calls a body with the elements, without a copy.
  @inlinable
  public func withSpan<R, Failure>(
    _ body: (Span<Element>) throws(Failure) -> R
  ) throws(Failure) -> R {
    try body(UnsafeBufferPointer(rebasing: memory.prefix(count)).span)
  }

  /// Calls a body that may change the elements, without a copy.
  @inlinable
  public mutating func withMutableSpan<R, Failure>(
    _ body: (inout MutableSpan<Element>) throws(Failure) -> R
  ) throws(Failure) -> R {
    var span = UnsafeMutableBufferPointer(rebasing: memory.prefix(count)).mutableSpan
    return try body(&span)
  }

  /// Takes the memory out of the buffer, which frees it no more.
  @inlinable
  consuming func release() -> UnsafeMutableBufferPointer<Element> {
    let memory = memory
    discard self
    return memory
  }

  /// Puts memory that ``release()`` gave back into a buffer.
  @inlinable
  init(owning memory: UnsafeMutableBufferPointer<Element>, count: Int) {
    self.memory = memory
    filled = count
  }
}
