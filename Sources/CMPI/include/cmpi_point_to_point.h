// Blocking point-to-point calls and probes. `status` may be null.
#ifndef CMPI_POINT_TO_POINT_H
#define CMPI_POINT_TO_POINT_H

#include "cmpi_types.h"

CMPI_INLINE MPI_Status *cmpi_status_raw(cmpi_status *status) {
  return status ? &status->raw : MPI_STATUS_IGNORE;
}
CMPI_INLINE int cmpi_status_source(cmpi_status status) { return status.raw.MPI_SOURCE; }
CMPI_INLINE int cmpi_status_tag(cmpi_status status) { return status.raw.MPI_TAG; }
CMPI_INLINE int cmpi_status_error(cmpi_status status) { return status.raw.MPI_ERROR; }
// For the calls that complete one operation, which return their error and leave it out of the status.
CMPI_INLINE void cmpi_status_set_error(cmpi_status *status, int error) {
  status->raw.MPI_ERROR = error;
}
CMPI_INLINE bool cmpi_status_cancelled(cmpi_status status) {
  int flag = 0;
  return MPI_Test_cancelled(&status.raw, &flag) == MPI_SUCCESS && flag;
}
// The number of whole elements, or -1. (Not MPI_Get_count, whose answer is an int.)
CMPI_INLINE int64_t cmpi_status_count(cmpi_status status, cmpi_datatype type) {
  MPI_Count count = 0;
  if (MPI_Get_elements_x(&status.raw, type.raw, &count) != MPI_SUCCESS) return -1;
  return count == MPI_UNDEFINED ? -1 : (int64_t)count;
}
CMPI_INLINE int cmpi_send(
    const void *data, int64_t n, cmpi_datatype type, int to, int tag, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Send(data, (int)n, type.raw, to, tag, comm.raw),
      MPI_Send_c(data, n, type.raw, to, tag, comm.raw));
}
CMPI_INLINE int cmpi_recv(
    void *data, int64_t n, cmpi_datatype type, int from, int tag, cmpi_comm comm,
    cmpi_status *status) {
  MPI_Status *const raw = cmpi_status_raw(status);
  return CMPI_COUNTED(
      n, MPI_Recv(data, (int)n, type.raw, from, tag, comm.raw, raw),
      MPI_Recv_c(data, n, type.raw, from, tag, comm.raw, raw));
}
CMPI_INLINE int cmpi_sendrecv(
    const void *data, int64_t n, int to, int tag, void *into, int64_t capacity, int from,
    int into_tag, cmpi_datatype type, cmpi_comm comm, cmpi_status *status) {
  MPI_Status *const raw = cmpi_status_raw(status);
  const int64_t most = n > capacity ? n : capacity;
  return CMPI_COUNTED(
      most,
      MPI_Sendrecv(
          data, (int)n, type.raw, to, tag, into, (int)capacity, type.raw, from, into_tag, comm.raw,
          raw),
      MPI_Sendrecv_c(
          data, n, type.raw, to, tag, into, capacity, type.raw, from, into_tag, comm.raw, raw));
}
CMPI_INLINE int cmpi_sendrecv_replace(
    void *data, int64_t n, int to, int tag, int from, int into_tag, cmpi_datatype type,
    cmpi_comm comm, cmpi_status *status) {
  MPI_Status *const raw = cmpi_status_raw(status);
  return CMPI_COUNTED(
      n,
      MPI_Sendrecv_replace(data, (int)n, type.raw, to, tag, from, into_tag, comm.raw, raw),
      MPI_Sendrecv_replace_c(data, n, type.raw, to, tag, from, into_tag, comm.raw, raw));
}

CMPI_INLINE int cmpi_probe(int from, int tag, cmpi_comm comm, cmpi_status *status) {
  return MPI_Probe(from, tag, comm.raw, cmpi_status_raw(status));
}
CMPI_INLINE int cmpi_iprobe(int from, int tag, cmpi_comm comm, int *flag, cmpi_status *status) {
  return MPI_Iprobe(from, tag, comm.raw, flag, cmpi_status_raw(status));
}
CMPI_INLINE int cmpi_mprobe(
    int from, int tag, cmpi_comm comm, cmpi_message *message, cmpi_status *status) {
  return MPI_Mprobe(from, tag, comm.raw, &message->raw, cmpi_status_raw(status));
}
CMPI_INLINE int cmpi_improbe(
    int from, int tag, cmpi_comm comm, int *flag, cmpi_message *message, cmpi_status *status) {
  return MPI_Improbe(from, tag, comm.raw, flag, &message->raw, cmpi_status_raw(status));
}
CMPI_INLINE int cmpi_mrecv(
    void *data, int64_t n, cmpi_datatype type, cmpi_message *message, cmpi_status *status) {
  MPI_Status *const raw = cmpi_status_raw(status);
  return CMPI_COUNTED(
      n, MPI_Mrecv(data, (int)n, type.raw, &message->raw, raw),
      MPI_Mrecv_c(data, n, type.raw, &message->raw, raw));
}

#endif
