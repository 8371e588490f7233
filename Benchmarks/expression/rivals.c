// The loops that mpisum's terms are measured against, as a user would write them: rivals NAME N
// Prints the seconds, a tab, the sum.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

static double reciprocal(long limit) {
  double total = 0;
  for (long k = 1; k <= limit; k++) total += 1.0 / k;
  return total;
}

static double cosine(long limit) {
  double total = 0;
  for (long k = 1; k <= limit; k++) total += cos(k) / k;
  return total;
}

static double damped(long limit) {
  double total = 0;
  for (long k = 1; k <= limit; k++) total += exp(-k / 1e6) * sin(k);
  return total;
}

static double logarithm(long limit) {
  double total = 0;
  for (long k = 1; k <= limit; k++) {
    const double l = log(k + 1);
    total += 1 / (k * (l * l));
  }
  return total;
}

static double quotient(long limit) {
  double total = 0;
  for (long k = 1; k <= limit; k++) {
    const double x = k;
    total += ((2 * x + 3) * x + 5) / (((x + 4) * x + 6) * x + 7);
  }
  return total;
}

static double course(long limit) {
  double total = 0;
  for (long k = 1; k <= limit; k++) {
    const double a = drand48(), s = sin(2 * M_PI * a), c = cos(2 * M_PI * a);
    total += s * s + c * c;
  }
  return total;
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    double (*sum)(long);
  } sums[] = {{"reciprocal", reciprocal}, {"cosine", cosine},     {"damped", damped},
              {"logarithm", logarithm},   {"quotient", quotient}, {"course", course}};
  if (argc != 3) return 2;
  for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
    if (strcmp(argv[1], sums[i].name)) continue;
    const double start = now(), total = sums[i].sum(atol(argv[2]));
    printf("%.6f\t%.17g\n", now() - start, total);
    return 0;
  }
  return 2;
}
