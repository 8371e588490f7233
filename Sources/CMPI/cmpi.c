// SwiftPM wants one source file in a C target; the shim itself is all in its headers.
#include "cmpi.h"
