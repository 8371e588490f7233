// Collective calls in which every rank's block has the same length.
#ifndef CMPI_COLLECTIVES_H
#define CMPI_COLLECTIVES_H

#include "cmpi_types.h"

CMPI_INLINE int cmpi_barrier(cmpi_comm comm) { return MPI_Barrier(comm.raw); }

CMPI_INLINE int cmpi_bcast(void *data, int64_t n, cmpi_datatype type, int root, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Bcast(data, (int)n, type.raw, root, comm.raw),
      MPI_Bcast_c(data, n, type.raw, root, comm.raw));
}
CMPI_INLINE int cmpi_reduce(
    const void *data, void *into, int64_t n, cmpi_datatype type, cmpi_op op, int root,
    cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Reduce(data, into, (int)n, type.raw, op.raw, root, comm.raw),
      MPI_Reduce_c(data, into, n, type.raw, op.raw, root, comm.raw));
}
CMPI_INLINE int cmpi_allreduce(
    const void *data, void *into, int64_t n, cmpi_datatype type, cmpi_op op, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Allreduce(data, into, (int)n, type.raw, op.raw, comm.raw),
      MPI_Allreduce_c(data, into, n, type.raw, op.raw, comm.raw));
}
CMPI_INLINE int cmpi_scan(
    const void *data, void *into, int64_t n, cmpi_datatype type, cmpi_op op, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Scan(data, into, (int)n, type.raw, op.raw, comm.raw),
      MPI_Scan_c(data, into, n, type.raw, op.raw, comm.raw));
}
CMPI_INLINE int cmpi_exscan(
    const void *data, void *into, int64_t n, cmpi_datatype type, cmpi_op op, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Exscan(data, into, (int)n, type.raw, op.raw, comm.raw),
      MPI_Exscan_c(data, into, n, type.raw, op.raw, comm.raw));
}

// `n` is the length of one rank's block.
CMPI_INLINE int cmpi_gather(
    const void *data, void *into, int64_t n, cmpi_datatype type, int root, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Gather(data, (int)n, type.raw, into, (int)n, type.raw, root, comm.raw),
      MPI_Gather_c(data, n, type.raw, into, n, type.raw, root, comm.raw));
}
CMPI_INLINE int cmpi_allgather(
    const void *data, void *into, int64_t n, cmpi_datatype type, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Allgather(data, (int)n, type.raw, into, (int)n, type.raw, comm.raw),
      MPI_Allgather_c(data, n, type.raw, into, n, type.raw, comm.raw));
}
CMPI_INLINE int cmpi_scatter(
    const void *data, void *into, int64_t n, cmpi_datatype type, int root, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Scatter(data, (int)n, type.raw, into, (int)n, type.raw, root, comm.raw),
      MPI_Scatter_c(data, n, type.raw, into, n, type.raw, root, comm.raw));
}
CMPI_INLINE int cmpi_alltoall(
    const void *data, void *into, int64_t n, cmpi_datatype type, cmpi_comm comm) {
  return CMPI_COUNTED(
      n, MPI_Alltoall(data, (int)n, type.raw, into, (int)n, type.raw, comm.raw),
      MPI_Alltoall_c(data, n, type.raw, into, n, type.raw, comm.raw));
}

#endif
