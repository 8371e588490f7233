#include "cmpi.h"

// Each value of `into` becomes the lesser, or the greater, of itself and its neighbour in `from`.
#define EXTREMES(type, from, into, n, is_max)                                \
  do {                                                                       \
    const type *const a = (from);                                            \
    type *const b = (into);                                                  \
    for (int i = 0; i < (n); i++)                                            \
      if ((is_max) ? a[i] > b[i] : a[i] < b[i]) b[i] = a[i];                 \
  } while (0)

static void extremes(const void *from, void *into, int n, MPI_Datatype type, bool is_max) {
  int size = 0;
  MPI_Type_size(type, &size);
  switch (size) {
    case 1: EXTREMES(uint8_t, from, into, n, is_max); break;
    case 2: EXTREMES(uint16_t, from, into, n, is_max); break;
    case 4: EXTREMES(uint32_t, from, into, n, is_max); break;
    default: EXTREMES(uint64_t, from, into, n, is_max); break;
  }
}

static void minima(void *from, void *into, int *n, MPI_Datatype *type) {
  extremes(from, into, *n, *type, false);
}
static void maxima(void *from, void *into, int *n, MPI_Datatype *type) {
  extremes(from, into, *n, *type, true);
}

cmpi_op cmpi_create_unsigned_extreme(bool is_max) {
  cmpi_op op = {MPI_OP_NULL};
  MPI_Op_create(is_max ? maxima : minima, true, &op.raw);
  return op;
}
