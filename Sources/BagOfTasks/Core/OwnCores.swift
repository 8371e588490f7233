import NodeResources

/// What says which cores this process may use, and how much memory.
enum OwnCores {
  /// Read once: it takes half a millisecond, and a launcher does not change its mind.
  static let evidence = CoreEvidence()

  /// Read where somebody asks.
  static let memory = MemoryEvidence.ofThisProcess
}
