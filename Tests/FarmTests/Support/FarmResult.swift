import Foundation

/// A command that has ended.
struct FarmResult: CustomStringConvertible {
  let status: Int32
  let bytes: Data
  let errors: String

  /// Whether it had to be killed because it took too long; `timeout` says so.
  var hasHung: Bool { errors.contains("timeout: sending signal") }

  /// Standard output as text.
  var output: String { String(decoding: bytes, as: UTF8.self) }

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// What a failed expectation should show: all but what is long.
  var description: String { "status \(status)\n\(output.suffix(2000))\n\(errors.suffix(4000))" }
}
