// The only code that includes <mpi.h>. Almost everything is `static inline`, so a call costs what it
// costs in C, and the same Swift compiles against every MPI library: Swift sees no handle, no constant
// and no macro of <mpi.h>, because each library declares these differently (a pointer or an int,
// an enum or a macro, a variable or a constant expression).
#ifndef CMPI_H
#define CMPI_H

#include "cmpi_types.h"

#include "cmpi_collectives.h"
#include "cmpi_communicator.h"
#include "cmpi_environment.h"
#include "cmpi_error.h"
#include "cmpi_point_to_point.h"
#include "cmpi_request.h"
#include "cmpi_vector_collectives.h"

#endif
