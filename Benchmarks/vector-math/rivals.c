// Prints for every function and range the nanoseconds that an element takes: libm with -O3, libmvec with -Ofast.
#include <math.h>
#include <stdio.h>
#include <time.h>

enum { count = 1024 };
double x[count], y[count], result[count];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

#define REPORT(name, low, high, label, expression)                        \
  do {                                                                    \
    for (int i = 0; i < count; i++) {                                     \
      double fraction = fmod(i * 0.618033988749895, 1);                   \
      x[i] = low + (high - low) * fraction;                               \
      y[i] = 10 * fraction - 5;                                           \
    }                                                                     \
    double best = 1e30;                                                   \
    for (int round = 0; round < 15; round++) {                            \
      double start = now();                                               \
      for (int run = 0; run < 100; run++) {                               \
        for (int i = 0; i < count; i++) result[i] = expression;           \
        __asm__ volatile("" ::: "memory");                                \
      }                                                                   \
      best = fmin(best, (now() - start) / (100 * count));                 \
    }                                                                     \
    printf("%s %s %g\n", name, label, best);                              \
  } while (0)

int main(void) {
  REPORT("exp", -10.0, 10.0, "10", exp(x[i]));
  REPORT("log", 0.1, 100.0, "100", log(x[i]));
  const double limits[] = {1e6, 1e10, 1e300};
  const char *const labels[] = {"1000000", "10000000000", "huge"};
  for (int j = 0; j < 3; j++) {
    REPORT("sin", 0.0, limits[j], labels[j], sin(x[i]));
    REPORT("cos", 0.0, limits[j], labels[j], cos(x[i]));
    REPORT("tan", 0.0, limits[j], labels[j], tan(x[i]));
  }
  REPORT("pow", 0.01, 100.0, "100", pow(x[i], y[i]));
  REPORT("exp2", -10.0, 10.0, "10", exp2(x[i]));
  REPORT("expm1", -10.0, 10.0, "10", expm1(x[i]));
  REPORT("log2", 0.1, 100.0, "100", log2(x[i]));
  REPORT("log10", 0.1, 100.0, "100", log10(x[i]));
  REPORT("log1p", 0.1, 100.0, "100", log1p(x[i]));
}
