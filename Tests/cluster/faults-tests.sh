#!/usr/bin/env bash
# Time limits, nodes that die, hang or are broken, cables that are pulled: the farm's tasks are all done in
# the end, and none has succeeded twice.

# shellcheck source=Tests/cluster/support.sh
. Tests/cluster/support.sh

export MPISUM=$mpisum

# mixed COUNT SECONDS: tasks of many kinds, each of which leaves its number in `effects` at its end. They
# sleep for SECONDS or a multiple of it; some fail at their first attempt, in two ways; one in two hundred
# takes thirty times as long as most.
mixed() {
  local i seconds=$2 double long
  double=$(awk "BEGIN { print 2 * $2 }") long=$(awk "BEGIN { print 30 * $2 }")
  for i in $(seq "$1"); do
    case $((i % 200)) in
      50) echo "sleep $long; echo $i >>effects" ;;
      *)
        case $((i % 10)) in
          0) echo "sleep $double; echo $i >>effects" ;;
          1) echo "[ \$MPISUM_ATTEMPT -gt 1 ] || exit 75; sleep $seconds; echo $i >>effects" ;;
          2) echo "[ \$MPISUM_ATTEMPT -gt 1 ] || kill -TERM \$\$; sleep $seconds; echo $i >>effects" ;;
          3) echo "head -c 20000 /dev/zero | tr '[:cntrl:]' x; sleep $seconds; echo $i >>effects" ;;
          4) echo "echo $i >\$MPISUM_SCRATCH/f && sleep $seconds && cat \$MPISUM_SCRATCH/f >>effects" ;;
          5) echo "n=0; while [ \$n -lt 3000 ]; do n=\$((n + 1)); done; echo $i >>effects" ;;
          6) echo "sleep $seconds & sleep $seconds & wait; echo $i | tee -a effects" ;;
          *) echo "sleep $seconds; echo $i >>effects" ;;
        esac
        ;;
    esac
  done
}

# expect_done COUNT: every task's effect is there, every task has succeeded, and none twice.
expect_done() {
  expect "effects" "$(sort -nu effects | md5sum)" "$(seq "$1" | md5sum)"
  expect "tasks" "$(ask tasks.farm "SELECT state, count(*) FROM task GROUP BY state")" "succeeded|$1"
  expect "tasks without just one success" "$(ask tasks.farm "SELECT count(*) FROM task WHERE 1 !=
    (SELECT count(*) FROM attempt WHERE task = task.id AND reason = 'exited' AND exit = 0 AND signal = 0)")" 0
  expect "the store" "$(sqlite3 copy.db "PRAGMA integrity_check")" ok
  sqlite3 -header copy.db "SELECT id, hosts, verdict, round(ended - started, 1) FROM run;
    SELECT run, reason, exit, signal, count(*) FROM attempt GROUP BY run, reason, exit, signal"
}

# has_done COUNT: whether so many effects are there.
has_done() { [[ -e effects ]] && (($(wc -l <effects) >= $1)); }

has_restarted() { (($(job_field "$1" Restarts) >= $2)); }

is_running() { [[ $(job_state "$1") == RUNNING ]]; }

# Submits farm.sbatch for `tasks` on all nodes, and prints the job.
farm_job() {
  sbatch --parsable --nodes=4 --cpus-per-task=2 --output=job.log "$@" \
    "$root/jobs/slurm/farm.sbatch" tasks --quiet --retries 2 --quarantine 0
}

test_two_thousand_tasks_survive_two_time_limits() {
  local job
  # Some ten minutes of sleep on eight slots; a job has one minute, of which the farm leaves half. Slurm's
  # warning would come sooner.
  mixed 2000 0.27 >tasks
  job=$(farm_job --time=1 --signal=B:USR1@5)
  job_ends "$job" 400
  cat job.log
  expect "the state" "$(job_state "$job")" COMPLETED
  expect_done 2000
  (($(job_field "$job" Restarts) >= 2))
  expect "verdicts" "$(ask tasks.farm "SELECT group_concat(DISTINCT verdict) FROM run")" 4,0
  # The limit was known, and so nothing was lost.
  expect "lost attempts" "$(ask tasks.farm "SELECT count(*) FROM attempt
    WHERE reason NOT IN ('exited', 'signalled', 'interrupted')")" 0
}

test_two_thousand_tasks_survive_a_power_cut() {
  local job
  # Some are still running on node3 when its power is cut.
  # shellcheck disable=SC2016 # the tasks' variables
  mixed 2000 0.12 |
    sed '200,220s/^/[ "$MPISUM_HOST $MPISUM_ATTEMPT" != "node3 1" ] || { touch running-1; sleep 1000; }; /' >tasks
  job=$(farm_job)
  wait_until 120 all_run 1
  # The farm records them within a second.
  sleep 3
  power_cut node3
  wait_until 120 has_restarted "$job" 1
  boot node3
  job_ends "$job" 300
  cat job.log
  expect "the state" "$(job_state "$job")" COMPLETED
  expect_done 2000
  # What the dead node had begun is on record.
  (($(ask tasks.farm "SELECT count(*) FROM attempt JOIN task ON task.id = attempt.task
    WHERE host = 'node3' AND run = 1 AND ordinal BETWEEN 200 AND 220
    AND reason IN ('lost', 'interrupted')") >= 1))
}

test_the_batch_node_loses_power() {
  local job
  mixed 400 0.1 >tasks
  job=$(farm_job)
  wait_until 120 has_done 150
  expect "the batch node" "$(job_field "$job" BatchHost)" node1
  power_cut node1
  wait_until 120 has_restarted "$job" 1
  boot node1
  job_ends "$job" 300
  cat job.log
  expect "the state" "$(job_state "$job")" COMPLETED
  expect_done 400
  # What had been recorded by then was not done again.
  (($(ask tasks.farm "SELECT count(*) FROM attempt WHERE run = 1 AND reason = 'exited' AND exit = 0") >= 1))
}

test_a_cable_is_pulled_and_put_back() {
  local job
  mixed 400 0.05 >tasks
  job=$(farm_job)
  wait_until 120 has_done 50
  cut_link node2
  sleep 3
  join_link node2
  job_ends "$job" 300
  cat job.log
  expect "the state" "$(job_state "$job")" COMPLETED
  expect_done 400
}

test_a_cable_is_pulled_for_good() {
  local job
  mixed 400 0.1 >tasks
  job=$(farm_job)
  wait_until 120 has_done 50
  cut_link node4
  wait_until 180 has_restarted "$job" 1
  join_link node4
  job_ends "$job" 300
  cat job.log
  expect "the state" "$(job_state "$job")" COMPLETED
  expect_done 400
}

test_a_node_hangs_for_a_while() {
  local job
  mixed 400 0.05 >tasks
  job=$(farm_job)
  wait_until 120 has_done 50
  pause node2
  sleep 4
  go_on node2
  job_ends "$job" 300
  cat job.log
  expect "the state" "$(job_state "$job")" COMPLETED
  expect_done 400
  expect "restarts" "$(job_field "$job" Restarts)" 0
}

test_a_power_cut_under_mpirun_and_going_on_with_three_nodes() {
  local farm
  mixed 400 0.1 >tasks
  across 1 "$mpisum" farm tasks --slots 2 --quiet --retries 2 --quarantine 0 &
  farm=$!
  wait_until 120 has_done 50
  power_cut node3
  # What launchers end with here is their own business, and whether they leave the root time to say something.
  wait "$farm" || true
  nodes=(node1 node2 node4)
  # As long as the old root lives the store is locked.
  wait_until 60 across 1 "$mpisum" farm tasks --slots 2 --quiet --retries 2 --quarantine 0 --resume
  expect_done 400
}

test_a_broken_node_is_left_alone() {
  on node2 touch /tmp/broken
  for i in $(seq 200); do echo "sleep 0.02; [ ! -e /tmp/broken ] && echo $i >>effects"; done >tasks
  across 1 "$mpisum" farm tasks --slots 2 --quiet --retries 1 2>messages
  cat messages
  on node2 rm /tmp/broken
  expect "effects" "$(sort -n effects | md5sum)" "$(seq 200 | md5sum)"
  expect "remarks" "$(grep -c 'rank 1 on node2 gets no more tasks' messages)" 1
  # It had few tasks, and each failure was made good on another node.
  expect "who failed" "$(ask tasks.farm "SELECT DISTINCT host FROM attempt WHERE exit != 0")" node2
  expect "retries there" "$(ask tasks.farm "SELECT count(*) FROM attempt WHERE number > 1 AND host = 'node2'")" 0
  expect "successes" "$(ask tasks.farm "SELECT count(*) FROM attempt WHERE exit = 0")" 200
}

# Twenty tasks that wait for the file `go`, in a job that runs eight of them when this returns.
waiting_job() {
  for i in $(seq 20); do
    echo "touch running-$i; until [ -e go ]; do sleep 0.1; done; echo $i >>effects"
  done >tasks
  farm_job
  wait_until 60 all_run 8
}

test_scancel_interrupts_and_fails_nothing() {
  local job
  job=$(waiting_job)
  scancel "$job"
  job_ends "$job"
  cat job.log
  expect "attempts" "$(ask tasks.farm "SELECT DISTINCT reason FROM attempt")" interrupted
  expect "failures" "$(ask tasks.farm "SELECT count(*) FROM task WHERE state = 'failed'")" 0
  touch go
  across 1 "$mpisum" farm tasks --slots 2 --quiet --resume
  expect_done 20
}

all_run() { (($(find . -name 'running-*' | wc -l) >= $1)); }

test_a_signal_to_the_steps_fails_nothing() {
  local job
  job=$(waiting_job)
  # To the ranks and the tasks, as --signal without B: has it.
  scancel --signal=USR1 "$job"
  touch go
  job_ends "$job" 180
  cat job.log
  expect "the state" "$(job_state "$job")" COMPLETED
  expect_done 20
}

# Tasks that start jobs of their own: on their node, whoever started the farm, and with the ranks wanted.
test_tasks_that_are_mpirun_or_srun_stay_on_their_node() {
  local launch
  for i in 1 2 3 4; do
    echo "$MPIEXEC -np 2 $mpisum -n 1${i}000 --json"
    echo "$by_srun --overlap --nodes=1 --ntasks=2 --ntasks-per-node=2 -w \$MPISUM_HOST $mpisum -n 2${i}000 --json"
  done >tasks
  for launch in "$a_rank_a_node" "$by_srun --cpus-per-task=2"; do
    rm -f tasks.farm job.log
    run_job --nodes=4 --ntasks-per-node=1 --cpus-per-task=2 <<END
#!/bin/bash
exec $launch $mpisum farm tasks --slots 1 --cpus 2 --timeout 60s
END
    expect "tasks on their own nodes" "$(ask tasks.farm "SELECT count(*) FROM attempt
      JOIN output ON output.attempt = attempt.id AND stream = 0
      WHERE CAST(bytes AS TEXT) LIKE '%\"hosts\":[\"' || host || '\"]%\"ranks\":2,%'")" 8
  done
}
