import CMPI

/// A failed MPI call: what went wrong, in which C call, in MPI's own words.
///
/// Ask for the ``code-swift.property``; never compare ``rawValue``: a library is free to return a
/// different number each time for the same kind of failure, and MPICH does.
///
/// After an error MPI promises nothing about its state. Errors that leave the job usable in
/// practice are those found before a byte moves (a bad argument) and ``Code/truncated``.
public struct MPIError: Error, Sendable, CustomStringConvertible {
  /// The number that the C call returned; it has a meaning only to the library that returned it.
  public let rawValue: Int32

  /// The kind of failure.
  public let code: Code

  /// The name of the C call that failed, for example `MPI_Recv`.
  public let function: String

  /// What the MPI library says about it.
  public let text: String

  /// Reads the code and the text of a number that a C call returned.
  @usableFromInline
  init(rawValue: Int32, function: String) {
    var number = rawValue
    if cmpi_error_class_number(rawValue, &number) != 0 { number = rawValue }
    self.rawValue = rawValue
    self.code = Code(class: number)
    self.function = function
    let words = string(capacity: cmpi_max_error_string()) { cmpi_error_string(rawValue, $0, &$1) }
    if code == .count {
      // The binding passes no negative counts, so this is the only way to get here.
      self.text = "\(words) (more elements in one message than this MPI library can count)"
    } else {
      self.text = words.isEmpty ? "unknown error \(rawValue)" : words
    }
  }

  /// An error of the binding itself, for which MPI has no words.
  @usableFromInline
  init(code: Code, function: String, text: String) {
    self.rawValue = cmpi_err_other()
    self.code = code
    self.function = function
    self.text = text
  }

  /// One line: the C call's name and MPI's text.
  public var description: String { "\(function): \(text)" }
}

/// Throws when a C call returned anything but `MPI_SUCCESS`, which the standard fixes at 0.
@inlinable @inline(__always)
func check(_ result: Int32, _ function: StaticString) throws(MPIError) {
  if result != 0 { throw failure(result, function) }
}

/// Makes the error; apart from ``check(_:_:)`` so that a call that succeeds carries none of it.
@usableFromInline @inline(never)
func failure(_ result: Int32, _ function: StaticString) -> MPIError {
  MPIError(rawValue: result, function: function.description)
}

/// A string that a C call writes into a buffer of a given capacity; empty when the call fails.
func string(
  capacity: Int32, _ fill: (UnsafeMutablePointer<CChar>, inout Int32) -> Int32
) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(capacity) + 1) { buffer in
    guard let base = buffer.baseAddress else { return "" }
    buffer.initialize(repeating: 0)
    var length: Int32 = 0
    guard fill(base, &length) == 0 else { return "" }
    return String(decoding: UnsafeRawBufferPointer(buffer).prefix(Int(length)), as: UTF8.self)
  }
}
