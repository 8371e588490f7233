// A term for mpisum in C: 1/(k^2 + 1), whose sum over all k is (pi*coth(pi) - 1)/2 = 1.07667404746858117413…
//
//     cc -O3 -march=native -shared -fPIC term.c -o libterm.so
//     mpirun -np 4 mpisum --plugin ./libterm.so --all -n 1e9

#include <stddef.h>
#include <stdint.h>

/// Stores the term of k[i] in t[i], for all i below n.
void term(const int64_t *k, double *t, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const double x = (double)k[i];
    t[i] = 1 / (x * x + 1);
  }
}
