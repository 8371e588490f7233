#include "csystem_pidfd.h"

#include <sys/syscall.h>
#include <unistd.h>

int csystem_pidfd_open(int process) { return (int)syscall(SYS_pidfd_open, process, 0); }
