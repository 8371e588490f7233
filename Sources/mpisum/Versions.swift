import CSystem
import MPI

/// The versions of what the program is made of.
enum Versions {
  /// The text of `--version`.
  static var text: String {
    """
    \(Program.name) \(Program.version)
    MPI:             \(mpi)
    Swift:           \(swift)
    instruction set: \(instructionSet)

    """
  }

  /// The MPI library's own name and version.
  static var mpi: String { MPI.Environment.libraryName }

  /// The compiler's version, or the standard library's to two places, which is all that it knows.
  static var swift: String {
    if let version = csystem_swift_version() { return String(cString: version) }
    let library = _SwiftStdlibVersion.current.description.split(separator: ".").prefix(2)
    return library.joined(separator: ".") + " (standard library)"
  }

  /// The instruction set that the program was built for, and whether that has fused multiply-add.
  static var instructionSet: String { String(cString: csystem_isa_name()) }
}
