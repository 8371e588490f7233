// The instruction set that this program was compiled for. A constructor in isa_check.c ends the program
// at its start, with a message, on a machine that lacks it.
#ifndef CSYSTEM_ISA_H
#define CSYSTEM_ISA_H
#include <stdbool.h>

/// Such as "x86-64-v3 (AVX2, FMA)", "x86-64 (no FMA)" or "aarch64".
const char *csystem_isa_name(void);

/// Whether fused multiply-add is an instruction here; without it each one is a call into libm.
bool csystem_has_fma(void);

#endif
