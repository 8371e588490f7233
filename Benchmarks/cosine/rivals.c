// The loop that mpisum's direct engine is measured against: rivals N THETA
// Compiled twice by run.sh. Prints the seconds, a tab, the sum.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  long limit = atol(argv[1]);
  double theta = atof(argv[2]);
  double start = now(), total = 0;
  for (long k = 1; k <= limit; k++) total += cos(k * theta) / k;
  printf("%.6f\t%.17g\n", now() - start, total);
}
