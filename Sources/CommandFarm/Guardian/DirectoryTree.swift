#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Directories with all that is in them.
enum DirectoryTree {
  /// Removes a directory and everything in it, as far as the system lets it.
  static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    if rmdir(path) == 0 { return }
    // A command may have made it unreadable.
    chmod(path, 0o700)
    for name in SmallFile.names(in: path) where name != "." && name != ".." {
      remove("\(path)/\(name)")
    }
    rmdir(path)
  }
}
