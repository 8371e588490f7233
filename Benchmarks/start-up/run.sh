#!/usr/bin/env bash
# What starting mpisum costs beside a C program that only initialises and finalises MPI: files opened by
# a rank (failed look-ups counted), and milliseconds from the end of MPI_Init to the first term.
# Started by `make bench`, which sets MPISUM_PROGRAM and MPISUM_MPIEXEC.
set -euo pipefail
cd "$(dirname "$0")"
: "${MPISUM_PROGRAM:?is not set: start this by make bench}"
: "${MPISUM_MPIEXEC:?is not set: start this by make bench}"
read -ra launch <<<"$MPISUM_MPIEXEC"
build=../../.build/benchmark-start-up-${MPI:-mpi}
mkdir -p "$build"

# Beside mpirun.openmpi is mpicc.openmpi, beside mpirun is mpicc.
compiler=$(dirname "${launch[0]}")/mpicc
case ${launch[0]} in
  */mpirun.*) compiler+=.${launch[0]##*.} ;;
esac
"$compiler" -O2 -o "$build/hello" hello.c
"$compiler" -O2 -shared -fPIC -o "$build/probe.so" probe.c

opened() {
  "${launch[@]}" -n 1 strace -f -c -e trace=open,openat -o "$build/strace" "$@" >/dev/null 2>&1
  awk '/total$/ { print $4 }' "$build/strace"
}
if command -v strace >/dev/null; then
  echo "files opened by a rank: C $(opened "$build/hello"), mpisum $(opened "$MPISUM_PROGRAM" -n 1000)"
else
  echo "strace is not installed: opened files are not counted"
fi

for ranks in 1 2 4; do
  for _ in 1 2 3 4 5; do
    "${launch[@]}" -n $ranks env LD_PRELOAD="$PWD/$build/probe.so" "$MPISUM_PROGRAM" -n 1000 \
      2>&1 >/dev/null | grep -E '^[0-9.]+$' | sort -g | tail -n 1
  done | sort -g | sed -n 3p | sed "s/^/MPI_Init to the first term, $ranks ranks, the slowest, median of 5: /; s/$/ ms/"
done
