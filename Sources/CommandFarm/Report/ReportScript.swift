/// The script of a report: plain, in parts that follow each other.
///
/// It sets data as text only. In the attributes `data-…` of the body it says what it shows, for tests.
enum ReportScript {
  static let text = [
    data, words, axis, timeline, curve, histogram, task, failures, table, page,
  ].joined(separator: "\n\n")
}
