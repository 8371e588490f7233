#!/usr/bin/env bash
# What the root of a farm and of a pool has to do for each task: messages, bytes, processor time; and what
# idle ranks do. On 8, 16 and 64 ranks: as root, on four nodes out of namespaces (Tests/cluster), which come and
# go with this script; else on this host. Then a model is fitted to 8 and 16 ranks and compared with 64.
#
# Part of `make bench`, or alone: Benchmarks/root-load/run.sh; with --table it prints the last run's figures once
# more. These may be set:
#   MPI      openmpi (default) or another library   MPISUM_PROGRAM  the program; built if it is not given
#   MARCH    the instruction set                    MPISUM_MPIEXEC  the library's launcher
#   ALONE=1  no cluster, even as root
set -euo pipefail
cd "$(dirname "$0")"
root=$(realpath ../..)
export MPI=${MPI:-openmpi} MARCH=${MARCH-x86-64-v3}
here=$PWD
folder=$root/.build/benchmark-root-load-$MPI-${MARCH:-default}
mkdir -p "$folder"

# More ranks than cores, politely, and as root.
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_mpi_yield_when_idle=1
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1

prepare() {
  (cd "$root" && Scripts/setup.sh "$MPI")
  # shellcheck source=/dev/null
  . "$root/.build/mpi/$MPI.env"
  if [[ ! ${MPISUM_PROGRAM-} ]]; then
    "$root/Scripts/build.sh" "$MPI" "$MARCH" program >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
    MPISUM_PROGRAM=$root/.build/$MPI-${MARCH:-default}/release/mpisum
  fi
  export MPISUM_PROGRAM MPISUM_MPIEXEC=${MPISUM_MPIEXEC:-$MPIEXEC}
  local pool=$root/.build/benchmark-worker-pool-$MPI-${MARCH:-default}
  (cd ../worker-pool && swift build -c release --scratch-path "$pool" ${MARCH:+-Xcc -march="$MARCH"} \
    -Xswiftc -use-ld=lld) >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
  export POOL=$pool/release/worker-pool COUNT=$folder/count.so
  local flags
  read -ra flags <<<"$(pkg-config --cflags "$MPI_PKG_CONFIG")"
  # Without the library itself: the program has it.
  cc -O2 -Wall -Wextra -shared -fPIC "${flags[@]}" -o "$COUNT" count.c
}

# MARK: One run

# launch RANKS COMMAND…
launch() {
  local ranks=$1 launcher
  shift
  if [[ ${on_nodes-} ]]; then
    across $((ranks / 4)) "$@"
  else
    read -ra launcher <<<"$MPISUM_MPIEXEC"
    timeout -k 5 120 "${launcher[@]}" -n "$ranks" "$@"
  fi
}

# counted KIND RANKS SLOTS TASKS COMMAND…: a line of KIND RANKS SLOTS TASKS, what count.c says of the root, and
# what the other ranks sent, received and looked for all together.
counted() {
  local kind=$1 ranks=$2 slots=$3 tasks=$4
  shift 4
  rm -rf "$folder/count"
  mkdir "$folder/count"
  launch "$ranks" env LD_PRELOAD="$COUNT" COUNT_FOLDER="$folder/count" "$@" >"$folder/out" 2>"$folder/err" ||
    { echo "a run failed: $*" && cat "$folder/err" && exit 1; } >&2
  awk -v begin="$kind $ranks $slots $tasks" -v ranks="$ranks" '
    { count += 1 }
    FILENAME ~ /\/0$/ { mine = $0; next }
    { sent += $5; received += $7; looks += $9; wall += $2; cpu += $3 }
    END {
      if (count != ranks) { print count " of " ranks " ranks have counted" >"/dev/stderr"; exit 1 }
      print begin, mine, sent, received, looks / wall, cpu / wall
    }' "$folder"/count/*
}

# farm KIND RANKS SLOTS TASKS COMMAND
farm() {
  local store=$folder/farm.db
  rm -f "$store"*
  awk -v n="$4" -v command="$5" 'BEGIN { while (n-- > 0) print command }' >"$folder/tasks"
  counted "farm-$1" "$2" "$3" "$4" "$MPISUM_PROGRAM" farm --slots "$3" --quiet --progress never \
    --store "$store" "$folder/tasks"
}

# pool KIND RANKS SLOTS TASKS MICROSECONDS [BATCH]
pool() { counted "pool-$1" "$2" "$3" "$4" "$POOL" load "$4" "$5" "$3" "${@:6}"; }

measure() {
  local ranks
  for ranks in 8 16 64; do
    farm none "$ranks" 1 0 true
    farm idle "$ranks" 1 1 'sleep 10'
    farm true "$ranks" 1 5000 /bin/true
    farm 0.1 "$ranks" 1 $((50 * ranks)) 'sleep 0.1'
    farm output "$ranks" 1 3000 'seq 10000'
    # Tasks that sleep, for five seconds: ranks that share a core work as if they had some of their own.
    pool 0.1 "$ranks" 1 $((50 * (ranks - 1))) 100000
    pool 0.01 "$ranks" 1 $((500 * (ranks - 1))) 10000
    pool 0.001 "$ranks" 1 $((5000 * (ranks - 1))) 1000
    pool 0.1 "$ranks" 16 $((50 * 16 * (ranks - 1))) 100000
    pool 0.02 "$ranks" 16 $((250 * 16 * (ranks - 1))) 20000
    # As many messages as the root can take.
    pool single "$ranks" 1 200000 0 1
    pool nothing "$ranks" 1 5000000 0
  done
  # As job scripts do it: a rank a node.
  farm true 4 16 5000 /bin/true
  farm 0.1 4 16 3200 'sleep 0.1'
  farm output 4 16 3000 'seq 10000'
}

# MARK: The cluster

# Runs `measure` on the login node of a cluster, which is gone when that ends.
measure_on_nodes() {
  mkdir -p "$root/.build/cluster/run" "$root/.build/cluster/log"
  exec {lock}>"$root/.build/cluster/lock"
  flock -n "$lock" || { echo "the tests on a cluster are running in this clone" >&2; exit 1; }
  "$root/Tests/cluster/setup.sh"
  setpriv --pdeathsig KILL unshare --net --uts --ipc --mount --pid --fork --kill-child --mount-proc \
    "$PWD/run.sh" --inside &
  # shellcheck disable=SC2064 # this process
  trap "kill -9 $! 2>/dev/null; exit 1" HUP INT TERM
  wait $!
}

inside() {
  cd "$root"
  # shellcheck source=Tests/cluster/support.sh
  . Tests/cluster/support.sh
  mkdir -p "$work/run" "$work/log" "$work/home"
  find "$work/run" "$work/log" -type f -delete
  export HOME=$work/home
  login_init
  up >"$work/log/up.log" 2>&1 || { cat "$work/log/up.log"; exit 1; } >&2
  cd "$here"
  measure
}

case ${1-} in
  --inside) inside ;;
  --table) awk -f table.awk "$folder/figures" ;;
  *)
    if [[ $MPI == mpich ]]; then
      echo "MPICH 4.0 never yields a core: 64 ranks on a few cores, and several nodes, are for the others"
      exit
    fi
    prepare
    echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores," \
      "load before it $(cut -d' ' -f1 /proc/loadavg)"
    if [[ $(id -u) == 0 && ! ${ALONE-} ]]; then
      echo "four nodes out of namespaces, TCP"
      measure_on_nodes >"$folder/figures"
    else
      echo "one host, shared memory"
      measure >"$folder/figures"
    fi
    awk -f table.awk "$folder/figures"
    ;;
esac
