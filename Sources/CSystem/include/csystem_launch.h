// Starting a program in a child process. Between fork and exec hardly anything is allowed, and nothing that
// Swift may do without being asked.
#ifndef CSYSTEM_LAUNCH_H
#define CSYSTEM_LAUNCH_H
#include <stddef.h>
#include <stdint.h>

/// What is to be started, and with what.
typedef struct {
  /// The program's file.
  const char *path;
  /// Its arguments and its environment, each with a null pointer at the end.
  char *const *arguments;
  char *const *environment;
  /// What it gets as standard output and standard error; standard input is the caller's.
  int output;
  int errors;
  /// The affinity mask, processor 0 in bit 0 of word 0; no words: as the caller's.
  const uint64_t *cores;
  size_t core_words;
  /// How many descriptors it may open; 0: as many as the caller.
  uint64_t open_files;
} csystem_launch_order;

/// Starts a program as the leader of a process group of its own, with no signal blocked, which is killed if
/// the caller dies. Returns the child's number, or -1 with errno where it could not be made or the program
/// could not be executed.
///
/// The caller waits until the program has been executed, so it must be a process of one thread with all
/// signals blocked and none handled. Descriptors that are not to be inherited must be marked so.
///
/// Cost: that of the two system calls; as posix_spawn, no page table is copied.
int csystem_launch(const csystem_launch_order *order);

#endif
