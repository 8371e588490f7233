#!/usr/bin/env bash
# Sum, farm and pool over four nodes, by every launcher: the same bytes as without one, and farm stores that
# say who did what.

# shellcheck source=Tests/cluster/support.sh
. Tests/cluster/support.sh

# What the sums and the pool's examples print is compared with what they print on one node.
#
# results FOLDER HOSTS LAUNCHER…: HOSTS is how many nodes there have to be.
results() {
  local out=$1 hosts=$2
  shift 2
  mkdir -p "$out"
  "$@" "$mpisum" -n 12345678 >"$out/sum" 2>"said-$out"
  cat "said-$out"
  grep -q "threads, $hosts host" "said-$out"
  "$@" "$mpisum" --base 16 --omit dead --omit beef -n 2^20 --json | sed 's/,"run":.*//' >"$out/json"
  "$@" "$build/squares" >"$out/squares"
  "$@" "$build/monte-carlo-pi" --samples 3000001 --seed 7 >"$out/pi"
  "$@" "$build/spherical-to-cartesian" --grid 5x30x83 --check >"$out/field"
}

test_mpirun_prints_the_same_bytes_on_four_nodes() {
  results alone 1
  results four 4 across 1
  diff -r alone four
  results eight 4 across 2
  diff -r alone eight
}

test_mpirun_in_a_batch_job_prints_the_same_bytes() {
  results alone 1
  declare -f results >functions
  run_job --nodes=4 --ntasks-per-node=2 <<END
#!/bin/bash
set -e
mpisum=$mpisum build=$build
. ./functions
results four 4 $MPIEXEC
END
  diff -r alone four
}

test_srun_prints_the_same_bytes() {
  results alone 1
  declare -f results >functions
  run_job --nodes=4 --ntasks-per-node=1 --cpus-per-task=2 <<END
#!/bin/bash
set -e
mpisum=$mpisum build=$build
. ./functions
results four 4 $by_srun --cpus-per-task=2
END
  diff -r alone four
}

# Tasks that wait for one another, as many as there are slots, and some more. Each says where it ran.
meeting() {
  local slots=$1
  mkdir -p met
  for i in $(seq "$slots"); do
    echo "touch met/$i; until [ \$(ls met | wc -l) -ge $slots ]; do sleep 0.02; done; $where"
  done
  for i in $(seq 100); do echo ": $i; $where"; done
}
# shellcheck disable=SC2016 # the tasks' variables
where='echo "$(hostname) $MPISUM_HOST $MPISUM_RANK $MPISUM_SLOT"'

# expect_meeting STORE RANKS SLOTS: every slot of every node had one of the first eight tasks, and what the
# store says of each task is what the task itself has seen.
expect_meeting() {
  local store=$1 ranks=$2 slots=$3 wanted='' rank slot
  for ((rank = 0; rank < ranks; rank++)); do
    for ((slot = 0; slot < slots; slot++)); do
      wanted+="node$((rank * 4 / ranks + 1))|$rank|$slot"$'\n'
    done
  done
  expect "who had the first tasks" "$(ask "$store" "SELECT host, rank, slot FROM attempt
    JOIN task ON task.id = attempt.task WHERE ordinal <= 8 ORDER BY rank, slot")" "${wanted%$'\n'}"
  expect "what tasks say against what the store says" "$(ask "$store" "SELECT count(*) FROM attempt
    JOIN output ON output.attempt = attempt.id AND stream = 0
    WHERE CAST(bytes AS TEXT) = host || ' ' || host || ' ' || rank || ' ' || slot || char(10)
      AND exit = 0 AND signal = 0 AND reason = 'exited'")" 108
  expect "tasks and attempts" "$(ask "$store" "SELECT count(*), min(state), max(state),
    (SELECT count(*) FROM attempt) FROM task")" "108|succeeded|succeeded|108"
  expect "the run" "$(ask "$store" "SELECT ranks, slots, verdict FROM run")" "$ranks|8|0"
  expect "its hosts" "$(ask "$store" "SELECT hosts FROM run" | grep -o 'node[1-4]' | sort -u | paste -sd,)" \
    node1,node2,node3,node4
  expect "the end" "$("$mpisum" farm status "$store" --json | grep -o '"verdict":[0-9]*')" '"verdict":0'
}

test_farm_by_mpirun_with_one_rank_a_node() {
  meeting 8 >tasks
  across 1 "$mpisum" farm tasks --slots 2
  expect_meeting tasks.farm 4 2
}

test_farm_by_mpirun_with_one_rank_a_core() {
  meeting 8 >tasks
  across 2 "$mpisum" farm tasks --slots 1
  expect_meeting tasks.farm 8 1
}

test_farm_by_mpirun_in_a_batch_job() {
  meeting 8 >tasks
  run_job --nodes=4 --ntasks-per-node=1 --cpus-per-task=2 <<END
#!/bin/bash
exec $a_rank_a_node $mpisum farm tasks --slots 2
END
  expect_meeting tasks.farm 4 2
}

test_farm_by_srun_with_one_rank_a_node() {
  meeting 8 >tasks
  run_job --nodes=4 --ntasks-per-node=1 --cpus-per-task=2 <<END
#!/bin/bash
exec $by_srun --cpus-per-task=2 $mpisum farm tasks
END
  expect_meeting tasks.farm 4 2
}

test_farm_by_srun_with_one_rank_a_core() {
  meeting 8 >tasks
  run_job --nodes=4 --ntasks-per-node=2 --cpus-per-task=1 <<END
#!/bin/bash
exec $by_srun --cpus-per-task=1 $mpisum farm tasks --slots 1
END
  expect_meeting tasks.farm 8 1
}
