import CMPI

/// What the MPI library says about itself and about this process.
///
/// All of it is local: no other rank is asked.
public enum Environment {
  /// Whether MPI has been initialised, and possibly finalised since.
  ///
  /// May be asked at any time. The corresponding C call is `MPI_Initialized`.
  public static var isInitialized: Bool { cmpi_initialized() }

  /// Whether MPI has been finalised.
  ///
  /// May be asked at any time. The corresponding C call is `MPI_Finalized`.
  public static var isFinalized: Bool { cmpi_finalized() }

  /// The first line of what the library says about itself, for example
  /// `MPICH Version: 4.0.2`.
  ///
  /// May be asked before MPI is initialised. The corresponding C call is `MPI_Get_library_version`.
  public static var libraryVersion: String {
    let text = string(capacity: cmpi_max_library_version()) { cmpi_get_library_version($0, &$1) }
    let line = text.prefix { !$0.isNewline }
    return line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The library's name and version and nothing else: `Open MPI v4.1.4`, `MPICH 4.0.2`.
  ///
  /// May be asked before MPI is initialised.
  public static var libraryName: String { shortName(of: libraryVersion) }

  /// The version of the MPI standard that the library follows, for example 3 and 1.
  ///
  /// May be asked before MPI is initialised. The corresponding C call is `MPI_Get_version`.
  public static var standardVersion: (major: Int, minor: Int) {
    var version: Int32 = 0
    var subversion: Int32 = 0
    guard cmpi_get_version(&version, &subversion) == 0 else { return (0, 0) }
    return (Int(version), Int(subversion))
  }

  /// The name of the machine that this rank runs on, as MPI tells it.
  ///
  /// The corresponding C call is `MPI_Get_processor_name`.
  public static var processorName: String {
    string(capacity: cmpi_max_processor_name()) { cmpi_get_processor_name($0, &$1) }
  }

  /// The thread level that MPI was initialised with.
  ///
  /// The corresponding C call is `MPI_Query_thread`.
  public static var threadLevel: ThreadLevel {
    var level: Int32 = 0
    guard cmpi_query_thread(&level) == 0 else { return .single }
    return ThreadLevel(rawValue: level) ?? .single
  }

  /// Whether the calling thread is the one that initialised MPI: the only one that may call it at
  /// ``ThreadLevel/funneled``.
  ///
  /// The corresponding C call is `MPI_Is_thread_main`.
  public static var isMainThread: Bool {
    var flag: Int32 = 0
    return cmpi_is_thread_main(&flag) == 0 && flag != 0
  }

  /// Seconds since a moment in the past that does not change while the process lives.
  ///
  /// Only differences mean anything, and only within one rank. The corresponding C call is
  /// `MPI_Wtime`.
  public static func wallTime() -> Double { cmpi_wtime() }

  /// Seconds between two ticks of ``wallTime()``.
  ///
  /// The corresponding C call is `MPI_Wtick`.
  public static var wallTimeResolution: Double { cmpi_wtick() }

  /// Finalises MPI and ends the process with an exit status.
  ///
  /// The orderly way to end a job early, from inside ``withMPI(threads:failureStatus:_:)``: every rank of the
  /// world must call it, with the same status, and no request may be pending. What C's standard
  /// output still holds is written first. Use ``Communicator/abort(status:)`` where the other ranks
  /// cannot be expected to come along.
  ///
  /// - Important: Collective over the world. The corresponding C calls are `MPI_Finalize` and
  ///   `exit`.
  public static func exit(status: Int32) -> Never {
    flushStandardOutput()
    if isInitialized && !isFinalized { Session.finish() }
    exitProcess(status: status)
  }

  /// `MPICH 4.0.2` of `MPICH Version: 4.0.2`, `Open MPI v4.1.4` of a long list separated by commas.
  package static func shortName(of version: String) -> String {
    let head = version.prefix { $0 != "," }
    return head.split(separator: " ").filter { $0 != "Version:" }.joined(separator: " ")
  }
}
