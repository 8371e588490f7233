public import CMPI

// Inlinable, like all that is generic in this module: a caller then compiles to the bare C call.

extension Int8: MPIDatatype {
  /// The corresponding C constant is `MPI_INT8_T`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_int8()) }
}

extension Int16: MPIDatatype {
  /// The corresponding C constant is `MPI_INT16_T`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_int16()) }
}

extension Int32: MPIDatatype {
  /// The corresponding C constant is `MPI_INT32_T`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_int32()) }
}

extension Int64: MPIDatatype {
  /// The corresponding C constant is `MPI_INT64_T`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_int64()) }
}

extension UInt8: MPIDatatype {
  /// The corresponding C constant is `MPI_UINT8_T`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_uint8()) }
}

extension UInt16: MPIDatatype {
  /// The corresponding C constant is `MPI_UINT16_T`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_uint16()) }
}

extension UInt32: MPIDatatype {
  /// The corresponding C constant is `MPI_UINT32_T`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_uint32()) }
}

extension UInt64: MPIDatatype {
  /// The corresponding C constant is `MPI_UINT64_T`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_uint64()) }
}

extension Float: MPIDatatype {
  /// The corresponding C constant is `MPI_FLOAT`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_float()) }
}

extension Double: MPIDatatype {
  /// The corresponding C constant is `MPI_DOUBLE`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_double()) }
}

#if (arch(x86_64) || arch(i386)) && !os(Windows) && !os(Android)
  extension Float80: MPIDatatype {
    /// The corresponding C constant is `MPI_LONG_DOUBLE`, which is this type on x86.
    @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_long_double()) }
  }
#endif

extension Bool: MPIDatatype {
  /// The corresponding C constant is `MPI_C_BOOL`.
  @inlinable public static var mpiDatatype: Datatype { Datatype(cmpi_bool()) }
}

extension Int: MPIDatatype {
  /// The corresponding C constant is `MPI_INT64_T` where an `Int` has 64 bits, else `MPI_INT32_T`.
  @inlinable public static var mpiDatatype: Datatype {
    #if _pointerBitWidth(_64)
      Datatype(cmpi_int64())
    #else
      Datatype(cmpi_int32())
    #endif
  }
}

extension UInt: MPIDatatype {
  /// The corresponding C constant is `MPI_UINT64_T` where a `UInt` has 64 bits, else
  /// `MPI_UINT32_T`.
  @inlinable public static var mpiDatatype: Datatype {
    #if _pointerBitWidth(_64)
      Datatype(cmpi_uint64())
    #else
      Datatype(cmpi_uint32())
    #endif
  }
}
