/// How the numbers are cut into blocks and rows: by their digits alone, never by ranks or threads.
///
/// A row is the numbers that share all but their last ``rowDigits`` digits; its passing numbers are
/// read from a table that depends on the automaton's state only. A block is a run of whole rows:
/// the unit that ranks and threads share out, inside which the order of all operations is fixed.
struct BlockGrid: Sendable {
  /// Entries that a row's table may have: 32 KiB of doubles, and 2¹² fractions of 52 bits sum to a
  /// `UInt64`.
  static let greatestRow = 4096

  /// Terms that a block may have, unless a single row has more: some 20 µs of work.
  static let greatestBlock = 1 << 17

  /// Entries that the tables of all states may have together: 16 MiB.
  private static let greatestTables = 1 << 21

  /// A row's length must stay far below 2⁵³, so that offsets in it are exact doubles.
  private static let greatestRowLength = 1 << 40

  /// How many of a number's last digits tell its place in its row.
  let rowDigits: Int

  /// The numbers, passing or not, in a row: base^``rowDigits``.
  let rowLength: Int

  /// How many of a number's last digits tell its place in its block.
  let blockDigits: Int

  /// The numbers, passing or not, in a block: base^``blockDigits``.
  let blockLength: Int

  init(_ counts: DigitCounts) {
    var row = 1
    while row + 1 < counts.powers.count, counts.powers[row + 1] <= Self.greatestRowLength,
      counts.greatestCount(length: row + 1) <= Self.greatestRow,
      counts.greatestCount(length: row + 1) * counts.automaton.stateCount <= Self.greatestTables
    {
      row += 1
    }
    var block = row
    while block + 1 < counts.powers.count, counts.powers[block + 1] <= 1 << 53,
      counts.greatestCount(length: block + 1) <= Self.greatestBlock
    {
      block += 1
    }
    rowDigits = row
    rowLength = counts.powers[row]
    blockDigits = block
    blockLength = counts.powers[block]
  }
}
