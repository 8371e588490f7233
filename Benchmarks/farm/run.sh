#!/usr/bin/env bash
# Times `mpisum farm` on /bin/true, two at a time, in turns with the least that a launcher has to do (a spawn
# loop in C), GNU parallel, xargs and HyperQueue; then what waiting ranks cost, and the memory that a million
# tasks take. Started by `make bench`, which sets
#   MPI             openmpi or mpich              MPISUM_MPIEXEC  its launcher with options
#   MARCH           the instruction set           MPISUM_PROGRAM  the program
# ROUNDS, TASKS (a round's, of the fast ones) and MANY (those for the memory) may be set too.
set -euo pipefail
cd "$(dirname "$0")"
: "${MPI:?is not set: start this by make bench}"
: "${MPISUM_MPIEXEC:?is not set: start this by make bench}"
: "${MPISUM_PROGRAM:?is not set: start this by make bench}"
rounds=${ROUNDS:-5} tasks=${TASKS:-10000} many=${MANY:-1000000}
slow=$((tasks / 10))
build=$(realpath ../..)/.build/benchmark-farm-$MPI-${MARCH:-default}
mkdir -p "$build"
folder=$(mktemp -d "${TMPDIR:-/tmp}/mpisum-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT
read -ra launch <<<"$MPISUM_MPIEXEC"

cc -O2 -o "$build/spawn-loop" spawn-loop.c
if ! parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
  if [[ $(id -u) == 0 ]]; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y parallel; } \
      >"$build/apt.log" 2>&1 || echo "GNU parallel cannot be installed: see $build/apt.log"
  else
    echo "GNU parallel is not installed: left out"
  fi
fi
python=$(../../Scripts/benchmark-python.sh hyperqueue) || { python="" && echo "HyperQueue cannot be installed: left out"; }

# farm RANKS SLOTS TASKFILE: prints nothing; a store of its own each time.
farm() {
  rm -f "$folder"/farm.db*
  timeout -k 5 3600 "${launch[@]}" -np "$1" "$MPISUM_PROGRAM" farm --slots "$2" --quiet \
    --progress never --store "$folder/farm.db" "$3" >"$folder/out" 2>"$folder/err" ||
    { echo "the farm failed:" && cat "$folder/err" && exit 1; } >&2
}

# seconds COMMAND…: the time that it takes.
seconds() {
  local start=$EPOCHREALTIME
  "$@"
  awk -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { print end - start }'
}

# rate COUNT SECONDS [START-UP]
rate() { awk -v n="$1" -v s="$2" -v less="${3:-0}" 'BEGIN { printf "%.1f\n", n / (s - less) }'; }

in_parallel() { timeout -k 5 600 parallel --will-cite -j2 <"$folder/few"; }
with_xargs() { seq "$tasks" | timeout -k 5 600 xargs -n 1 -P 2 /bin/true; }
hyperqueue() { timeout -k 5 600 "$python" rival.py "$slow" 2 /bin/true 2>"$folder/err" | tail -n 1; }

lines() { awk -v n="$1" 'BEGIN { while (n-- > 0) print "/bin/true" }'; }
lines "$tasks" >"$folder/tasks"
lines "$slow" >"$folder/few"
: >"$folder/none"

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
"$build/spawn-loop" 1000 2 /bin/true >/dev/null
for ((round = 0; round < rounds; round++)); do
  echo "loop $("$build/spawn-loop" "$tasks" 2 /bin/true)"
  for ranks in 1 2; do
    # To start MPI is not what is compared here; what it takes is shown beside.
    start_up=$(seconds farm "$ranks" $((2 / ranks)) "$folder/none")
    whole=$(seconds farm "$ranks" $((2 / ranks)) "$folder/tasks")
    echo "farm-$ranks $(rate "$tasks" "$whole" "$start_up")"
    echo "whole-$ranks $(rate "$tasks" "$whole")"
  done
  echo "loop-again $("$build/spawn-loop" "$tasks" 2 /bin/true)"
  echo "xargs $(rate "$tasks" "$(seconds with_xargs)")"
  if command -v parallel >/dev/null; then
    echo "parallel $(rate "$slow" "$(seconds in_parallel)")"
  fi
  if [[ $python ]]; then echo "hyperqueue $(hyperqueue)"; fi
done >"$folder/rates"

echo "/bin/true, 2 at a time, $tasks tasks ($slow for the slow ones), medians of $rounds rounds:"
awk '
  NF == 2 && $2 > 0 { value[$1, count[$1]++] = $2 }
  function median(list, n,   i, j, t) {
    for (i = 1; i < n; i++)
      for (j = i; j > 0 && list[j - 1] > list[j]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return (list[int((n - 1) / 2)] + list[int(n / 2)]) / 2
  }
  function row(who, text,   i, n, all, against) {
    n = count[who]
    if (!n) return
    for (i = 0; i < n; i++) all[i] = value[who, i]
    # The loop has run before and after the farm of the same round.
    for (i = 0; i < n; i++) against[i] = value[who, i] / ((value["loop", i] + value["loop-again", i]) / 2)
    printf "  %-52s %9.0f %9.2f\n", text, median(all, n), median(against, n)
  }
  BEGIN { printf "  %-52s %9s %9s\n", "", "tasks/s", "of loop" }
  END {
    row("loop", "spawn loop in C: pipes, pidfd, epoll")
    row("loop-again", "  the same after the farm")
    row("farm-1", "mpirun -np 1 mpisum farm --slots 2")
    row("whole-1", "  with the start of MPI")
    row("farm-2", "mpirun -np 2 mpisum farm --slots 1")
    row("whole-2", "  with the start of MPI")
    row("xargs", "xargs -P 2, which keeps nothing")
    row("hyperqueue", "HyperQueue, server and worker, outputs thrown away")
    row("parallel", "GNU parallel -j2")
  }' "$folder/rates"

# The CPU time of launcher, ranks and guardians while they wait for one task, without that of their start.
cpu() {
  local TIMEFORMAT='%U %S'
  echo "sleep $2" >"$folder/one"
  { time farm "$1" 1 "$folder/one"; } 2>&1 | awk 'END { print $1 + $2 }'
}
echo "CPU of a rank (with its guardian and its part of the launcher) that waits for one long task:"
for ranks in 2 4; do
  short=$(cpu "$ranks" 1) long=$(cpu "$ranks" 11)
  awk -v n="$ranks" -v a="$short" -v b="$long" \
    'BEGIN { printf "  %d ranks: %.1f %% of a core each\n", n, 100 * (b - a) / 10 / n }'
done

# The last task looks at its guardian and at the rank above it, after all others.
lines "$many" >"$folder/many"
cat >>"$folder/many" <<'END'
#mpisum: barrier
for i in $PPID $(ps -o ppid= -p $PPID); do grep VmHWM /proc/$i/status; done >memory
END
many_seconds=$(cd "$folder" && seconds farm 1 2 "$folder/many")
echo "$many tasks, $(awk -v n="$many" -v s="$many_seconds" 'BEGIN { printf "%.0f s, %.0f tasks/s", s, n / s }'):"
awk '{ printf "  %s: at most %.0f MiB\n", NR == 1 ? "guardian" : "root", $2 / 1024 }' "$folder/memory"
du -k "$folder/farm.db" | awk '{ printf "  store: %.0f MiB\n", $1 / 1024 }'
