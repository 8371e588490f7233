/// What a rank tells the others so that each finds its share of their node.
///
/// Both numbers are hashes: two names, or two pools, in 2⁶⁴ pairs are taken for one.
public struct RankKey: Hashable, Sendable, BitwiseCopyable {
  /// Equal on ranks of one node, and on no others.
  public let host: UInt64

  /// Equal on ranks of one node that take their cores from the same pool, and on no others.
  public let pool: UInt64

  /// Takes the numbers as another rank told them.
  public init(host: UInt64, pool: UInt64) {
    self.host = host
    self.pool = pool
  }

  /// Hashes a node's name and a pool's cores.
  ///
  /// Method: FNV-1a (draft-eastlake-fnv) over the name and the cores' numbers.
  public init(host name: String, pool cores: CoreSet) {
    host = Self.hash(0xCBF2_9CE4_8422_2325, name.utf8.map(UInt64.init))
    pool = Self.hash(host, cores.numbers.map { UInt64($0) + 256 })
  }

  private static func hash(_ start: UInt64, _ values: [UInt64]) -> UInt64 {
    values.reduce(start) { ($0 ^ $1) &* 0x100_0000_01B3 }
  }
}
