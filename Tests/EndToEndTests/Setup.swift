import Foundation
import Testing

/// What the Makefile says of the programs under test, in environment variables.
enum Setup {
  /// The built program: `MPISUM_PROGRAM`.
  static let program = variable("MPISUM_PROGRAM")

  /// The launcher of the program's MPI library and its options, such as
  /// `mpirun.openmpi -q --oversubscribe`: `MPISUM_MPIEXEC`.
  static let launcher = (variable("MPISUM_MPIEXEC") ?? "mpirun").words

  /// The other library's launcher, which must not start the program: `MPISUM_OTHER_MPIEXEC`.
  static let otherLauncher = variable("MPISUM_OTHER_MPIEXEC")?.words

  /// A build of the program and the launcher that starts it.
  struct Build: CustomTestStringConvertible {
    let launcher: [String]
    let program: String
    /// Whether it is the program under test.
    var isFirst = false

    var testDescription: String { (launcher + [program]).joined(separator: " ") }
  }

  /// The program under test and further builds of it, for other libraries or instruction sets.
  ///
  /// `MPISUM_VARIANTS` holds pairs `launcher=program` with colons between them.
  static let builds: [Build] = {
    let variants = (variable("MPISUM_VARIANTS") ?? "").split(separator: ":").map { pair in
      let equals = pair.lastIndex(of: "=")
      let launcher = equals.map { String(pair[..<$0]).words } ?? []
      let program = equals.map { pair[pair.index(after: $0)...] } ?? pair
      return Build(launcher: launcher, program: String(program))
    }
    return [Build(launcher: launcher, program: program ?? "", isFirst: true)] + variants
  }()

  /// The first build for each launcher; one behind `env`, on a machine that lacks something, is no other.
  static let oneBuildPerLauncher = builds.enumerated().filter { index, build in
    build.launcher.first != "env" && !builds[..<index].contains { $0.launcher == build.launcher }
  }.map(\.element)

  /// Whether everything is wanted, as with the first library (`some`) and by `make test-full` (1): `MPISUM_FULL`.
  static let isFull = variable("MPISUM_FULL") != nil

  /// Mistakes to make on some ranks: all, or every sixth under the launcher of a second library, since they are
  /// found before MPI is started.
  static func some<Mistake>(of mistakes: [Mistake], ranks: Int) -> [Mistake] {
    if isFull || ranks == 0 { return mistakes }
    return stride(from: 0, to: mistakes.count, by: 6).map { mistakes[$0] }
  }

  private static func variable(_ name: String) -> String? {
    let value = ProcessInfo.processInfo.environment[name] ?? ""
    return value.isEmpty ? nil : value
  }
}

extension String {
  /// The parts between blanks.
  var words: [String] { split(separator: " ").map(String.init) }

  /// A long option as the man page or a shell's completions, printed by `--generate`, write it.
  func option(in kind: String) -> String {
    switch kind {
    case "man": replacingOccurrences(of: "-", with: "\\-")
    case "fish": "-l " + dropFirst(2)
    default: self
    }
  }
}
