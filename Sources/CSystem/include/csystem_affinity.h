// CPU affinity with sets of any size. `cpu_set_t` ends at 1024 processors and its macros do not reach Swift.
#ifndef CSYSTEM_AFFINITY_H
#define CSYSTEM_AFFINITY_H
#include <stddef.h>
#include <stdint.h>

/// Writes the calling thread's affinity mask into `words`, processor 0 in bit 0 of word 0.
/// Returns 0; EINVAL where `count` words are too few for this kernel (the caller doubles and repeats); else errno.
int csystem_affinity_get(uint64_t *words, size_t count);

/// Sets the calling thread's affinity mask; threads that it starts later inherit it. Returns 0 or errno.
int csystem_affinity_set(const uint64_t *words, size_t count);

#endif
