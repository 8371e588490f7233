#ifndef CSYSTEM_H
#define CSYSTEM_H
#include "csystem_affinity.h"
#include "csystem_crash.h"
#include "csystem_events.h"
#include "csystem_getopt.h"
#include "csystem_isa.h"
#include "csystem_launch.h"
#include "csystem_pidfd.h"
#include "csystem_process.h"
#include "csystem_stop.h"
#include "csystem_timer.h"
#endif
