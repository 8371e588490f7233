import CSystem

/// A set of the node's logical processors, which this project calls cores.
///
/// Its text is the kernel's own: `0-3,8,10-11`.
public struct CoreSet: Hashable, Sendable, CustomStringConvertible {
  /// The cores' numbers, ascending, each once.
  public let numbers: [Int]

  /// The number of cores in the set.
  public var count: Int { numbers.count }

  /// Creates a set of the given cores, in any order.
  public init(_ numbers: some Sequence<Int>) {
    self.numbers = Set(numbers).sorted()
  }

  /// Reads the kernel's list, such as `Cpus_allowed_list` holds it; nil for anything else.
  ///
  /// - Parameter list: ranges and single numbers separated by commas, such as `0-3,8,10-11`.
  public init?(list: some StringProtocol) {
    var numbers: [Int] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = Int(ends[0]), let last = Int(ends[ends.count - 1]), first >= 0,
        first <= last, last < CoreSet.limit
      else { return nil }
      numbers.append(contentsOf: first...last)
    }
    self.init(numbers)
  }

  /// The cores that the calling thread may run on.
  ///
  /// - Returns: nil where the kernel does not say.
  public static func current() -> CoreSet? {
    var words = [UInt64](repeating: 0, count: 16)
    while csystem_affinity_get(&words, words.count) != 0 {
      guard words.count * 64 < limit else { return nil }
      words = [UInt64](repeating: 0, count: words.count * 2)
    }
    return CoreSet(
      words.indices.flatMap { word in
        (0..<64).lazy.filter { words[word] >> $0 & 1 == 1 }.map { word * 64 + $0 }
      })
  }

  /// The node's cores that are switched on; nil where the kernel does not say.
  static func online() -> CoreSet? {
    SystemFile.text("/sys/devices/system/cpu/online")
      .flatMap { CoreSet(list: $0.prefix { !$0.isWhitespace }) }
  }

  /// The same set as the kernel writes it.
  public var description: String {
    var parts: [String] = []
    var rest = numbers[...]
    while let first = rest.first {
      var last = first
      while rest.dropFirst(last - first + 1).first == last + 1 { last += 1 }
      rest = rest.dropFirst(last - first + 1)
      parts.append(first == last ? "\(first)" : "\(first)-\(last)")
    }
    return parts.joined(separator: ",")
  }

  /// Whether every core of this set is one of `other`'s, and `other` has more.
  public func isStrictSubset(of other: CoreSet) -> Bool {
    Set(numbers).isStrictSubset(of: other.numbers)
  }

  /// Lets the calling thread, and the threads that it starts from now on, run on these cores only.
  ///
  /// - Returns: whether the kernel allowed it.
  func bind() -> Bool {
    guard let last = numbers.last else { return false }
    var words = [UInt64](repeating: 0, count: last / 64 + 1)
    for number in numbers { words[number / 64] |= 1 << UInt64(number % 64) }
    return csystem_affinity_set(words, words.count) == 0
  }

  /// More cores than any Linux kernel can be built for (8192).
  private static let limit = 1 << 16
}
