// The system's GMP, by way of a header here: a module map wants a path, and pkg-config knows where it is.
#include <gmp.h>
