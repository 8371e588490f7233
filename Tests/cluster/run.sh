#!/usr/bin/env bash
# Runs the tests that need a cluster, on one that it makes: run.sh [--shell] [PATTERN]
#
#     run.sh                all tests: `make test-cluster`
#     run.sh 'farm|pool'    those whose names this extended regular expression is found in
#     run.sh --shell        none: a shell on the cluster's login node; cluster.sh says what can be done there
#
# MPI (openmpi) and MARCH (x86-64-v3) say which build is tested. A line for each test; what each wrote is in
# .build/cluster/log, that of a failed one is shown. The last line is "N passed, N failed".
#
# The cluster is gone when this ends, however it ends: its login node's first process, which is a child of
# this one, takes everything with it.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Tests/cluster/cluster.sh
. Tests/cluster/cluster.sh

export MPI=${MPI:-openmpi} MARCH=${MARCH-x86-64-v3}

# shellcheck disable=SC2317 # indirect
main() {
  local pattern=. wants_shell=
  if [[ ${1-} == --shell ]]; then wants_shell=1; elif [[ ${1-} ]]; then pattern=$1; fi
  if [[ $(id -u) != 0 ]]; then
    echo "mpisum: the tests on a cluster make namespaces and run Slurm, which needs root" >&2
    exit 1
  fi
  mkdir -p "$work/run" "$work/log"
  exec {lock}>"$work/lock"
  flock -n "$lock" || {
    echo "mpisum: the tests on a cluster are running in this clone already" >&2
    exit 1
  }
  find "$work/run" "$work/log" -type f -delete
  Scripts/setup.sh "$MPI"
  Tests/cluster/setup.sh
  build program
  build examples
  git status --porcelain --ignored >"$work/run/tree" || true
  touch "$work/run/stamp"
  echo 0 0 >"$work/run/counts"

  # With --kill-child on the way down and a parent-death signal on the way up, no end of either process
  # leaves the other alone; the one below is the first in its process namespace, and all die with it.
  local inside=0
  setpriv --pdeathsig KILL unshare --net --uts --ipc --mount --pid --fork --kill-child --mount-proc \
    "$0" --inside "$pattern" "$wants_shell" &
  cluster=$!
  trap 'kill -9 $cluster 2>/dev/null; exit 1' HUP INT TERM
  wait "$cluster" || inside=$?
  if [[ $wants_shell ]]; then exit "$inside"; fi

  read -r passed failed <"$work/run/counts"
  if ((inside != 0 && failed == 0)); then failed=1; fi
  start=$SECONDS
  if nothing_is_left >"$work/log/nothing_is_left.log" 2>&1; then
    passed=$((passed + 1))
    report "nothing is left behind" ok
  else
    failed=$((failed + 1))
    report "nothing is left behind" FAILED
    cat "$work/log/nothing_is_left.log"
  fi
  echo "$passed passed, $failed failed"
  if ((failed > 0 || passed == 0)); then exit 1; fi
}

# All tests depend on it, so a failure ends the run.
build() {
  start=$SECONDS
  if Scripts/build.sh "$MPI" "$MARCH" "$1" >"$work/log/build-$1.log" 2>&1; then
    report "build $1" ok
  else
    report "build $1" FAILED
    tail -n 40 "$work/log/build-$1.log"
    echo "0 passed, 1 failed"
    exit 1
  fi
}

report() { printf '%-64s %-8s %5d s\n' "$1" "$2" $((SECONDS - start)); }

# Says what is still there of the cluster, and fails if anything is.
nothing_is_left() {
  local rest='' namespace
  # A killed process's namespaces go a little later than it does.
  while read -r namespace; do
    if ! wait_until 20 is_unused "$namespace"; then rest+="a process in $namespace"$'\n'; fi
  done <"$work/run/namespaces"
  rest+=$(ip -o link | grep -E ' (cluster|to-node[0-9]+)[@:]' || true)
  rest+=$(grep -F "$work" /proc/self/mountinfo || true)
  # Its /tmp, /run and /dev/shm are its own, and no file there can be seen from here. These are not.
  rest+=$(find /etc/munge /etc/slurm /etc/ssh /var/lib/munge /var/log/munge /var/lib/slurm /var/log/slurm \
    /var/spool /var/tmp /mnt /root /home -xdev -newer "$work/run/stamp" \
    -not -path "$root/*" -not -path '*/.cache/*' -type f 2>/dev/null || true)
  rest+=$(git status --porcelain --ignored 2>/dev/null | diff "$work/run/tree" - || true)
  [[ ! $rest ]] || {
    echo "$rest"
    return 1
  }
}

is_unused() {
  local process
  for process in /proc/[0-9]*; do
    [[ $(readlink "$process/ns/pid" 2>/dev/null) != "$1" ]] || return 1
  done
}

# MARK: On the login node

inside() {
  local pattern=$1 wants_shell=$2 start=$SECONDS passed=0 failed=0 file name
  export HOME=$work/home
  login_init
  readlink /proc/self/ns/pid >>"$work/run/namespaces"
  if ! up >"$work/log/up.log" 2>&1; then
    report "the cluster comes up" FAILED
    cat "$work/log/up.log"
    echo 0 1 >"$work/run/counts"
    exit 1
  fi
  if [[ $wants_shell ]]; then
    PATH=$root/Tests/cluster:$PATH bash -i
    exit
  fi
  passed=1
  report "the cluster comes up" ok
  for file in Tests/cluster/*-tests.sh; do
    while read -r name; do
      [[ $name =~ $pattern ]] || continue
      if run_test "$file" "$name"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
      echo "$passed $failed" >"$work/run/counts"
    done < <(sed -nE 's/^test_([a-z0-9_]+)\(\).*/\1/p' "$file")
  done
}

# Runs a test in a directory of its own, which all nodes share, and puts the cluster in order again.
run_test() {
  local file=$1 name=$2 log=$work/log/$2.log verdict=ok status=0
  start=$SECONDS
  rm -rf "${work:?}/home/$name"
  mkdir -p "$work/home/$name"
  timeout -k 5 600 "$0" --test "$file" "$name" >"$log" 2>&1 </dev/null || status=$?
  if [[ $status != 0 ]]; then verdict=FAILED; fi
  if [[ $status == 124 || $status == 137 ]]; then verdict="TIMED OUT"; fi
  if ! put_in_order >>"$log" 2>&1; then
    echo "the test left the above behind" >>"$log"
    verdict=FAILED
  fi
  report "${name//_/ }" "$verdict"
  [[ $verdict == ok ]] || {
    echo "---- the end of $log:"
    tail -n 40 "$log"
    echo "----"
    return 1
  }
  rm -rf "${work:?}/home/$name"
}

# Ends what a test has left: nothing but jobs and broken nodes is what it may leave.
put_in_order() {
  local node status=0
  for node in "${nodes[@]}"; do
    if is_up "$node"; then
      join_link "$node"
      go_on "$node"
    fi
  done
  scancel --user root --quiet || true
  wait_until 60 queue_is_empty || status=1
  wait_until 15 nothing_runs || {
    what_runs
    what_runs | cut -d' ' -f1 | xargs -r kill -9 || true
    status=1
  }
  for node in "${nodes[@]}"; do boot "$node"; done
  wait_until 60 is_idle "${nodes[@]}" || {
    sinfo -N -o '%N %T %E'
    status=1
  }
  return "$status"
}

queue_is_empty() { [[ ! $(squeue -h) ]]; }

nothing_runs() { [[ ! $(what_runs) ]]; }

# Processes that only a test can have started, on any node.
what_runs() {
  local process
  for process in /proc/[0-9]*; do
    if grep -qE '^(mpi|mpisum|orte|prte|prted|hydra|srun|slurmstepd)' "$process/comm" 2>/dev/null ||
      tr '\0' '\n' 2>/dev/null <"$process/environ" | grep -q '^MPISUM_TASK_ID='; then
      echo "${process#/proc/} $(tr '\0' ' ' <"$process/cmdline")"
    fi
  done 2>/dev/null
}

case ${1-} in
  --inside) inside "${@:2}" ;;
  --test)
    # shellcheck source=/dev/null
    . "$2"
    cd "$work/home/$3"
    PS4='+ ${BASH_SOURCE##*/}:$LINENO: '
    set -x
    "test_$3"
    ;;
  *) main "$@" ;;
esac
