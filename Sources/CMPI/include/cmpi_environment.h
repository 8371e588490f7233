// Start, end, thread levels and what the library says of itself.
#ifndef CMPI_ENVIRONMENT_H
#define CMPI_ENVIRONMENT_H

#include "cmpi_types.h"

// Thread levels as 0 (single), 1 (funneled), 2 (serialized), 3 (multiple).
CMPI_INLINE int cmpi_thread_level_raw(int level) {
  switch (level) {
    case 0: return MPI_THREAD_SINGLE;
    case 1: return MPI_THREAD_FUNNELED;
    case 2: return MPI_THREAD_SERIALIZED;
    default: return MPI_THREAD_MULTIPLE;
  }
}
CMPI_INLINE int cmpi_thread_level_from_raw(int raw) {
  if (raw == MPI_THREAD_MULTIPLE) return 3;
  if (raw == MPI_THREAD_SERIALIZED) return 2;
  return raw == MPI_THREAD_FUNNELED ? 1 : 0;
}

CMPI_INLINE int cmpi_init_thread(int level, int *provided) {
  int raw = MPI_THREAD_SINGLE;
  const int status = MPI_Init_thread(NULL, NULL, cmpi_thread_level_raw(level), &raw);
  *provided = cmpi_thread_level_from_raw(raw);
  return status;
}
CMPI_INLINE int cmpi_query_thread(int *level) {
  int raw = MPI_THREAD_SINGLE;
  const int status = MPI_Query_thread(&raw);
  *level = cmpi_thread_level_from_raw(raw);
  return status;
}
CMPI_INLINE int cmpi_is_thread_main(int *flag) { return MPI_Is_thread_main(flag); }
CMPI_INLINE int cmpi_finalize(void) { return MPI_Finalize(); }
CMPI_INLINE bool cmpi_initialized(void) {
  int flag = 0;
  return MPI_Initialized(&flag) == MPI_SUCCESS && flag;
}
CMPI_INLINE bool cmpi_finalized(void) {
  int flag = 0;
  return MPI_Finalized(&flag) == MPI_SUCCESS && flag;
}

CMPI_INLINE double cmpi_wtime(void) { return MPI_Wtime(); }
CMPI_INLINE double cmpi_wtick(void) { return MPI_Wtick(); }

CMPI_INLINE int cmpi_max_processor_name(void) { return MPI_MAX_PROCESSOR_NAME; }
CMPI_INLINE int cmpi_get_processor_name(char *name, int *length) {
  return MPI_Get_processor_name(name, length);
}
CMPI_INLINE int cmpi_max_library_version(void) { return MPI_MAX_LIBRARY_VERSION_STRING; }
CMPI_INLINE int cmpi_get_library_version(char *text, int *length) {
  return MPI_Get_library_version(text, length);
}
CMPI_INLINE int cmpi_get_version(int *version, int *subversion) {
  return MPI_Get_version(version, subversion);
}

#endif
