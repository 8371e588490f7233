/// What the program is called.
enum Program {
  static let name = "mpisum"
  static let version = "0.1.0"
}
