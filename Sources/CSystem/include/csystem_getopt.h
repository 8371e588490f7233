// getopt_long without its globals, and what only the C compiler's macros know of the build.
#ifndef CSYSTEM_GETOPT_H
#define CSYSTEM_GETOPT_H

/// One long option: its name without dashes, whether it takes an argument, and the code that stands for it.
typedef struct {
  const char *name;
  int takes_argument;
  int code;
} csystem_option;

/// What csystem_getopt_next returned last. A zeroed state starts at argv[1].
typedef struct {
  /// Index of the argument to be read next; after the last call, of the first one that is no option.
  int next;
  /// The option met: its code, or its character; '?' if it is unknown, ambiguous or was given an argument
  /// that it does not take; ':' if its argument is missing; -1 at the end.
  int code;
  /// With '?' and ':' the code or character of the option concerned, 0 if there is none of that name.
  int culprit;
  /// The option's argument, or NULL. It points into argv.
  const char *argument;
} csystem_getopt_state;

/// Reads the next option of argv into `state` and returns `state->code`.
///
/// Stops at the first argument that is no option, as POSIX does and a command with operands of its own
/// needs. Prints nothing. `short_options` has getopt's form without a leading '+' or ':'.
/// Not for two threads at once: getopt keeps its place in a cluster such as -ab to itself.
int csystem_getopt_next(int argc, char *const *argv, const char *short_options,
                        const csystem_option *long_options, int long_count,
                        csystem_getopt_state *state);

/// The Swift compiler's version as the Makefile passed it (-DMPISUM_SWIFT_VERSION=6.3.1), else NULL:
/// the language can only compare its version, not tell it.
const char *csystem_swift_version(void);

#endif
