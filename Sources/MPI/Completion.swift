/// What a request leaves when it is done: the buffer, and for a receive what is known of the message.
@frozen
public struct Completion<Element: BitwiseCopyable>: ~Copyable {
  /// What ``RequestSet/insert(_:)`` returned for the request; 0 for one that was in no set.
  public let key: Int

  /// For a receive, who sent the message, with which tag, and how long it was.
  ///
  /// Without meaning for a send.
  public let status: Status

  /// The buffer that the request had taken; after a receive it holds what came.
  public var buffer: MessageBuffer<Element>

  @inlinable
  init(key: Int, status: Status, buffer: consuming MessageBuffer<Element>) {
    self.key = key
    self.status = status
    self.buffer = buffer
  }

  /// A copy of the buffer's elements: after a receive, the message.
  @inlinable public var array: [Element] { buffer.array }

  /// The buffer, to be used for another message.
  @inlinable
  public consuming func takeBuffer() -> MessageBuffer<Element> { buffer }
}
