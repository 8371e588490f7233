import CMPI

extension Communicator {
  /// Waits until every rank has come here.
  ///
  /// - Throws: ``MPIError``.
  /// - Important: Collective. The corresponding C call is `MPI_Barrier`.
  public func barrier() throws(MPIError) {
    try check(cmpi_barrier(handle), "MPI_Barrier")
  }
}
