/// An error that another rank may have too, in its own words.
///
/// A library that throws on all ranks because of something that happened on one of them throws such
/// errors on the others. If it leaves ``withMPI(threads:failureStatus:_:)``, the rank leaves it to the one
/// that knows more to print its error and to end the job, and speaks only if that does not happen.
package protocol ReportedElsewhere: Error {
  /// Whether another rank will print an error that says the same.
  var isReportedElsewhere: Bool { get }
}
