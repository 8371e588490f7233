import CMPI

extension Communicator {
  /// A new communicator of the same ranks, whose messages never meet those of this one.
  ///
  /// A library that talks behind its user's back does so on a duplicate.
  ///
  /// - Important: Collective. The corresponding C call is `MPI_Comm_dup`.
  public func duplicate() throws(MPIError) -> Communicator {
    var copy = cmpi_comm_null()
    try check(cmpi_comm_dup(handle, &copy), "MPI_Comm_dup")
    return Communicator(copy, isOwned: true)
  }

  /// The duplicate of this communicator on which a library of this package talks.
  ///
  /// Made by the first call and kept with the communicator, which frees it with itself: a library may
  /// ask as often as it likes. All who ask get the same one, so a library that is done leaves no
  /// message behind.
  ///
  /// - Returns: the duplicate, which is good for as long as this communicator is.
  /// - Throws: ``MPIError``.
  /// - Important: Collective the first time. Cost: the first time that of ``duplicate()``, later a
  ///   look-up. The corresponding C calls are `MPI_Comm_get_attr`, `MPI_Comm_dup` and
  ///   `MPI_Comm_set_attr`.
  package func privateDuplicate() throws(MPIError) -> Communicator {
    var copy = cmpi_comm_null()
    try check(cmpi_comm_private_duplicate(handle, &copy), "MPI_Comm_dup")
    return Communicator(copy, isOwned: false)
  }

  /// Parts the ranks: those that name the same color come together in a new communicator.
  ///
  /// - Parameters:
  ///   - color: the part that this rank belongs to, not negative; nil for none.
  ///   - key: orders the ranks of a part; equal keys keep the order of this communicator.
  /// - Returns: the part that this rank belongs to; nil if its color is nil.
  /// - Throws: ``MPIError``.
  /// - Important: Collective, also for ranks whose color is nil. The corresponding C call is
  ///   `MPI_Comm_split`, with `MPI_UNDEFINED` for nil.
  public func split(color: Int?, key: Int = 0) throws(MPIError) -> Communicator? {
    precondition((color ?? 0) >= 0, "a color is not negative")
    precondition(
      Int32(exactly: color ?? 0) != nil && Int32(exactly: key) != nil,
      "a color and a key fit into 32 bits")
    var part = cmpi_comm_null()
    let number = color.map { Int32(truncatingIfNeeded: $0) } ?? cmpi_undefined()
    try check(
      cmpi_comm_split(handle, number, Int32(truncatingIfNeeded: key), &part), "MPI_Comm_split")
    return cmpi_comm_is_null(part) ? nil : Communicator(part, isOwned: true)
  }

  /// Parts the ranks by node: those that can share memory come together.
  ///
  /// - Parameter key: orders the ranks of a node; equal keys keep the order of this communicator.
  /// - Returns: the ranks of this rank's node.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Comm_split_type` with
  ///   `MPI_COMM_TYPE_SHARED`.
  public func splitByNode(key: Int = 0) throws(MPIError) -> Communicator {
    precondition(Int32(exactly: key) != nil, "a key fits into 32 bits")
    var part = cmpi_comm_null()
    try check(
      cmpi_comm_split_shared(handle, Int32(truncatingIfNeeded: key), &part), "MPI_Comm_split_type")
    return Communicator(part, isOwned: true)
  }
}
