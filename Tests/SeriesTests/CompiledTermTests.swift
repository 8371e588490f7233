import Foundation
import Series
import Testing

@Suite struct CompiledTermTests {
  private static let empty = "void term(const int64_t *k, double *t, size_t n) {}"

  private func error(_ path: String, symbol: String? = nil) -> String? {
    do {
      _ = try CompiledTerm(path, symbol: symbol)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func functionIsFoundByItsName() throws {
    let both = try CLibrary(
      Self.empty + "void term_(const int64_t *k, double *t, size_t n) {} void f(void) {}")
    #expect(try CompiledTerm(both.path).symbol == "term")
    #expect(try CompiledTerm(both.path, symbol: "term_").symbol == "term_")
    #expect(try CompiledTerm(both.path, symbol: "f").description == "f(k) of \(both.path)")
    let fortran = try CLibrary("void term_(const int64_t *k, double *t, size_t n) {}")
    #expect(try CompiledTerm(fortran.path).symbol == "term_")
  }

  @Test func missingFunctionIsNamed() throws {
    let library = try CLibrary("void other(void) {}")
    #expect(
      error(library.path)
        == "\(library.path) has neither a function term nor term_: give the name of the one that is meant"
    )
    #expect(
      try #require(error(library.path, symbol: "cosine")).hasPrefix(
        "\(library.path) has no function \"cosine\": "))
  }

  @Test func missingFileIsNamed() {
    #expect(
      error("/nowhere/libterm.so")
        == "the library /nowhere/libterm.so cannot be opened: No such file or directory")
  }

  /// The loader would find it, in its own directories.
  @Test func nameWithoutSlashIsAFileOfTheWorkingDirectory() {
    #expect(
      error("libm.so.6") == "the library libm.so.6 cannot be opened: No such file or directory")
  }

  @Test func whatIsNoLibraryForThisMachineIsRefused() throws {
    let library = try CLibrary(Self.empty)
    let text = try library.file("term.txt", holding: Array("void term(void) {}".utf8))
    #expect(
      try #require(error(text)).hasPrefix("\(text) cannot be loaded as a shared library: "))

    var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: library.path)))
    bytes[18] ^= 1  // the machine
    let foreign = try library.file("foreign.so", holding: bytes)
    #expect(
      error(foreign)
        == "\(foreign) cannot be loaded as a shared library: it is one for another architecture")
  }

  @Test func libraryThatLacksAnotherIsRefused() throws {
    let library = try CLibrary(
      "void missing(void); void term(const int64_t *k, double *t, size_t n) { missing(); }")
    #expect(try #require(error(library.path)).hasSuffix("undefined symbol: missing"))
  }

  /// gcc links code that switches off subnormal numbers into such a library, to be run when it is
  /// loaded.
  @Test func loadingDoesNotChangeArithmetic() throws {
    let library = try CLibrary(Self.empty, options: ["-Ofast"])
    _ = try CompiledTerm(library.path)
    let least = Double.leastNonzeroMagnitude
    #expect(doubled(least) > least)
  }

  @inline(never) private func doubled(_ value: Double) -> Double { value + value }
}
