// One struct for each kind of handle, and the constants of each kind as functions.
#ifndef CMPI_TYPES_H
#define CMPI_TYPES_H

#include <limits.h>
#include <mpi.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CMPI_INLINE static inline __attribute__((always_inline))
// A handle is a number or an address that never changes; what may be done with it on which thread
// is governed by MPI's thread level, not by the handle.
#define CMPI_HANDLE __attribute__((swift_attr("@Sendable")))

typedef struct CMPI_HANDLE { MPI_Comm raw; } cmpi_comm;
typedef struct CMPI_HANDLE { MPI_Datatype raw; } cmpi_datatype;
typedef struct CMPI_HANDLE { MPI_Op raw; } cmpi_op;
typedef struct CMPI_HANDLE { MPI_Request raw; } cmpi_request;
typedef struct CMPI_HANDLE { MPI_Message raw; } cmpi_message;
typedef struct CMPI_HANDLE { MPI_Status raw; } cmpi_status;

// Counts come as 64 bits. Up to INT_MAX the plain call serves; beyond it MPI 4 has a second set of
// calls, and older libraries cannot do it at all. (`large` must not name a call that MPI 3 lacks
// unless it is dropped here.)
#if MPI_VERSION >= 4
#define CMPI_COUNTED(n, plain, large) ((n) <= INT_MAX ? (plain) : (large))
#else
#define CMPI_COUNTED(n, plain, large) ((n) <= INT_MAX ? (plain) : MPI_ERR_COUNT)
#endif

CMPI_INLINE int cmpi_any_source(void) { return MPI_ANY_SOURCE; }
CMPI_INLINE int cmpi_any_tag(void) { return MPI_ANY_TAG; }
CMPI_INLINE int cmpi_proc_null(void) { return MPI_PROC_NULL; }
CMPI_INLINE int cmpi_undefined(void) { return MPI_UNDEFINED; }
CMPI_INLINE void *cmpi_in_place(void) { return MPI_IN_PLACE; }

CMPI_INLINE cmpi_comm cmpi_comm_null(void) { return (cmpi_comm){MPI_COMM_NULL}; }
CMPI_INLINE cmpi_comm cmpi_comm_world(void) { return (cmpi_comm){MPI_COMM_WORLD}; }
CMPI_INLINE cmpi_comm cmpi_comm_self(void) { return (cmpi_comm){MPI_COMM_SELF}; }

CMPI_INLINE cmpi_request cmpi_request_null(void) { return (cmpi_request){MPI_REQUEST_NULL}; }
CMPI_INLINE cmpi_message cmpi_message_null(void) { return (cmpi_message){MPI_MESSAGE_NULL}; }

CMPI_INLINE cmpi_datatype cmpi_byte(void) { return (cmpi_datatype){MPI_BYTE}; }
CMPI_INLINE cmpi_datatype cmpi_bool(void) { return (cmpi_datatype){MPI_C_BOOL}; }
CMPI_INLINE cmpi_datatype cmpi_int8(void) { return (cmpi_datatype){MPI_INT8_T}; }
CMPI_INLINE cmpi_datatype cmpi_int16(void) { return (cmpi_datatype){MPI_INT16_T}; }
CMPI_INLINE cmpi_datatype cmpi_int32(void) { return (cmpi_datatype){MPI_INT32_T}; }
CMPI_INLINE cmpi_datatype cmpi_int64(void) { return (cmpi_datatype){MPI_INT64_T}; }
CMPI_INLINE cmpi_datatype cmpi_uint8(void) { return (cmpi_datatype){MPI_UINT8_T}; }
CMPI_INLINE cmpi_datatype cmpi_uint16(void) { return (cmpi_datatype){MPI_UINT16_T}; }
CMPI_INLINE cmpi_datatype cmpi_uint32(void) { return (cmpi_datatype){MPI_UINT32_T}; }
CMPI_INLINE cmpi_datatype cmpi_uint64(void) { return (cmpi_datatype){MPI_UINT64_T}; }
CMPI_INLINE cmpi_datatype cmpi_float(void) { return (cmpi_datatype){MPI_FLOAT}; }
CMPI_INLINE cmpi_datatype cmpi_double(void) { return (cmpi_datatype){MPI_DOUBLE}; }
CMPI_INLINE cmpi_datatype cmpi_long_double(void) { return (cmpi_datatype){MPI_LONG_DOUBLE}; }

CMPI_INLINE cmpi_op cmpi_sum(void) { return (cmpi_op){MPI_SUM}; }
CMPI_INLINE cmpi_op cmpi_prod(void) { return (cmpi_op){MPI_PROD}; }
CMPI_INLINE cmpi_op cmpi_min(void) { return (cmpi_op){MPI_MIN}; }
CMPI_INLINE cmpi_op cmpi_max(void) { return (cmpi_op){MPI_MAX}; }
CMPI_INLINE cmpi_op cmpi_land(void) { return (cmpi_op){MPI_LAND}; }
CMPI_INLINE cmpi_op cmpi_lor(void) { return (cmpi_op){MPI_LOR}; }
CMPI_INLINE cmpi_op cmpi_lxor(void) { return (cmpi_op){MPI_LXOR}; }
CMPI_INLINE cmpi_op cmpi_band(void) { return (cmpi_op){MPI_BAND}; }
CMPI_INLINE cmpi_op cmpi_bor(void) { return (cmpi_op){MPI_BOR}; }
CMPI_INLINE cmpi_op cmpi_bxor(void) { return (cmpi_op){MPI_BXOR}; }

// Whether the elements are unsigned integers. Their least and greatest values need reductions of our
// own: MPICH 4.0 compares them as if they were signed (pmodels/mpich issue 6083), and other versions
// of both libraries do so with some of the types.
CMPI_INLINE bool cmpi_is_unsigned(cmpi_datatype type) {
  return type.raw == MPI_UINT8_T || type.raw == MPI_UINT16_T || type.raw == MPI_UINT32_T ||
         type.raw == MPI_UINT64_T;
}
// Makes such a reduction; one that cannot be made is MPI_OP_NULL, which every call refuses.
cmpi_op cmpi_create_unsigned_extreme(bool is_max);

#endif
