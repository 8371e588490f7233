#define _GNU_SOURCE
#include "csystem_affinity.h"
#include <errno.h>
#include <sched.h>
#include <string.h>

_Static_assert(sizeof(unsigned long) == sizeof(uint64_t), "the kernel's mask is made of 64-bit words");

int csystem_affinity_get(uint64_t *words, size_t count) {
  memset(words, 0, count * sizeof *words);
  return sched_getaffinity(0, count * sizeof *words, (cpu_set_t *)words) == 0 ? 0 : errno;
}

int csystem_affinity_set(const uint64_t *words, size_t count) {
  return sched_setaffinity(0, count * sizeof *words, (const cpu_set_t *)words) == 0 ? 0 : errno;
}
