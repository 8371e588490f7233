#include "cmpi.h"

#include <stdlib.h>

// MPI calls this when it frees the communicator that the duplicate was made of.
static int free_duplicate(MPI_Comm comm, int keyval, void *value, void *unused) {
  (void)comm, (void)keyval, (void)unused;
  MPI_Comm *const duplicate = value;
  const int status = MPI_Comm_free(duplicate);
  free(duplicate);
  return status;
}

int cmpi_comm_private_duplicate(cmpi_comm comm, cmpi_comm *duplicate) {
  static bool has_key;
  static int key;
  int status = MPI_SUCCESS;
  if (!has_key) {
    // Nothing is copied to a communicator that is made of this one: it will have a duplicate of its own.
    status = MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, free_duplicate, &key, NULL);
    if (status != MPI_SUCCESS) return status;
    has_key = true;
  }

  MPI_Comm *known = NULL;
  int is_known = 0;
  status = MPI_Comm_get_attr(comm.raw, key, &known, &is_known);
  if (status != MPI_SUCCESS) return status;
  if (!is_known) {
    known = malloc(sizeof *known);
    if (!known) return MPI_ERR_NO_MEM;
    status = MPI_Comm_dup(comm.raw, known);
    if (status != MPI_SUCCESS) {
      free(known);
      return status;
    }
    status = MPI_Comm_set_attr(comm.raw, key, known);
    if (status != MPI_SUCCESS) {
      MPI_Comm_free(known);
      free(known);
      return status;
    }
  }
  duplicate->raw = *known;
  return MPI_SUCCESS;
}
