#!/usr/bin/env bash
# Nanoseconds an element of VectorMath's functions, of libm (C -O3) and of libmvec (C -Ofast), one thread, in
# turns; MARCH=x86-64-v3 and ROUNDS=3 may be set. The rivals are always built for this machine. Writes only
# below .build.
set -euo pipefail
cd "$(dirname "$0")"
march=${MARCH-x86-64-v3}
if [[ $(uname -m) != x86_64 ]]; then march=; fi
build=../../.build/benchmark-vector-math
mkdir -p "$build"
cc=${CC:-cc}
"$cc" -O3 -march=native -o "$build/libm" rivals.c -lm
"$cc" -Ofast -march=native -o "$build/libmvec" rivals.c -lm
MPISUM_TESTS='' swift build -c release --scratch-path "$build/swift" ${march:+-Xcc "-march=$march"} >&2

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1); VectorMath for ${march:-this machine}"
echo "C:       $("$cc" --version | head -n 1), -march=native"
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  "$build/swift/release/VectorMathBenchmark" | sed 's/^/own /'
  "$build/libm" | sed 's/^/libm /'
  "$build/libmvec" | sed 's/^/libmvec /'
done | awk '
  { key = $2 " " $3
    if (!(key in seen)) { seen[key] = 1; order[++keys] = key }
    if (!(($1, key) in best) || $4 < best[$1, key]) best[$1, key] = $4 }
  END {
    printf "%-6s %-12s %10s %10s %10s   libm/own  libmvec/own\n", "", "up to", "VectorMath", "libm", "libmvec"
    for (i = 1; i <= keys; i++) {
      split(order[i], part)
      own = best["own", order[i]]; libm = best["libm", order[i]]; mvec = best["libmvec", order[i]]
      printf "%-6s %-12s %7.2f ns %7.2f ns %7.2f ns %10.1f %12.1f\n", part[1], part[2], own, libm, mvec, libm / own, mvec / own
    }
  }'
