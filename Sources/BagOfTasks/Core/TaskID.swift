/// What names a task: a number of the submitter's choice, used once in the life of a bag.
///
/// The scheduling core takes ids as they come; it keeps runs of consecutive ones in little memory.
@frozen
public struct TaskID: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number.
  public let rawValue: UInt64

  /// The id of a number.
  @inlinable
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Orders ids by their numbers.
  @inlinable
  public static func < (lesser: TaskID, greater: TaskID) -> Bool {
    lesser.rawValue < greater.rawValue
  }
}

extension ClosedRange<TaskID> {
  /// Every id that there can be.
  public static var allIDs: ClosedRange { TaskID(rawValue: 0)...TaskID(rawValue: .max) }
}
