#include "twin.h"

#include <mpi.h>

double twin_all_reduce(int calls) {
  double value = 1, sum = 0;
  const double start = MPI_Wtime();
  for (int i = 0; i < calls; i++) {
    if (MPI_Allreduce(&value, &sum, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_SELF) != MPI_SUCCESS)
      return -1;
    value = sum;
  }
  return MPI_Wtime() - start;
}

double twin_ping_pong(int calls) {
  int rank = 0;
  double value = 1;
  MPI_Status status;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  const int other = 1 - rank;
  const double start = MPI_Wtime();
  for (int i = 0; i < calls; i++) {
    int result = 0;
    if (rank == 0) result |= MPI_Send(&value, 1, MPI_DOUBLE, other, 0, MPI_COMM_WORLD);
    result |= MPI_Recv(&value, 1, MPI_DOUBLE, other, 0, MPI_COMM_WORLD, &status);
    if (rank == 1) result |= MPI_Send(&value, 1, MPI_DOUBLE, other, 0, MPI_COMM_WORLD);
    if (result != MPI_SUCCESS) return -1;
  }
  return MPI_Wtime() - start;
}
