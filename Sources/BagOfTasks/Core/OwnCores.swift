import NodeResources

/// What says which cores this process may use.
enum OwnCores {
  /// Read once: it takes half a millisecond, and a launcher does not change its mind.
  static let evidence = CoreEvidence()
}
