// Communicators: size, rank, making and freeing.
#ifndef CMPI_COMMUNICATOR_H
#define CMPI_COMMUNICATOR_H

#include "cmpi_types.h"

CMPI_INLINE int cmpi_comm_rank(cmpi_comm comm, int *rank) { return MPI_Comm_rank(comm.raw, rank); }
CMPI_INLINE int cmpi_comm_size(cmpi_comm comm, int *size) { return MPI_Comm_size(comm.raw, size); }
CMPI_INLINE bool cmpi_comm_is_null(cmpi_comm comm) { return comm.raw == MPI_COMM_NULL; }
CMPI_INLINE int cmpi_comm_dup(cmpi_comm comm, cmpi_comm *copy) {
  return MPI_Comm_dup(comm.raw, &copy->raw);
}
// A duplicate that belongs to the communicator and is made once: an attribute holds it, and when the
// communicator is freed so is the duplicate.
int cmpi_comm_private_duplicate(cmpi_comm comm, cmpi_comm *duplicate);
CMPI_INLINE int cmpi_comm_split(cmpi_comm comm, int color, int key, cmpi_comm *part) {
  return MPI_Comm_split(comm.raw, color, key, &part->raw);
}
CMPI_INLINE int cmpi_comm_split_shared(cmpi_comm comm, int key, cmpi_comm *part) {
  return MPI_Comm_split_type(comm.raw, MPI_COMM_TYPE_SHARED, key, MPI_INFO_NULL, &part->raw);
}
CMPI_INLINE int cmpi_comm_free(cmpi_comm *comm) { return MPI_Comm_free(&comm->raw); }
CMPI_INLINE int cmpi_comm_tag_limit(cmpi_comm comm, int *limit) {
  int found = 0;
  int *value = NULL;
  const int status = MPI_Comm_get_attr(comm.raw, MPI_TAG_UB, &value, &found);
  *limit = found ? *value : 32767;  // the least that the standard allows
  return status;
}

#endif
