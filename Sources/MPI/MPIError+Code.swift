import CMPI

extension MPIError {
  /// The kind of a failure: MPI's error class, the same for every MPI library.
  public enum Code: Hashable, Sendable {
    /// A buffer that MPI cannot use. The corresponding C class is `MPI_ERR_BUFFER`.
    case buffer
    /// A count that the library cannot express. The corresponding C class is `MPI_ERR_COUNT`.
    case count
    /// An invalid datatype. The corresponding C class is `MPI_ERR_TYPE`.
    case datatype
    /// A tag below 0 or above ``Communicator/maximumTag``. The corresponding C class is
    /// `MPI_ERR_TAG`.
    case tag
    /// An invalid communicator. The corresponding C class is `MPI_ERR_COMM`.
    case communicator
    /// A rank that the communicator does not have. The corresponding C class is `MPI_ERR_RANK`.
    case rank
    /// An invalid request. The corresponding C class is `MPI_ERR_REQUEST`.
    case request
    /// A root that the communicator does not have. The corresponding C class is `MPI_ERR_ROOT`.
    case root
    /// An invalid group. The corresponding C class is `MPI_ERR_GROUP`.
    case group
    /// An invalid reduction. The corresponding C class is `MPI_ERR_OP`.
    case operation
    /// Another invalid argument. The corresponding C class is `MPI_ERR_ARG`.
    case argument
    /// The message was longer than the buffer. The corresponding C class is `MPI_ERR_TRUNCATE`.
    case truncated
    /// One of several requests failed. The corresponding C class is `MPI_ERR_IN_STATUS`.
    case inStatus
    /// The request has neither failed nor completed. The corresponding C class is
    /// `MPI_ERR_PENDING`.
    case pending
    /// No memory. The corresponding C class is `MPI_ERR_NO_MEM`.
    case noMemory
    /// A fault inside the MPI library. The corresponding C class is `MPI_ERR_INTERN`.
    case `internal`
    /// The library does not know what failed. The corresponding C class is `MPI_ERR_UNKNOWN`.
    case unknown
    /// A `Codable` value could not be encoded or decoded; no C call failed.
    case coding
    /// Any other class, by the library's own number; `MPI_ERR_OTHER` is among them.
    case other(class: Int32)

    init(class number: Int32) {
      self =
        switch cmpi_error_class_of(number) {
        case CMPI_CLASS_BUFFER: .buffer
        case CMPI_CLASS_COUNT: .count
        case CMPI_CLASS_DATATYPE: .datatype
        case CMPI_CLASS_TAG: .tag
        case CMPI_CLASS_COMMUNICATOR: .communicator
        case CMPI_CLASS_RANK: .rank
        case CMPI_CLASS_REQUEST: .request
        case CMPI_CLASS_ROOT: .root
        case CMPI_CLASS_GROUP: .group
        case CMPI_CLASS_OPERATION: .operation
        case CMPI_CLASS_ARGUMENT: .argument
        case CMPI_CLASS_TRUNCATED: .truncated
        case CMPI_CLASS_IN_STATUS: .inStatus
        case CMPI_CLASS_PENDING: .pending
        case CMPI_CLASS_NO_MEMORY: .noMemory
        case CMPI_CLASS_INTERNAL: .internal
        case CMPI_CLASS_UNKNOWN: .unknown
        default: .other(class: number)
        }
    }
  }
}
