// Error classes as small numbers of our own: the libraries number them differently.
#ifndef CMPI_ERROR_H
#define CMPI_ERROR_H

#include "cmpi_types.h"

typedef enum {
  CMPI_CLASS_OTHER = 0,
  CMPI_CLASS_BUFFER, CMPI_CLASS_COUNT, CMPI_CLASS_DATATYPE, CMPI_CLASS_TAG,
  CMPI_CLASS_COMMUNICATOR, CMPI_CLASS_RANK, CMPI_CLASS_REQUEST, CMPI_CLASS_ROOT,
  CMPI_CLASS_GROUP, CMPI_CLASS_OPERATION, CMPI_CLASS_ARGUMENT, CMPI_CLASS_TRUNCATED,
  CMPI_CLASS_IN_STATUS, CMPI_CLASS_PENDING, CMPI_CLASS_NO_MEMORY, CMPI_CLASS_INTERNAL,
  CMPI_CLASS_UNKNOWN,
} cmpi_error_class;

CMPI_INLINE cmpi_error_class cmpi_error_class_of(int error_class) {
  // Not a switch: a library may define its classes as variables.
  if (error_class == MPI_ERR_BUFFER) return CMPI_CLASS_BUFFER;
  if (error_class == MPI_ERR_COUNT) return CMPI_CLASS_COUNT;
  if (error_class == MPI_ERR_TYPE) return CMPI_CLASS_DATATYPE;
  if (error_class == MPI_ERR_TAG) return CMPI_CLASS_TAG;
  if (error_class == MPI_ERR_COMM) return CMPI_CLASS_COMMUNICATOR;
  if (error_class == MPI_ERR_RANK) return CMPI_CLASS_RANK;
  if (error_class == MPI_ERR_REQUEST) return CMPI_CLASS_REQUEST;
  if (error_class == MPI_ERR_ROOT) return CMPI_CLASS_ROOT;
  if (error_class == MPI_ERR_GROUP) return CMPI_CLASS_GROUP;
  if (error_class == MPI_ERR_OP) return CMPI_CLASS_OPERATION;
  if (error_class == MPI_ERR_ARG) return CMPI_CLASS_ARGUMENT;
  if (error_class == MPI_ERR_TRUNCATE) return CMPI_CLASS_TRUNCATED;
  if (error_class == MPI_ERR_IN_STATUS) return CMPI_CLASS_IN_STATUS;
  if (error_class == MPI_ERR_PENDING) return CMPI_CLASS_PENDING;
  if (error_class == MPI_ERR_NO_MEM) return CMPI_CLASS_NO_MEMORY;
  if (error_class == MPI_ERR_INTERN) return CMPI_CLASS_INTERNAL;
  if (error_class == MPI_ERR_UNKNOWN) return CMPI_CLASS_UNKNOWN;
  return CMPI_CLASS_OTHER;
}

CMPI_INLINE int cmpi_err_other(void) { return MPI_ERR_OTHER; }
CMPI_INLINE int cmpi_err_count(void) { return MPI_ERR_COUNT; }
CMPI_INLINE int cmpi_err_truncated(void) { return MPI_ERR_TRUNCATE; }
CMPI_INLINE int cmpi_error_class_number(int code, int *error_class) {
  return MPI_Error_class(code, error_class);
}
CMPI_INLINE int cmpi_max_error_string(void) { return MPI_MAX_ERROR_STRING; }
CMPI_INLINE int cmpi_error_string(int code, char *text, int *length) {
  return MPI_Error_string(code, text, length);
}
CMPI_INLINE int cmpi_comm_return_errors(cmpi_comm comm) {
  return MPI_Comm_set_errhandler(comm.raw, MPI_ERRORS_RETURN);
}
CMPI_INLINE int cmpi_abort(cmpi_comm comm, int status) { return MPI_Abort(comm.raw, status); }

#endif
