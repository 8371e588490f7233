// Collective calls in which every rank's block has its own length. Counts and displacements are
// arrays of int, which is what MPI 3 has; a layout that does not fit is refused before the call.
#ifndef CMPI_VECTOR_COLLECTIVES_H
#define CMPI_VECTOR_COLLECTIVES_H

#include "cmpi_types.h"

CMPI_INLINE int cmpi_gatherv(
    const void *data, int n, void *into, const int *counts, const int *offsets, cmpi_datatype type,
    int root, cmpi_comm comm) {
  return MPI_Gatherv(data, n, type.raw, into, counts, offsets, type.raw, root, comm.raw);
}
CMPI_INLINE int cmpi_allgatherv(
    const void *data, int n, void *into, const int *counts, const int *offsets, cmpi_datatype type,
    cmpi_comm comm) {
  return MPI_Allgatherv(data, n, type.raw, into, counts, offsets, type.raw, comm.raw);
}
CMPI_INLINE int cmpi_scatterv(
    const void *data, const int *counts, const int *offsets, void *into, int n, cmpi_datatype type,
    int root, cmpi_comm comm) {
  return MPI_Scatterv(data, counts, offsets, type.raw, into, n, type.raw, root, comm.raw);
}
CMPI_INLINE int cmpi_alltoallv(
    const void *data, const int *counts, const int *offsets, void *into, const int *into_counts,
    const int *into_offsets, cmpi_datatype type, cmpi_comm comm) {
  // Two empty buffers may have one address, null or other, which MPICH refuses whatever the lengths.
  char nothing = 0;
  return MPI_Alltoallv(
      data, counts, offsets, type.raw, into == data ? &nothing : into, into_counts, into_offsets,
      type.raw, comm.raw);
}

#endif
