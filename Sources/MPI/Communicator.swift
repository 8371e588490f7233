public import CMPI

/// A group of ranks that talk to each other and to nobody else.
///
/// A communicator cannot be copied: whoever holds one that was made by ``duplicate()``,
/// ``split(color:key:)`` or ``splitByNode(key:)`` owns it, and it is freed when it goes out of scope
/// or when ``free()`` is called. Freeing is collective in MPI's eyes, so let all ranks of a
/// communicator drop it at the same place of the program. ``world`` and ``solo`` belong to MPI and
/// are never freed.
///
/// Every rank of the communicator must call a collective method, in the same order as the others
/// and with the same root, reduction and element type; one rank that does not hangs the others.
/// Ranks are numbered from 0. A rank or a length that cannot be right is a mistake in the program
/// and stops it; what the machine may do to a right program is thrown as an ``MPIError``.
///
/// A communicator may be handed to another thread; whether two threads may use it at the same time
/// is a matter of the ``ThreadLevel``.
public struct Communicator: ~Copyable, Sendable {
  @usableFromInline let handle: cmpi_comm
  /// Whether this value made the communicator and therefore frees it.
  let isOwned: Bool

  /// This process's number in the communicator, from 0 to ``size`` - 1.
  ///
  /// Cost: a load; MPI is asked once, when the communicator is made. The corresponding C call is
  /// `MPI_Comm_rank`.
  public let rank: Int

  /// The number of ranks in the communicator.
  ///
  /// Cost: a load. The corresponding C call is `MPI_Comm_size`.
  public let size: Int

  /// Asks MPI for the rank and the size; a failure to tell them is as good as a lost communicator.
  init(_ handle: cmpi_comm, isOwned: Bool) {
    var rank: Int32 = 0
    var size: Int32 = 0
    let isKnown = cmpi_comm_rank(handle, &rank) == 0 && cmpi_comm_size(handle, &size) == 0
    precondition(isKnown, "a communicator was asked for before MPI was initialised")
    self.handle = handle
    self.isOwned = isOwned
    self.rank = Int(rank)
    self.size = Int(size)
  }

  /// Another value for the same communicator, for closures, which cannot capture a borrowed one.
  ///
  /// It must not be used when this one is gone.
  package var alias: Communicator { Communicator(handle, isOwned: false) }

  deinit {
    // After the end of MPI there is nothing left to free, and to try would stop the process.
    guard isOwned, !cmpi_finalized(), !AbandonedOperations.includeCollective else { return }
    var handle = handle
    _ = cmpi_comm_free(&handle)
  }

  /// All ranks of the job.
  ///
  /// The corresponding C constant is `MPI_COMM_WORLD`.
  public static var world: Communicator { Communicator(cmpi_comm_world(), isOwned: false) }

  /// This process alone, as a communicator of size 1.
  ///
  /// The corresponding C constant is `MPI_COMM_SELF`.
  public static var solo: Communicator { Communicator(cmpi_comm_self(), isOwned: false) }

  /// A rank that does not exist: a send to it or a receive from it completes at once and moves
  /// nothing.
  ///
  /// Useful at the edges of a grid.
  ///
  /// The corresponding C constant is `MPI_PROC_NULL`.
  @inlinable public static var nullRank: Int { Int(cmpi_proc_null()) }

  /// The greatest tag that a message may bear; at least 32767.
  ///
  /// The corresponding C attribute is `MPI_TAG_UB`.
  public var maximumTag: Int {
    var limit: Int32 = 32767
    _ = cmpi_comm_tag_limit(cmpi_comm_world(), &limit)
    return Int(limit)
  }

  /// Frees the communicator now, and says so if that fails.
  ///
  /// Does nothing to ``world`` and ``solo``.
  ///
  /// - Important: Collective. The corresponding C call is `MPI_Comm_free`.
  public consuming func free() throws(MPIError) {
    let isOwned = isOwned
    var handle = handle
    discard self
    guard isOwned, !AbandonedOperations.includeCollective else { return }
    try check(cmpi_comm_free(&handle), "MPI_Comm_free")
  }

  /// Ends the whole job at once, whatever the other ranks are doing.
  ///
  /// What C's standard output still holds on this rank is written first; the other ranks are killed
  /// and may lose theirs. Most launchers end with the given status.
  ///
  /// The corresponding C call is `MPI_Abort`.
  public func abort(status: Int32 = 1) -> Never {
    Session.abort(status: status)
  }
}

// The checks that most calls share. Programmers' errors: they stop the program.
extension Communicator {
  @inlinable @inline(__always)
  func requireRoot(_ root: Int) {
    precondition(root >= 0 && root < size, "the root is not a rank of the communicator")
  }

  /// A rank to talk to, as C has it.
  @inlinable @inline(__always)
  func peer(_ rank: Int) -> Int32 {
    precondition(
      rank >= 0 && rank < size || rank == Self.nullRank,
      "the message's other end is not a rank of the communicator")
    return Int32(truncatingIfNeeded: rank)
  }

  /// A rank to receive from, as C has it; nil is any.
  @inlinable @inline(__always)
  func source(_ rank: Int?) -> Int32 {
    guard let rank else { return cmpi_any_source() }
    return peer(rank)
  }

  /// A tag as C has it.
  ///
  /// What does not fit into an `int` becomes a tag that MPI refuses.
  @inlinable @inline(__always)
  func tagged(_ tag: Int) -> Int32 { Int32(exactly: tag) ?? Int32.min }

  /// A tag to receive, as C has it; nil is any.
  @inlinable @inline(__always)
  func tagged(_ tag: Int?) -> Int32 {
    guard let tag else { return cmpi_any_tag() }
    // MPI_ANY_TAG is a small negative number: a negative tag must not turn into "any".
    return tag < 0 ? Int32.min : Int32(exactly: tag) ?? Int32.min
  }
}
