#!/usr/bin/env bash
# What a term out of a shared library costs: `mpisum --plugin` on one thread against plain loops in C over the
# same term, inlined, and called over blocks. The C loops add in double; mpisum's sum is exact to 25 digits.
# Each round times all three, and ratios are taken within rounds. Started by `make bench`, which sets
# MPISUM_PROGRAM.
set -euo pipefail
cd "$(dirname "$0")"
: "${MPISUM_PROGRAM:?is not set: start this by make bench}"
build=../../.build/benchmark-plugin
mkdir -p "$build"

flags=(-O3 -march=native)
echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
echo "C:       $(${CC:-cc} --version | head -n 1), ${flags[*]}"
"$MPISUM_PROGRAM" --version | sed 's/^/mpisum:  /'
${CC:-cc} "${flags[@]}" -shared -fPIC terms.c -o "$build/libterms.so"
${CC:-cc} "${flags[@]}" rivals.c terms.c -o "$build/rivals"

# Seconds of the summation alone, as each program reports them.
plugin() { # TERM N
  "$MPISUM_PROGRAM" --plugin "$build/libterms.so:$1" --all -n "$2" --threads 1 --json 2>/dev/null |
    sed -E 's/.*"compute":([0-9.e-]+).*/\1/'
}
rival() { # inlined|blocks TERM N
  "$build/rivals" "$@" | cut -d ' ' -f 1
}
median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

compare() { # TERM N ROUNDS
  for name in plugin inlined blocks to-inlined to-blocks; do : >"$build/$name"; done
  for _ in $(seq "$3"); do
    ours=$(plugin "$1" "$2") inlined=$(rival inlined "$1" "$2") blocks=$(rival blocks "$1" "$2")
    echo "$ours" >>"$build/plugin"
    echo "$inlined" >>"$build/inlined"
    echo "$blocks" >>"$build/blocks"
    awk "BEGIN { print $ours / $inlined }" >>"$build/to-inlined"
    awk "BEGIN { print $ours / $blocks }" >>"$build/to-blocks"
  done
  echo "$1 term, N = $2, one thread, medians of $3 rounds:"
  for name in plugin inlined blocks; do
    awk "BEGIN { printf \"  %-24s %6.3f ns a term\\n\", \"$name\", 1e9 * $(median <"$build/$name") / $2 }"
  done
  echo "  plugin / inlined loop:   $(median <"$build/to-inlined")"
  echo "  plugin / loop in blocks: $(median <"$build/to-blocks")"
}
compare light 3e8 15
compare heavy 1e8 9
