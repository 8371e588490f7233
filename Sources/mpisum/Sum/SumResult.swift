import ParallelSeries
import Series
import Summation

/// A finished sum and the run that produced it, as the reports need them.
struct SumResult {
  let series: SlowSeries
  let options: SumOptions
  let report: SumReport
  let run: RunRecord

  /// The result's lines for standard output: nothing in them depends on the layout.
  var text: String {
    let sum = report.sum
    let lines = [
      ("series", series.description),
      ("engine", options.engine.rawValue),
      ("value", sum.value.description),
      ("digits", sum.digits),
      ("error bound", sum.errorBoundText),
      ("proven", sum.isProven ? "yes" : "no"),
      ("terms", String(sum.termCount)),
    ]
    return lines.map { name, value in "\(name):".padded(to: 14) + value + "\n" }.joined()
  }
}
