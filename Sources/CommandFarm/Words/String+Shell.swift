extension String {
  /// The word as a shell takes it for one.
  package var quotedForShell: String {
    let safe = "%+,-./:=@_"
    let isSafe = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || safe.contains($0)) }
    if isSafe && !isEmpty { return self }
    let parts = split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}
