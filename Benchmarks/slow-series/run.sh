#!/usr/bin/env bash
# Times the direct engine: one thread against two loops in C, two ranks against one, two threads against one.
# Everything that is compared is measured in turns within one run. Started by `make bench`, which sets
#   MPISUM_PROGRAM  the built program      MPISUM_MPIEXEC  the launcher with its options
#   MARCH           the instruction set of the program
set -euo pipefail
cd "$(dirname "$0")"
: "${MPISUM_PROGRAM:?is not set: start this by make bench}"
: "${MPISUM_MPIEXEC:?is not set: start this by make bench}"
build=../../.build/benchmark-slow-series-${MARCH:-default}
mkdir -p "$build"

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
echo "C:       $(${CC:-cc} --version | head -n 1), -O3 -march=native"
"$MPISUM_PROGRAM" --version | sed 's/^/mpisum:  /'
${CC:-cc} -O3 -march=native -shared -fPIC -o "$build/rivals.so" rivals.c
swift build -c release --scratch-path "$build" ${MARCH:+-Xcc -march="$MARCH"} >"$build/log" 2>&1 ||
  { cat "$build/log"; exit 1; }
"$build/release/SlowSeriesBenchmark" "$build/rivals.so"

# Seconds of summing and reducing, as the program itself reports them: starting ranks is not what
# is compared.
seconds() { # ranks threads
  $MPISUM_MPIEXEC -n "$1" "$MPISUM_PROGRAM" -n 1e10 --threads "$2" --json 2>/dev/null |
    sed 's/.*"compute":\([0-9.e-]*\),"reduce":\([0-9.e-]*\).*/\1 \2/' | awk '{ print $1 + $2 }'
}
# What the machine itself gives: two copies that know nothing of each other, on a core each. On a shared
# machine this is less than 2, and nothing that runs on both cores can do better.
copies() {
  for core in 0 1; do
    OMP_NUM_THREADS=1 taskset -c $core "$MPISUM_PROGRAM" -n 1e10 --json 2>/dev/null |
      sed 's/.*"compute":\([0-9.e-]*\),.*/\1/' &
  done | sort -g | tail -n 1
}
median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

echo "N = 1e10, no 9, medians of 9 rounds:"
for name in single copies ranks threads; do : >"$build/$name"; done
round=0
while [ $round -lt 9 ]; do
  one=$(seconds 1 1); ranks=$(seconds 2 1); threads=$(seconds 1 2)
  echo "$one" >>"$build/single"
  echo "$one $(copies)" | awk '{ print 2 * $1 / $2 }' >>"$build/copies"
  echo "$one $ranks" | awk '{ print $1 / $2 }' >>"$build/ranks"
  echo "$one $threads" | awk '{ print $1 / $2 }' >>"$build/threads"
  round=$((round + 1))
done
echo "  1 rank, 1 thread:      $(median <"$build/single") s"
echo "  2 independent copies:  $(median <"$build/copies") times the work of 1: the machine's own limit"
echo "  2 ranks over 1 rank:   $(median <"$build/ranks") times as fast"
echo "  2 threads over 1:      $(median <"$build/threads") times as fast"
