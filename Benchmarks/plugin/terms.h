// The terms that are timed: one that costs as little as a term can, and one that costs some thirty operations.
#ifndef TERMS_H
#define TERMS_H
#include <stdint.h>

static inline double light_term(int64_t k) {
  const double x = (double)k;
  return 1 / (x * x + 1);
}

/// exp(-k/10^8) by its power series: without a library call, so that a compiler may use vectors for it.
static inline double heavy_term(int64_t k) {
  const double x = -1e-8 * (double)k;
  double sum = 1;
  for (int i = 16; i > 0; i--) sum = 1 + sum * x / i;
  return sum;
}

#endif
