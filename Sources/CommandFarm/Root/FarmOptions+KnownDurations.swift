extension FarmOptions {
  /// How long the tasks took before, if that is to decide which are started first.
  package func knownDurations() throws(StoreError) -> KnownDurations? {
    switch order {
    case .input: return nil
    case .store(let path):
      do throws(StoreError) {
        return try KnownDurations(store: path)
      } catch {
        let advice = error.kind == .foreign ? ": name the store of an earlier farm" : ""
        throw StoreError(error.kind, "--order: \(error)\(advice)")
      }
    case .longest:
      // A new store knows nothing, and one that is not to be resumed is refused later.
      guard resume != .no, try StoreFile.stamp(store) != nil else { return KnownDurations() }
      return try KnownDurations(store: store)
    }
  }
}
