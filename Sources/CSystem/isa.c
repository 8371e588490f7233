#include "csystem_isa.h"

const char *csystem_isa_name(void) {
#if defined(__x86_64__)
#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512CD__) && defined(__AVX512DQ__) && \
    defined(__AVX512VL__)
  return "x86-64-v4 (AVX-512, FMA)";
#elif defined(__AVX2__) && defined(__FMA__) && defined(__BMI2__)
  return "x86-64-v3 (AVX2, FMA)";
#elif defined(__FMA__)
  return "x86-64 (FMA)";
#elif defined(__SSE4_2__) && defined(__POPCNT__)
  return "x86-64-v2 (no FMA)";
#else
  return "x86-64 (no FMA)";
#endif
#elif defined(__aarch64__)
  return "aarch64";
#else
  return "unknown";
#endif
}

bool csystem_has_fma(void) {
#if defined(__FMA__) || defined(__aarch64__)
  return true;
#else
  return false;
#endif
}
