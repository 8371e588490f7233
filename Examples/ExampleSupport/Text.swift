import Glibc

/// Writes a line to standard error, in one piece, so that lines of several ranks do not mix.
public func writeToStandardError(_ line: String) {
  var text = line + "\n"
  text.withUTF8 { bytes in
    // Nothing can be done if a remark is lost.
    _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count)
  }
}

extension Double {
  /// The number with so many decimal places, such as `3.14` with two.
  public func text(places: Int) -> String {
    // The longest Double has 309 digits before the point.
    let capacity = 512 + places
    return String(unsafeUninitializedCapacity: capacity) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        let count = withVaList([Int32(places), self]) {
          vsnprintf(characters.baseAddress, capacity, "%.*f", $0)
        }
        return Int(count)
      }
    }
  }
}
