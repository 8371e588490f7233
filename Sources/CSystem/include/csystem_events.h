// epoll, signalfd and pipes, which glibc's headers do not offer to Swift.
#ifndef CSYSTEM_EVENTS_H
#define CSYSTEM_EVENTS_H
#include <stdbool.h>
#include <stdint.h>

/// What has happened to a descriptor.
typedef struct {
  /// The mark that the descriptor was added with.
  uint64_t mark;
  /// It can be read from, or its end or an error is there to be read.
  bool can_read;
  bool can_write;
} csystem_event;

/// A set of descriptors to be waited for, itself a descriptor that can be read from while one of them can.
/// Returns -1 with errno.
int csystem_events_open(void);

/// Adds a descriptor to a set, changes what it is waited for, or takes it out. Closing it would not take it
/// out at once: a child may have a copy of it for a moment after csystem_launch() has returned.
/// Return 0, or -1 with errno.
int csystem_events_add(int set, int descriptor, uint64_t mark, bool reading, bool writing);
int csystem_events_change(int set, int descriptor, uint64_t mark, bool reading, bool writing);
int csystem_events_remove(int set, int descriptor);

/// Waits until something happens, at most some milliseconds; for ever if they are negative.
/// Returns the number of events, 0 where there was none.
int csystem_events_wait(int set, csystem_event *events, int count, int milliseconds);

/// A descriptor that can be read from when a child has ended. The signal must be blocked. Returns -1 with errno.
int csystem_child_signals(void);

/// Takes what such a descriptor holds.
void csystem_child_signals_clear(int descriptor);

/// A pipe whose ends are not inherited and whose reading end does not block. Returns 0, or -1 with errno.
int csystem_pipe(int *reading, int *writing);

#endif
