#ifndef CSYSTEM_H
#define CSYSTEM_H
#include "csystem_getopt.h"
#endif
