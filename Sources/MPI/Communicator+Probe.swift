import CMPI

extension Communicator {
  /// Waits until a message can be received, and tells what is known of it.
  ///
  /// - Parameters:
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: who sent it, with which tag, and how long it is.
  /// - Throws: ``MPIError``.
  ///
  /// Where several threads receive, use ``matchedProbe(from:tag:)``. The corresponding C call is
  /// `MPI_Probe`.
  public func probe(from source: Int?, tag: Int? = nil) throws(MPIError) -> Status {
    var status = cmpi_status()
    try check(cmpi_probe(self.source(source), tagged(tag), handle, &status), "MPI_Probe")
    return Status(status)
  }

  /// Tells whether a message can be received, and what is known of it, without waiting.
  ///
  /// - Parameters:
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: who sent it, with which tag, and how long it is; nil if there is none.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Iprobe`.
  public func immediateProbe(from source: Int?, tag: Int? = nil) throws(MPIError) -> Status? {
    var status = cmpi_status()
    var flag: Int32 = 0
    try check(
      cmpi_iprobe(self.source(source), tagged(tag), handle, &flag, &status), "MPI_Iprobe")
    return flag != 0 ? Status(status) : nil
  }

  /// Waits for a message and sets it aside, to be received through what is returned.
  ///
  /// - Parameters:
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the message.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Mprobe`.
  public func matchedProbe(from source: Int?, tag: Int? = nil) throws(MPIError) -> MatchedMessage {
    var status = cmpi_status()
    var message = cmpi_message_null()
    try check(
      cmpi_mprobe(self.source(source), tagged(tag), handle, &message, &status), "MPI_Mprobe")
    return MatchedMessage(handle: message, status: Status(status))
  }

  /// Sets a message aside if there is one, without waiting.
  ///
  /// - Parameters:
  ///   - source: the rank that sends it; nil for any.
  ///   - tag: the message's label; nil for any.
  /// - Returns: the message; nil if there is none.
  /// - Throws: ``MPIError``.
  ///
  /// The corresponding C call is `MPI_Improbe`.
  public func immediateMatchedProbe(
    from source: Int?, tag: Int? = nil
  ) throws(MPIError) -> MatchedMessage? {
    var status = cmpi_status()
    var message = cmpi_message_null()
    var flag: Int32 = 0
    try check(
      cmpi_improbe(self.source(source), tagged(tag), handle, &flag, &message, &status),
      "MPI_Improbe")
    return flag != 0 ? MatchedMessage(handle: message, status: Status(status)) : nil
  }
}
