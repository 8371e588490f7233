import CSystem
import Glibc
import Summation

/// A term out of a shared library: a function that a user has compiled from C, Fortran, Swift or
/// Rust.
///
/// In C it is
///
///     void term(const int64_t *k, double *t, size_t n);
///
/// and stores the term of `k[i]` in `t[i]` for every i below n. The k ascend, and there are at most
/// ``CompiledEngine/mostNumbers``. Both arrays are aligned for vectors of 64 bytes. A `t[i]` that is
/// not stored is a NaN.
///
/// It is called by several threads at once, for the numbers in no particular order, and by several
/// processes, and now and then twice for the same numbers: so it must not keep anything from call to
/// call, and must make the same t of the same k.
public final class CompiledTerm: Sendable, CustomStringConvertible {
  typealias Function =
    @Sendable @convention(c) (UnsafePointer<Int64>, UnsafeMutablePointer<Double>, Int) -> Void

  /// The function's name in the library.
  public let symbol: String

  /// Such as `term(k) of ./libterm.so`.
  public let description: String

  let function: Function

  /// A checksum of the library's file: whether it is the same library.
  public let fingerprint: UInt64

  /// Loads a library, which stays loaded as long as the process runs.
  ///
  /// - Parameters:
  ///   - path: the library's file. Without a slash it is in the working directory.
  ///   - symbol: the function; nil for `term` or, as Fortran compilers name it, `term_`.
  /// - Throws: ``SeriesError`` if there is no such file, if it cannot be loaded, or if it has no such
  ///   function.
  public init(_ path: String, symbol: String? = nil) throws(SeriesError) {
    let library = try Self.load(path)
    fingerprint = Self.checksum(of: path)
    let names = symbol.map { [$0] } ?? ["term", "term_"]
    for name in names {
      if let address = dlsym(library, name) {
        self.symbol = name
        description = "\(name)(k) of \(path)"
        function = unsafeBitCast(address, to: Function.self)
        return
      }
    }
    throw SeriesError(
      symbol.map {
        "\(path) has no function \"\($0)\": a name has to be as the compiler exports it, "
          + "which C++ and Fortran alter unless told otherwise"
      } ?? "\(path) has neither a function term nor term_: give the name of the one that is meant")
  }

  /// From now on, if a term crashes or calls `exit`, one line on standard error says so.
  ///
  /// It names the place, and the first and the last k of the call, and the process ends as it would have
  /// ended without it, but never with status 0:
  ///
  ///     rank 3 of 8 on node7: the term for k from 1000 to 1999 was ended by signal 8 (arithmetic exception)
  ///
  /// - Parameter place: what the line begins with.
  public static func reportCrashes(as place: String) {
    csystem_crash_reports_on(place)
  }

  private static func load(_ path: String) throws(SeriesError) -> UnsafeMutableRawPointer {
    guard access(path, F_OK) == 0 else {
      throw SeriesError("the library \(path) cannot be opened: \(String(cString: strerror(errno)))")
    }
    // Without a slash the loader would search its own directories instead.
    let file = path.contains("/") ? path : "./\(path)"
    // What is linked with gcc's -ffast-math switches off subnormal numbers as it is loaded, for the whole
    // thread and all that it starts.
    var environment = fenv_t()
    fegetenv(&environment)
    let library = dlopen(file, RTLD_NOW | RTLD_LOCAL)
    fesetenv(&environment)
    guard let library else {
      var reason = dlerror().map { String(cString: $0) } ?? "the loader does not say why"
      if reason.hasPrefix("\(file): ") { reason.removeFirst(file.count + 2) }
      // Of such files the loader says that they do not exist.
      if let machine = architecture(of: file), machine != architecture(of: "/proc/self/exe") {
        reason = "it is one for another architecture"
      }
      throw SeriesError("\(path) cannot be loaded as a shared library: \(reason)")
    }
    return library
  }

  private static func checksum(of path: String) -> UInt64 {
    var checksum = Checksum()
    guard let stream = fopen(path, "r") else { return checksum.value }
    defer { fclose(stream) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
      checksum.add(buffer[..<count])
    }
    return checksum.value
  }

  /// The machine and the word length that an ELF file is for; nil for any other file.
  private static func architecture(of file: String) -> [UInt8]? {
    guard let stream = fopen(file, "r") else { return nil }
    defer { fclose(stream) }
    var header = [UInt8](repeating: 0, count: 20)
    guard fread(&header, 1, header.count, stream) == header.count,
      header.starts(with: [0x7F] + "ELF".utf8)
    else { return nil }
    return [header[4], header[18], header[19]]
  }
}
