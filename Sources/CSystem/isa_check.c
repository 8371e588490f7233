// Ends the program with one clear line where it was compiled for instructions that the machine lacks;
// without this the user would see "Illegal instruction" somewhere in the middle of a sum.
//
// Every function here is compiled for the plain x86-64 of 2003, whatever -march says, and calls nothing of
// the program's own: it has to run on the machine that the rest of the program cannot run on.

#if defined(__x86_64__) && defined(__SSE3__)  // -march asked for more than the baseline

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// -march=native lists every feature by name, and names outlive "arch="; without SSE3 none of the vector kinds is left.
#define BASELINE \
  __attribute__((target("arch=x86-64,no-sse3,no-popcnt,no-bmi,no-bmi2,no-lzcnt,no-movbe,no-adx,no-xsave"), noinline))

/// Appends ", name" to the list of what is missing.
BASELINE static void add(char *list, size_t size, const char *name) {
  size_t used = strlen(list);
  if (used + strlen(name) + 3 > size) return;
  if (used > 0) strcat(list, ", ");
  strcat(list, name);
}

/// The value of the first of the variables that is set, or null.
BASELINE static const char *first_set(const char *const *names) {
  for (; *names; names++) {
    const char *value = getenv(*names);
    if (value) return value;
  }
  return NULL;
}

/// Whether this process is the one that speaks for all: rank 0, or one without a launcher.
BASELINE static int is_rank_zero(void) {
  static const char *const ranks[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "SLURM_PROCID", NULL};
  const char *rank = first_set(ranks);
  return !rank || strcmp(rank, "0") == 0;
}

/// Whether it is the first rank of its node, which speaks where rank 0's node is not to blame.
BASELINE static int is_first_of_node(void) {
  static const char *const ranks[] = {"OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID", "SLURM_LOCALID", NULL};
  const char *rank = first_set(ranks);
  return rank && strcmp(rank, "0") == 0;
}

BASELINE static void refuse(const char *missing) {
  if (!is_rank_zero()) {
    // If rank 0 has the same machine, its line is out and the launcher ends this rank while it waits.
    struct timespec wait = {.tv_nsec = 500 * 1000 * 1000};
    nanosleep(&wait, NULL);
    if (!is_first_of_node()) _exit(2);
  }
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  char line[1024] = "mpisum: ";
  strcat(line, host[0] ? host : "this machine");
  strcat(line, " lacks ");
  strcat(line, missing);
  strcat(line, ", which this program was built for; build it with `make MARCH=x86-64` or, on that machine, "
               "`make MARCH=native`\n");
  ssize_t written = write(STDERR_FILENO, line, strlen(line));
  (void)written;  // there is nobody left to tell
  _exit(2);
}

/// Priority 101: before every other constructor of the program.
__attribute__((constructor(101))) BASELINE static void check_instruction_set(void) {
  char missing[256] = "";
  __builtin_cpu_init();
#define REQUIRE(feature, name) \
  if (!__builtin_cpu_supports(feature)) add(missing, sizeof missing, name)
#ifdef __SSSE3__
  REQUIRE("ssse3", "SSSE3");
#endif
#ifdef __SSE4_1__
  REQUIRE("sse4.1", "SSE4.1");
#endif
#ifdef __SSE4_2__
  REQUIRE("sse4.2", "SSE4.2");
#endif
#ifdef __POPCNT__
  REQUIRE("popcnt", "POPCNT");
#endif
#ifdef __AVX__
  REQUIRE("avx", "AVX");
#endif
#ifdef __AVX2__
  REQUIRE("avx2", "AVX2");
#endif
#ifdef __FMA__
  REQUIRE("fma", "FMA");
#endif
#ifdef __BMI__
  REQUIRE("bmi", "BMI");
#endif
#ifdef __BMI2__
  REQUIRE("bmi2", "BMI2");
#endif
#ifdef __LZCNT__
  REQUIRE("lzcnt", "LZCNT");
#endif
#ifdef __MOVBE__
  REQUIRE("movbe", "MOVBE");
#endif
#ifdef __F16C__
  REQUIRE("f16c", "F16C");
#endif
#ifdef __AVX512F__
  REQUIRE("avx512f", "AVX512F");
#endif
#ifdef __AVX512BW__
  REQUIRE("avx512bw", "AVX512BW");
#endif
#ifdef __AVX512CD__
  REQUIRE("avx512cd", "AVX512CD");
#endif
#ifdef __AVX512DQ__
  REQUIRE("avx512dq", "AVX512DQ");
#endif
#ifdef __AVX512VL__
  REQUIRE("avx512vl", "AVX512VL");
#endif
#ifdef __AVX512VNNI__
  REQUIRE("avx512vnni", "AVX512VNNI");
#endif
#ifdef __AVX512IFMA__
  REQUIRE("avx512ifma", "AVX512IFMA");
#endif
#ifdef __AVX512VBMI__
  REQUIRE("avx512vbmi", "AVX512VBMI");
#endif
#undef REQUIRE
  if (missing[0]) refuse(missing);
}

#else

// An empty translation unit is not C.
typedef int csystem_isa_check_is_not_needed;

#endif
