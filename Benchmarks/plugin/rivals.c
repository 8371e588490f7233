// The same sums by plain loops: rivals inlined|blocks light|heavy N prints the seconds that the loop takes.
#include "terms.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// In another file, as a user's would be.
void light(const int64_t *k, double *t, size_t n);
void heavy(const int64_t *k, double *t, size_t n);

static double inlined_light(int64_t upper) {
  double sum = 0;
  for (int64_t k = 1; k <= upper; k++) sum += light_term(k);
  return sum;
}

static double inlined_heavy(int64_t upper) {
  double sum = 0;
  for (int64_t k = 1; k <= upper; k++) sum += heavy_term(k);
  return sum;
}

static double in_blocks(void (*term)(const int64_t *, double *, size_t), int64_t upper) {
  enum { BLOCK = 1024 };
  static int64_t numbers[BLOCK];
  static double terms[BLOCK];
  double sum = 0;
  for (int64_t first = 1; first <= upper; first += BLOCK) {
    const int64_t rest = upper - first + 1;
    const size_t count = rest < BLOCK ? (size_t)rest : BLOCK;
    for (size_t i = 0; i < count; i++) numbers[i] = first + (int64_t)i;
    term(numbers, terms, count);
    for (size_t i = 0; i < count; i++) sum += terms[i];
  }
  return sum;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  const int is_inlined = strcmp(argv[1], "inlined") == 0, is_light = strcmp(argv[2], "light") == 0;
  const int64_t upper = (int64_t)atof(argv[3]);
  const double begin = now();
  const double sum = !is_inlined ? in_blocks(is_light ? light : heavy, upper)
                     : is_light  ? inlined_light(upper)
                                 : inlined_heavy(upper);
  printf("%.6f %.17g\n", now() - begin, sum);
  return 0;
}
