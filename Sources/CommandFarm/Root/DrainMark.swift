#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `STORE.drain`: a file that says to a farm that it should start nothing more.
///
/// SIGUSR1 says the same, but srun and scancel send it to the tasks as well.
struct DrainMark {
  private let path: String

  /// The mark beside a store.
  init(besideStore store: String) { path = store + ".drain" }

  /// Whether it has been set.
  var isSet: Bool { access(path, F_OK) == 0 }

  /// Takes it away: the next farm is not meant.
  func remove() { unlink(path) }
}
