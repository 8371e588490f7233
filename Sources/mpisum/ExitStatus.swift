/// The statuses that the program ends with.
enum ExitStatus: Int32, CaseIterable {
  case done = 0
  case usage = 2
  case infrastructureLost = 5

  /// The status's meaning for the help and the man page.
  var help: String {
    switch self {
    case .done: "the sum was printed"
    case .usage:
      "the command line is wrong, or the machine lacks an instruction; nothing was computed"
    case .infrastructureLost:
      "the result could not be written, a rank was lost, or the launcher is that of another MPI library"
    }
  }
}
