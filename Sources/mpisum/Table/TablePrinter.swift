import ParallelSeries
import Synchronization

/// Prints a table on the root: CSV row by row, all else when the last row is there.
final class TablePrinter: Sendable {
  private struct State {
    var sums: [TableSum] = []
    var failed = 0
    /// Whether standard output takes what is written to it.
    var status = ExitStatus.done
  }

  private let lines: [TableLine]
  private let format: TableOptions.Format
  private let bar: ProgressBar
  private let state = Mutex(State())

  init(_ lines: [TableLine], _ format: TableOptions.Format, _ bar: ProgressBar) {
    self.lines = lines
    self.format = format
    self.bar = bar
  }

  /// Prints what comes before the first row.
  func begin() {
    if format == .csv { print(TableRecord.header) }
  }

  /// Takes the next row's sum.
  ///
  /// - Returns: whether there is any use in further ones.
  func receive(_ index: Int, _ sum: TableSum) -> Bool {
    if format == .csv { print(TableRecord(lines[index].row, sum).csv) }
    return state.withLock { state in
      if sum.failure != nil { state.failed += 1 }
      // Of rows that are printed already nothing is kept.
      if format != .csv { state.sums.append(sum) }
      return state.status == .done
    }
  }

  /// Prints what is left to print, and says whether rows have failed.
  func end() throws -> ExitStatus {
    let sums = state.withLock { $0.sums }
    switch format {
    case .csv: break
    case .text: print(TableText.text(lines, sums))
    case .json: print(try TableRecord.json(zip(lines, sums).map { TableRecord($0.row, $1) }))
    }
    let (failed, status) = state.withLock { ($0.failed, $0.status) }
    if status == .done, failed > 0 {
      StandardStream.remark(
        "\(Program.name): \(failed) of \(lines.count) rows could not be computed; their notes say"
          + " why\n")
      return .tasksFailed
    }
    return status
  }

  private func print(_ text: String) {
    guard state.withLock({ $0.status }) == .done else { return }
    bar.erase()
    let status = Launch.printResult(text)
    state.withLock { $0.status = status }
  }
}
