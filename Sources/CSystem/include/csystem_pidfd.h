// A process as a file descriptor, which glibc's headers do not offer to Swift.
#ifndef CSYSTEM_PIDFD_H
#define CSYSTEM_PIDFD_H

/// Opens a descriptor that becomes readable when the process ends, whoever its parent is. Returns -1 with
/// errno if there is no such process, or if the kernel is older than 5.3.
int csystem_pidfd_open(int process);

#endif
