// What `mpisum --plugin` calls.
#include "terms.h"
#include <stddef.h>

void light(const int64_t *k, double *t, size_t n) {
  for (size_t i = 0; i < n; i++) t[i] = light_term(k[i]);
}

void heavy(const int64_t *k, double *t, size_t n) {
  for (size_t i = 0; i < n; i++) t[i] = heavy_term(k[i]);
}
