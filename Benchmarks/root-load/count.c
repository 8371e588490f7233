// Preloaded into a program that calls MPI: what each rank sends, receives and looks for between MPI_Init and
// MPI_Finalize, and its processor time. One line, in the file COUNT_FOLDER/RANK:
//
//     ranks wall cpu main-thread's-cpu messages-sent bytes-sent messages-received bytes-received looks
#define _GNU_SOURCE
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

// What a rank starts, such as tasks, is not to be counted.
static char folder[4096];
__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("COUNT_FOLDER");
  if (name) strncpy(folder, name, sizeof folder - 1);
  unsetenv("LD_PRELOAD");
  unsetenv("COUNT_FOLDER");
}

static long sent, sent_bytes, received, received_bytes, looks;
static double wall, all, main_thread;

static double seconds(int who) {
  struct rusage usage;
  getrusage(who, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

int MPI_Init_thread(int *argc, char ***argv, int required, int *provided) {
  int result = PMPI_Init_thread(argc, argv, required, provided);
  wall = PMPI_Wtime();
  all = seconds(RUSAGE_SELF);
  main_thread = seconds(RUSAGE_THREAD);
  return result;
}

static void count_sent(int count, MPI_Datatype type) {
  int size;
  PMPI_Type_size(type, &size);
  sent += 1;
  sent_bytes += (long)count * size;
}

static void count_received(MPI_Status *status) {
  int count;
  PMPI_Get_count(status, MPI_BYTE, &count);
  received += 1;
  received_bytes += count;
}

int MPI_Isend(const void *data, int count, MPI_Datatype type, int rank, int tag, MPI_Comm communicator,
              MPI_Request *request) {
  count_sent(count, type);
  return PMPI_Isend(data, count, type, rank, tag, communicator, request);
}

int MPI_Send(const void *data, int count, MPI_Datatype type, int rank, int tag, MPI_Comm communicator) {
  count_sent(count, type);
  return PMPI_Send(data, count, type, rank, tag, communicator);
}

int MPI_Improbe(int rank, int tag, MPI_Comm communicator, int *flag, MPI_Message *message,
                MPI_Status *status) {
  looks += 1;
  return PMPI_Improbe(rank, tag, communicator, flag, message, status);
}

int MPI_Mrecv(void *data, int count, MPI_Datatype type, MPI_Message *message, MPI_Status *status) {
  MPI_Status own;
  int result = PMPI_Mrecv(data, count, type, message, &own);
  count_received(&own);
  if (status != MPI_STATUS_IGNORE) *status = own;
  return result;
}

int MPI_Recv(void *data, int count, MPI_Datatype type, int rank, int tag, MPI_Comm communicator,
             MPI_Status *status) {
  MPI_Status own;
  int result = PMPI_Recv(data, count, type, rank, tag, communicator, &own);
  count_received(&own);
  if (status != MPI_STATUS_IGNORE) *status = own;
  return result;
}

// Whoever uses what is not counted is told, so that no figure is silently too small.
int MPI_Irecv(void *data, int count, MPI_Datatype type, int rank, int tag, MPI_Comm communicator,
              MPI_Request *request) {
  fputs("count.c: MPI_Irecv is not counted\n", stderr);
  PMPI_Abort(MPI_COMM_WORLD, 1);
  return PMPI_Irecv(data, count, type, rank, tag, communicator, request);
}

int MPI_Finalize(void) {
  int rank, size;
  PMPI_Comm_rank(MPI_COMM_WORLD, &rank);
  PMPI_Comm_size(MPI_COMM_WORLD, &size);
  char name[4200];
  snprintf(name, sizeof name, "%s/%d", folder, rank);
  FILE *file = fopen(name, "w");
  if (file) {
    fprintf(file, "%d %.6f %.6f %.6f %ld %ld %ld %ld %ld\n", size, PMPI_Wtime() - wall,
            seconds(RUSAGE_SELF) - all, seconds(RUSAGE_THREAD) - main_thread, sent, sent_bytes, received,
            received_bytes, looks);
    fclose(file);
  } else {
    perror(name);
  }
  return PMPI_Finalize();
}
