import Summation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What of a sum is done: enough to go on with it on any number of ranks and threads.
struct Checkpoint: Codable, Sendable {
  /// What is summed, by which version of this program: a sum goes on only if both are the same.
  let identity: String

  /// The limits up to which sums are wanted.
  let limits: [Int]

  /// Ranges of blocks that are still to be summed, each as its first block and the block behind its last.
  let rest: [[Int]]

  /// Terms that are summed.
  let termsDone: Int

  /// The words of the exact sums of all other whole blocks, by limit.
  let sums: [[Int64]]

  /// A checksum of all other members.
  private var checksum: UInt64 = 0

  init(identity: String, limits: [Int], rest: [Range<Int>], sums: [BoundedSum]) {
    self.identity = identity
    self.limits = limits
    self.rest = rest.map { [$0.lowerBound, $0.upperBound] }
    self.sums = sums.map(\.words)
    termsDone = sums.reduce(0) { $0 + $1.termCount }
    checksum = computedChecksum
  }

  /// The ranges of ``rest``.
  var restRanges: [Range<Int>] { rest.map { $0[0]..<$0[1] } }

  /// The sums of ``sums``.
  var boundedSums: [BoundedSum] { sums.map { BoundedSum(words: $0) } }

  /// Whether the members are as they were written, and fit together.
  var isSound: Bool {
    checksum == computedChecksum && sums.count == limits.count
      && sums.allSatisfy { $0.count == BoundedSum.wordCount }
      && rest.allSatisfy { $0.count == 2 && $0[0] < $0[1] }
  }

  /// The JSON text.
  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and integers can always be encoded.
    return ((try? Array(encoder.encode(self))) ?? []) + [UInt8(ascii: "\n")]
  }

  /// What some bytes say; nil if they are no checkpoint, or a damaged one.
  init?(bytes: [UInt8]) {
    guard let checkpoint = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
      checkpoint.isSound
    else { return nil }
    self = checkpoint
  }

  private var computedChecksum: UInt64 {
    var checksum = Checksum()
    checksum.add(identity.utf8)
    for integer in limits + rest.joined() + [termsDone] { checksum.add(Int64(integer)) }
    for word in sums.joined() { checksum.add(word) }
    return checksum.value
  }
}
