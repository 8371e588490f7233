// The system's MPFR, by way of a header here: a module map wants a path, and pkg-config knows where it is.
#include <mpfr.h>
