/// A type whose values MPI can move and reduce.
///
/// The integers up to 64 bits, `Float`, `Double`, on x86 `Float80`, and `Bool` conform. `Float16`,
/// `Int128` and `UInt128` do not, for MPI has no such types: send their bytes. Conform a type of yours only if it is laid
/// out exactly as the type whose datatype it names and reduces like it, for example a struct
/// around a `Double`; for any other struct there are the calls on bytes, such as
/// ``Communicator/sendBytes(of:to:tag:)-(T,_,_)``.
public protocol MPIDatatype: BitwiseCopyable, Sendable {
  /// The MPI datatype of a value in memory.
  static var mpiDatatype: Datatype { get }
}
