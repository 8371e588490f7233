// Processes and their ends: what glibc's headers do not offer to Swift, or only as macros.
#ifndef CSYSTEM_PROCESS_H
#define CSYSTEM_PROCESS_H
#include <stdbool.h>
#include <stdint.h>

/// fork(), for a process of one thread. Returns 0 in the child, -1 with errno where there is none.
int csystem_fork(void);

/// Makes the calling process the one that inherits its descendants' orphans. Returns 0, or -1 with errno.
int csystem_become_subreaper(void);

/// Makes the calling process what a guardian is: the leader of a session, with the lowest descriptors on
/// /dev/null, all signals blocked and at their defaults, no other descriptor than `kept`, which becomes 3, a
/// name that ps shows, and an inheritable wish to be the first to go when memory is short.
/// Returns 0, or -1 with errno.
int csystem_become_guardian(int kept, const char *name);

/// How a child ended.
typedef struct {
  /// Its exit status, or 0 and the signal that it died of.
  int exit;
  int signal;
  /// Processor time of it and the children that it waited for, in seconds.
  double user;
  double system;
  /// The greatest resident memory of one of these, in bytes. A program that csystem_launch() has started
  /// shares the caller's memory until it is executed, and Linux counts that in: it is never less than the
  /// greatest that the caller had had by then.
  int64_t memory;
} csystem_ending;

/// A child that has ended and still holds its number: nobody else can have it before csystem_reap().
/// Returns 0 where there is none, -1 where there are no children at all.
int csystem_ended_child(void);

/// Whether a child has ended; it keeps its number.
bool csystem_has_ended(int child);

/// Frees the number of a child that has ended; false if it has not.
bool csystem_reap(int child, csystem_ending *ending);

#endif
