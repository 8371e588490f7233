/// All combinations of the lists of values, one after the other; the last list varies fastest.
///
/// The first list, and those linked to it, are read as they are needed. The others are kept in memory,
/// since they are gone through again and again.
final class ValueRows {
  /// The columns' names, if there is a header.
  let names: [[UInt8]]?

  /// The number of values in a row, if that is known before the first.
  let width: Int?

  private let first: [ValueSource]
  private let kept: [[[[UInt8]]]]
  private var row: [[UInt8]]?
  /// Which record of each kept group comes next.
  private var indices: [Int]

  /// Opens the files, and reads the headers and all lists but the first.
  init(_ options: InputOptions) throws(InputError) {
    let sources = options.sources
    guard let head = sources.first else {
      throw InputError("a template needs values, after `:::` or in a file (--arg-file FILE)")
    }
    guard !head.isLinked else {
      throw InputError("`:::+` and `::::+` link a list to the one before; the first must be `:::`")
    }
    let fromInput = sources.filter { if case .file("-") = $0.arguments { true } else { false } }
    guard fromInput.count <= 1 else {
      throw InputError("standard input can be read only once; put one of the lists into a file")
    }
    var groups: [[ValueSource]] = []
    for source in sources {
      let values = try ValueSource(source.arguments, options, isAlone: sources.count == 1)
      if source.isLinked {
        groups[groups.count - 1].append(values)
      } else {
        groups.append([values])
      }
    }
    first = groups[0]
    var kept: [[[[UInt8]]]] = []
    for group in groups.dropFirst() {
      var rows: [[[UInt8]]] = []
      while let row = try Self.next(of: group) { rows.append(row) }
      kept.append(rows)
    }
    self.kept = kept
    indices = Array(repeating: 0, count: kept.count)
    let all = groups.flatMap(\.self)
    names = options.hasHeader ? all.flatMap { $0.names ?? [] } : nil
    let widths = all.compactMap(\.width)
    width = widths.count == all.count ? widths.reduce(0, +) : nil
  }

  /// The place of the last row, for messages.
  var place: String { first[0].place }

  /// The next row; nil at the end.
  func next() throws(InputError) -> [[UInt8]]? {
    guard !kept.isEmpty else { return try Self.next(of: first) }
    if row == nil {
      guard !kept.contains(where: \.isEmpty) else { return nil }
      row = try Self.next(of: first)
    }
    guard var values = row else { return nil }
    for (group, index) in zip(kept, indices) { values += group[index] }
    advance()
    return values
  }

  private func advance() {
    for group in kept.indices.reversed() {
      indices[group] += 1
      if indices[group] < kept[group].count { return }
      indices[group] = 0
    }
    row = nil
  }

  /// The next records of lists that are linked; nil as soon as one of them has ended.
  private static func next(of group: [ValueSource]) throws(InputError) -> [[UInt8]]? {
    guard group.count > 1 else { return try group[0].next() }
    var row: [[UInt8]] = []
    for source in group {
      guard let values = try source.next() else { return nil }
      row += values
    }
    return row
  }
}
