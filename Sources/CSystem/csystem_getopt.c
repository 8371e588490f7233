#include "csystem_getopt.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>

enum { SHORT_SPACE = 256, LONG_SPACE = 64 };

int csystem_getopt_next(int argc, char *const *argv, const char *short_options,
                        const csystem_option *long_options, int long_count,
                        csystem_getopt_state *state) {
  struct option table[LONG_SPACE + 1] = {{0}};
  for (int i = 0; i < long_count && i < LONG_SPACE; i++) {
    table[i].name = long_options[i].name;
    table[i].has_arg = long_options[i].takes_argument ? required_argument : no_argument;
    table[i].val = long_options[i].code;
  }
  // '+': stop at the first operand. ':': tell a missing argument from an unknown option.
  char short_table[SHORT_SPACE];
  snprintf(short_table, sizeof short_table, "+:%s", short_options);

  opterr = 0;
  optopt = 0;
  optarg = NULL;
  optind = state->next;  // glibc starts anew at 0
  state->code = getopt_long(argc, argv, short_table, table, NULL);
  state->next = optind;
  state->culprit = optopt;
  state->argument = optarg;
  return state->code;
}

#define TEXT_OF(x) #x
#define EXPANDED_TEXT_OF(x) TEXT_OF(x)

const char *csystem_swift_version(void) {
#ifdef MPISUM_SWIFT_VERSION
  return EXPANDED_TEXT_OF(MPISUM_SWIFT_VERSION);
#else
  return NULL;
#endif
}
