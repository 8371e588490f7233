#!/usr/bin/env bash
# Times a WorkerPool beside mpi4py.futures, in turns on 2 ranks, then what a task costs with more ranks.
# mpi4py is installed from PyPI below .build and uses the same MPI library. Started by `make bench`, which
# sets
#   MPI             openmpi or mpich              MPISUM_MPIEXEC  its launcher with options
#   MARCH           the instruction set           PKG_CONFIG_PATH and MPI_PKG_CONFIG, for Package.swift
set -euo pipefail
cd "$(dirname "$0")"
: "${MPI:?is not set: start this by make bench}"
: "${MPISUM_MPIEXEC:?is not set: start this by make bench}"
rounds=5
build=$(realpath ../..)/.build/benchmark-worker-pool-$MPI-${MARCH:-default}
mkdir -p "$build/library"
read -ra launch <<<"$MPISUM_MPIEXEC"

swift build -c release --scratch-path "$build" ${MARCH:+-Xcc -march="$MARCH"} -Xswiftc -use-ld=lld \
  >"$build/log" 2>&1 || { cat "$build/log"; exit 1; }
program=$build/release/worker-pool

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
python=$(../../Scripts/benchmark-python.sh 'mpi4py>=4.1')
# The wheel asks for the library by the name that the library's own project gives it; Debian's MPICH has
# another.
case $MPI in
  openmpi) name=libmpi.so.40 ;;
  mpich) name=libmpi.so.12 ;;
esac
ln -sf "$(ldd "$program" | awk '/libmpi(ch)?\.so/ { print $3 }')" "$build/library/$name"

# Each prints `NAME NUMBER…` lines; `record WHO ROUND` puts these two before them.
record() { awk -v who="$1" -v round="$2" '!/^#/ { print who, round, $0 }'; }
pool() { timeout -k 5 300 "${launch[@]}" -n "$1" "$program" "$2"; }
rival() {
  timeout -k 5 300 "${launch[@]}" -n 2 env LD_LIBRARY_PATH="$build/library" MPI4PY_MPIABI="$MPI" \
    MPI4PY_FUTURES_BACKOFF="$1" "$python" rival.py
}

pool 2 rates | sed -n 's/^# /library: /p'
rival 0.001 | sed -n 's/^# /rival:   /p'
for ((round = 0; round < rounds; round++)); do
  pool 2 rates | record pool "$round"
  rival 0.001 | record rival "$round"
  rival 0 | record spinning "$round"
done >"$build/rates"

echo "tasks that do nothing, 2 ranks, medians of $rounds rounds (ratios are of the same round):"
awk '
  { value[$1, $3, $2] = $4; if ($2 >= rounds) rounds = $2 + 1 }
  function median(list, n,   i, j, t) {
    for (i = 1; i < n; i++)
      for (j = i; j > 0 && list[j - 1] > list[j]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return (list[int((n - 1) / 2)] + list[int(n / 2)]) / 2
  }
  function middle(who, name,   r, list) {
    for (r = 0; r < rounds; r++) list[r] = value[who, name, r]
    return median(list, rounds)
  }
  function ratio(name, who, other,   r, list) {
    for (r = 0; r < rounds; r++) list[r] = value["pool", name, r] / value[who, other, r]
    return median(list, rounds)
  }
  # Both ways of the rival, both ways of the pool, and what the pool does with one worker, as the rival has
  # it, over the rival as it is by default.
  function row(text, name, other,   q) {
    q = ratio(name, "rival", other)
    printf "  %-44s %9.0f %9.0f   %9.0f %9.0f   %6.1f\n", text, middle("rival", other),
      middle("spinning", other), middle("pool", name), middle("pool", name "-usual"), q < 1 ? 1 / q : q
  }
  END {
    printf "  %-44s %19s   %19s\n", "", "mpi4py.futures", "WorkerPool"
    printf "  %-44s %9s %9s   %9s %9s   %6s\n", "", "default", "spinning", "1 worker", "default", "ratio"
    row("one at a time, tasks/s", "single", "single")
    row("chunksize=100; automatic batches, tasks/s", "batches", "chunks-100")
    row("chunksize=1000; automatic batches, tasks/s", "batches", "chunks-1000")
    row("submit one and wait for it, us", "round-trip", "round-trip")
  }' "$build/rates"

for ranks in 2 8 64; do
  for ((round = 0; round < 3; round++)); do
    pool "$ranks" cost | record "$ranks" "$round"
  done
done >"$build/costs"

echo "what a task costs, all ranks but the root work, medians of 3 rounds:"
awk '
  {
    if (!(($1, $3) in count)) { order[rows++] = $1 SUBSEP $3 }
    n = count[$1, $3]++; wall[$1, $3, n] = $4; root[$1, $3, n] = $5
  }
  function middle(a, b, c) { return a > b ? middle(b, a, c) : b <= c ? b : a > c ? a : c }
  BEGIN {
    print "   ranks  tasks                     us a task  us of the root     share"
    name["cost-alone"] = "of nothing, one by one"; name["cost-0"] = "of nothing"
    name["cost-1"] = "of 1 us"; name["cost-100"] = "of 100 us"
  }
  END {
    for (i = 0; i < rows; i++) {
      split(order[i], key, SUBSEP); k = order[i]
      w = middle(wall[k, 0], wall[k, 1], wall[k, 2]); r = middle(root[k, 0], root[k, 1], root[k, 2])
      printf "  %6d  %-24s %10.2f %15.2f %8.0f%%\n", key[1], name[key[2]], w, r, 100 * r / w
      if (key[2] == "cost-0" && r > batched) batched = r
      if (key[2] == "cost-alone" && r > alone) alone = r
    }
    printf "1,000 nodes with 64 cores each: the root alone allows %.1f million tasks a second in batches,\n", 1 / batched
    printf "so that all cores have work if tasks take %.0f ms or more; one at a time, %.0f ms\n",
      64 * batched, 64 * alone
  }' "$build/costs"
