// Immediate calls and their requests.
#ifndef CMPI_REQUEST_H
#define CMPI_REQUEST_H

#include "cmpi_point_to_point.h"
#include "cmpi_types.h"

CMPI_INLINE int cmpi_isend(
    const void *data, int64_t n, cmpi_datatype type, int to, int tag, cmpi_comm comm,
    cmpi_request *request) {
  return CMPI_COUNTED(
      n, MPI_Isend(data, (int)n, type.raw, to, tag, comm.raw, &request->raw),
      MPI_Isend_c(data, n, type.raw, to, tag, comm.raw, &request->raw));
}
CMPI_INLINE int cmpi_irecv(
    void *data, int64_t n, cmpi_datatype type, int from, int tag, cmpi_comm comm,
    cmpi_request *request) {
  return CMPI_COUNTED(
      n, MPI_Irecv(data, (int)n, type.raw, from, tag, comm.raw, &request->raw),
      MPI_Irecv_c(data, n, type.raw, from, tag, comm.raw, &request->raw));
}
/// In place: `data` is this rank's elements, and then the result.
CMPI_INLINE int cmpi_iallreduce(
    void *data, int64_t n, cmpi_datatype type, cmpi_op op, cmpi_comm comm, cmpi_request *request) {
  return CMPI_COUNTED(
      n, MPI_Iallreduce(MPI_IN_PLACE, data, (int)n, type.raw, op.raw, comm.raw, &request->raw),
      MPI_Iallreduce_c(MPI_IN_PLACE, data, n, type.raw, op.raw, comm.raw, &request->raw));
}
CMPI_INLINE int cmpi_ibarrier(cmpi_comm comm, cmpi_request *request) {
  return MPI_Ibarrier(comm.raw, &request->raw);
}

CMPI_INLINE bool cmpi_request_is_null(cmpi_request request) {
  return request.raw == MPI_REQUEST_NULL;
}
CMPI_INLINE int cmpi_wait(cmpi_request *request, cmpi_status *status) {
  return MPI_Wait(&request->raw, cmpi_status_raw(status));
}
CMPI_INLINE int cmpi_test(cmpi_request *request, int *flag, cmpi_status *status) {
  return MPI_Test(&request->raw, flag, cmpi_status_raw(status));
}
CMPI_INLINE int cmpi_cancel(cmpi_request *request) { return MPI_Cancel(&request->raw); }

// The struct holds one handle and nothing else, so an array of structs is an array of handles.
_Static_assert(sizeof(cmpi_request) == sizeof(MPI_Request), "a request struct is its handle");

CMPI_INLINE int cmpi_waitany(int n, cmpi_request *requests, int *index, cmpi_status *status) {
  return MPI_Waitany(n, &requests->raw, index, cmpi_status_raw(status));
}
CMPI_INLINE int cmpi_testany(
    int n, cmpi_request *requests, int *index, int *flag, cmpi_status *status) {
  return MPI_Testany(n, &requests->raw, index, flag, cmpi_status_raw(status));
}

#endif
