// Says which task, or which numbers of a series, a process was at when a signal or a call of exit() ended it,
// and notes that the process was asked to terminate. Signal handlers may do so little that they cannot be
// written in Swift.
#ifndef CSYSTEM_CRASH_H
#define CSYSTEM_CRASH_H
#include <stdbool.h>
#include <stdint.h>

/// The index + 1 of the calling thread's task, 0 while it has none. Volatile: a compiler knows that nobody
/// reads it after a trap, and would leave out the store.
extern _Thread_local volatile uint64_t csystem_current_task;

/// Notes that the calling thread starts the task for the input of the given index. Cost: a store.
static inline void csystem_task_begin(uint64_t index) { csystem_current_task = index + 1; }

/// Notes that the calling thread's task has ended. Cost: a store.
static inline void csystem_task_end(void) { csystem_current_task = 0; }

/// The first and the last k that the calling thread computes terms of; the last is 0 while it does not.
typedef struct {
  volatile int64_t first, last;
} csystem_numbers;

extern _Thread_local csystem_numbers csystem_current_numbers;

/// Notes that the calling thread starts to compute the terms of some k from 1 on. Cost: two stores.
static inline void csystem_numbers_begin(int64_t first, int64_t last) {
  csystem_current_numbers.first = first;
  csystem_current_numbers.last = last;
}

/// Notes that the calling thread has computed them. Cost: a store.
static inline void csystem_numbers_end(void) { csystem_current_numbers.last = 0; }

/// Gives the calling thread a stack for signal handlers, unless it has one: without it nothing can be said
/// of a task that has used up its stack. Where there is no memory for it the thread does without. May be
/// nested.
void csystem_task_thread_enter(void);

/// Ends what the matching csystem_task_thread_enter() began.
void csystem_task_thread_leave(void);

/// From now on, if SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE or SIGABRT hits a thread that has a task or
/// computes terms, one line on standard error says so before the signal has its course:
///
///     rank 1 of 4 on node7: the task for input 17 was ended by signal 11 (segmentation fault)
///     rank 1 of 4 on node7: the term for k from 1000 to 1999 was ended by signal 8 (arithmetic exception)
///
/// and likewise if it calls exit(), which then ends the process with a status that is not 0: a launcher
/// would take 0 for success. A handler that was there before runs afterwards, and the process dies by the
/// same signal as without this. Where neither is at work, nothing is written.
///
/// `place` is copied and stands at the line's head ("rank 1 of 4 on node7"). May be nested; the outermost
/// call's place counts. This and csystem_crash_reports_off() are not for two threads at once.
void csystem_crash_reports_on(const char *place);

/// Ends what the matching csystem_crash_reports_on() began.
void csystem_crash_reports_off(void);

/// From now on SIGTERM does not end the process but is noted, where it would have ended it: a signal
/// handler of the program's own is left in place. May be nested; not for two threads at once.
void csystem_termination_watch_on(void);

/// Ends what the matching csystem_termination_watch_on() began. A SIGTERM that nobody has acted on ends
/// the process now.
void csystem_termination_watch_off(void);

/// Whether SIGTERM came while it was watched for. Cost: a load.
bool csystem_termination_wanted(void);

/// Ends the process by SIGTERM.
_Noreturn void csystem_terminate_now(void);

#endif
