#!/usr/bin/env bash
# The job scripts of jobs/, each as a user would submit it.

# shellcheck source=Tests/cluster/support.sh
. Tests/cluster/support.sh

export MPISUM=$mpisum

# Two hundred tasks, each of which has an effect.
quick_tasks() { for i in $(seq "${1-200}"); do echo "sleep 0.01; echo task $i; echo $i >>effects"; done; }

# expect_effects COUNT: each task's effect is there once.
expect_effects() {
  expect "effects" "$(sort -n effects)" "$(seq "$1")"
}

# Makes `srun --mpi=list` deny what it can, as a Slurm that was built without; prints a PATH.
path_without_pmix() {
  mkdir -p bin
  cat >bin/srun <<END
#!/bin/sh
[ "\$1" = --mpi=list ] && echo "MPI plugin types are... none" && exit
exec $(command -v srun) "\$@"
END
  chmod +x bin/srun
  echo "$PWD/bin:$PATH"
}

test_sum_sbatch() {
  local job
  sbatch --parsable --nodes=2 --ntasks-per-node=2 --cpus-per-task=1 \
    "$root/jobs/slurm/sum.sbatch" -n 1e7 --omit 42 >job
  job=$(<job)
  job_ends "$job"
  cat "mpisum-$job.log"
  grep "srun --mpi=$interface" "mpisum-$job.log"
  expect "the state" "$(job_state "$job")" COMPLETED
  expect "the result" "$(grep -v '^#' mpisum-results.txt)" "$("$mpisum" -n 1e7 --omit 42 2>/dev/null)"
  expect "files" "$(echo mpisum*)" "mpisum-$job.log mpisum-results.txt"
}

test_sum_sbatch_without_pmix() {
  local job
  job=$(PATH=$(path_without_pmix) sbatch --parsable --nodes=2 --ntasks-per-node=2 --cpus-per-task=1 \
    "$root/jobs/slurm/sum.sbatch" -n 1e7 --omit 42)
  job_ends "$job"
  cat "mpisum-$job.log"
  grep 'mpirun -np 4' "mpisum-$job.log"
  expect "the state" "$(job_state "$job")" COMPLETED
  expect "the result" "$(grep -v '^#' mpisum-results.txt)" "$("$mpisum" -n 1e7 --omit 42 2>/dev/null)"
}

# Each node gets a copy of the program, which is gone afterwards. Each node's /tmp is its own.
staged_sum() {
  local job node
  job=$(MPISUM_STAGE=/tmp sbatch --parsable --nodes=4 --ntasks-per-node=2 --cpus-per-task=1 \
    "$root/jobs/slurm/sum.sbatch" -n 1e7 --omit 42)
  job_ends "$job"
  cat "mpisum-$job.log"
  grep "$1.* /tmp/mpisum.$job --threads" "mpisum-$job.log"
  expect "the state" "$(job_state "$job")" COMPLETED
  expect "the result" "$(grep -v '^#' mpisum-results.txt)" "$("$mpisum" -n 1e7 --omit 42 2>/dev/null)"
  for node in "${nodes[@]}"; do expect "the copy on $node" "$(copies "$node")" ""; done
}

copies() { on "$1" find /tmp -maxdepth 1 -name 'mpisum.*'; }

test_sum_sbatch_sends_the_program_to_nodes() {
  staged_sum "srun --mpi=$interface"
}

test_sum_sbatch_sends_the_program_to_nodes_without_pmix() {
  PATH=$(path_without_pmix) staged_sum "mpirun -np 8"
}

test_sum_sbatch_goes_without_where_nothing_can_be_sent() {
  local job
  job=$(MPISUM_STAGE=/no/such/place sbatch --parsable --nodes=2 --ntasks-per-node=2 --cpus-per-task=1 \
    "$root/jobs/slurm/sum.sbatch" -n 1e7)
  job_ends "$job"
  cat "mpisum-$job.log"
  grep "$mpisum --threads" "mpisum-$job.log"
  expect "the state" "$(job_state "$job")" COMPLETED
  expect "the result" "$(grep -v '^#' mpisum-results.txt)" "$("$mpisum" -n 1e7 2>/dev/null)"
}

# Tasks are started by a process that runs the copy, also after a restart of the job.
test_farm_sbatch_sends_the_program_to_nodes() {
  local job node
  for i in 1 2 3 4 5 6 7 8; do
    echo "touch running-$i; readlink /proc/\$PPID/exe; until [ -e go ]; do sleep 0.05; done"
  done >tasks
  echo "readlink /proc/\$PPID/exe; : the last" >>tasks
  job=$(MPISUM_STAGE=/tmp sbatch --parsable --nodes=4 --cpus-per-task=2 "$root/jobs/slurm/farm.sbatch" \
    tasks --quiet)
  wait_until 60 all_run 8
  for node in "${nodes[@]}"; do expect "the copy on $node" "$(copies "$node")" "/tmp/mpisum.$job"; done
  scancel --signal=USR1 --batch "$job"
  wait_until 60 grep -q "told to drain" "mpisum-farm-$job.log"
  touch go
  wait_until 120 grep -q "restart 1" "mpisum-farm-$job.log"
  job_ends "$job"
  cat "mpisum-farm-$job.log"
  expect "the state" "$(job_state "$job")" COMPLETED
  expect "the programs" "$(ask tasks.farm "SELECT CAST(bytes AS TEXT), count(*) FROM output
    WHERE stream = 0 GROUP BY 1" | paste -sd' ')" "/tmp/mpisum.$job |9"
  for node in "${nodes[@]}"; do expect "the copy on $node" "$(copies "$node")" ""; done
}

# Slurm's warning stops the sum, and the job puts itself into the queue again, until it is done.
interrupted_sum() {
  local job
  job=$(sbatch --parsable --nodes=2 --ntasks-per-node=2 --cpus-per-task=1 \
    "$root/jobs/slurm/sum.sbatch" -n 1e11 --every 1s)
  wait_until 60 grep -q '"termsDone":[1-9]' "mpisum-$job.ckpt"
  scancel --signal=USR1 --batch "$job"
  wait_until 120 grep -q "restart 1" "mpisum-$job.log"
  job_ends "$job"
  cat "mpisum-$job.log"
  grep "stopped; go on" "mpisum-$job.log"
  grep "going on from" "mpisum-$job.log"
  grep "$1" "mpisum-$job.log"
  expect "the state" "$(job_state "$job")" COMPLETED
  expect "restarts" "$(job_field "$job" Restarts)" 1
  expect "the result" "$(grep -v '^#' mpisum-results.txt)" "$("$mpisum" -n 1e11 2>/dev/null)"
  expect "files" "$(echo mpisum*)" "mpisum-$job.log mpisum-results.txt"
}

test_sum_sbatch_goes_on_after_its_time_limit() { interrupted_sum "srun --mpi=$interface"; }

test_sum_sbatch_goes_on_without_pmix() {
  PATH=$(path_without_pmix) interrupted_sum "mpirun -np 4"
}

test_farm_sbatch() {
  local job
  quick_tasks >tasks
  job=$(sbatch --parsable --nodes=4 --cpus-per-task=2 "$root/jobs/slurm/farm.sbatch" tasks --quiet)
  job_ends "$job"
  cat "mpisum-farm-$job.log"
  expect "the state" "$(job_state "$job")" COMPLETED
  expect_effects 200
  expect "hosts" "$(ask tasks.farm "SELECT count(DISTINCT host) FROM attempt")" 4
  expect "restarts" "$(job_field "$job" Restarts)" 0
}

# A warning from Slurm drains the farm, and the job puts itself into the queue again, until all is done.
drained() {
  local job
  for i in 1 2 3 4 5 6 7 8; do
    echo "touch running-$i; until [ -e go ]; do sleep 0.05; done; echo $i >>effects"
  done >tasks
  quick_tasks 68 | tail -n 60 >>tasks
  job=$(sbatch --parsable --nodes=4 --cpus-per-task=2 "$root/jobs/slurm/farm.sbatch" tasks --quiet)
  wait_until 60 all_run 8
  scancel --signal=USR1 --batch "$job"
  wait_until 60 grep -q "told to drain" "mpisum-farm-$job.log"
  touch go
  wait_until 120 grep -q "restart 1" "mpisum-farm-$job.log"
  job_ends "$job"
  cat "mpisum-farm-$job.log"
  expect "the state" "$(job_state "$job")" COMPLETED
  expect "restarts" "$(job_field "$job" Restarts)" 1
  expect_effects 68
  expect "verdicts" "$(ask tasks.farm "SELECT verdict FROM run" | paste -sd,)" 4,0
  # What ran was let finish.
  expect "attempts" "$(ask tasks.farm "SELECT reason, count(*) FROM attempt GROUP BY reason")" "exited|68"
  [[ ! -e tasks.farm.drain ]]
}

all_run() { [[ $(find . -name 'running-*' | wc -l) == "$1" ]]; }

test_farm_sbatch_drains_and_starts_again() {
  drained
}

test_farm_sbatch_drains_without_pmix() {
  PATH=$(path_without_pmix) drained
  grep 'mpirun -np 4' mpisum-farm-*.log
}

test_farm_sbatch_gives_up_where_nothing_gets_done() {
  local job
  echo "echo started; sleep 1000" >tasks
  job=$(sbatch --parsable --nodes=1 --cpus-per-task=1 "$root/jobs/slurm/farm.sbatch" tasks \
    --time-limit 2s --grace 1s)
  job_ends "$job" 240
  cat "mpisum-farm-$job.log"
  expect "the end" "$(job_state "$job") $(job_field "$job" ExitCode)" "FAILED 4:0"
  expect "restarts" "$(job_field "$job" Restarts)" 3
  grep "restarted 3 times" "mpisum-farm-$job.log"
}

test_farm_array_sbatch() {
  local job
  { echo "# a comment" && quick_tasks 90; } >tasks
  job=$(sbatch --parsable --array=0-3 --cpus-per-task=2 "$root/jobs/slurm/farm-array.sbatch" tasks --quiet)
  wait_until 120 queue_is_empty
  cat "mpisum-farm-$job"-*.log
  expect_effects 90
  for element in 0 1 2 3; do
    expect "element $element" "$(ask tasks.farm-$element "SELECT count(*), min(state), max(state),
      (SELECT slots FROM run) FROM task")" "$((element < 2 ? 23 : 22))|succeeded|succeeded|2"
  done
  expect "nodes" "$(for i in 0 1 2 3; do ask tasks.farm-$i "SELECT DISTINCT host FROM attempt"; done |
    sort -u | wc -l)" 4
}

queue_is_empty() { [[ ! $(squeue -h) ]]; }

# pbs FORM RESOURCES SCRIPT [END]: submits by Slurm's qsub and waits for the job's end.
pbs() {
  local form=$1 resources=$2 script=$3 job
  export MPISUM_TEST_PBS=$form HYDRA_LAUNCHER_EXEC=$work/etc/ssh
  # qsub's own options instead of those in the script, which Slurm cannot all read. Its -v takes no values
  # with blanks; -V passes the whole environment on.
  grep -v '^#PBS' "$root/jobs/pbs/$script" >"$script"
  job=$(qsub -V -N pbs -j oe -l "$resources,walltime=00:05:00" "$script")
  job_ends "$job"
  cat "pbs.o$job"
  expect "the end" "$(job_state "$job") $(job_field "$job" ExitCode)" "${4-COMPLETED 0:0}"
}

test_sum_pbs_with_select() {
  export MPISUM_OPTIONS="-n 1e7"
  export MPISUM_OPTIONS="-n 1e7"
  pbs "select 2 2 1" select=2:ncpus=2:mpiprocs=2:ompthreads=1 sum.pbs
  grep -- '-np 4 .*--threads 1' pbs.o*
  expect "the result" "$(grep -v '^#' mpisum-results.txt)" "$("$mpisum" -n 1e7 2>/dev/null)"
}

test_sum_pbs_with_torques_nodes() {
  export MPISUM_OPTIONS="-n 1e7"
  export MPISUM_OPTIONS="-n 1e7"
  pbs "nodes 2" nodes=3:ppn=2 sum.pbs
  grep -- '-np 6 .*--threads 1' pbs.o*
  expect "the result" "$(grep -v '^#' mpisum-results.txt)" "$("$mpisum" -n 1e7 2>/dev/null)"
}

test_farm_pbs_with_select() {
  quick_tasks >tasks
  export TASKS=tasks MPISUM_OPTIONS=--quiet
  pbs "select 1 2 2" select=4:ncpus=2:mpiprocs=1 farm.pbs
  expect_effects 200
  expect "ranks and slots" "$(ask tasks.farm "SELECT ranks, slots, verdict FROM run")" "4|8|0"
  expect "hosts" "$(ask tasks.farm "SELECT count(DISTINCT host) FROM attempt")" 4
}

test_farm_pbs_with_torques_nodes() {
  quick_tasks >tasks
  export TASKS=tasks MPISUM_OPTIONS=--quiet
  pbs "nodes 2" nodes=4:ppn=2 farm.pbs
  expect_effects 200
  expect "ranks and slots" "$(ask tasks.farm "SELECT ranks, slots, verdict FROM run")" "4|8|0"
  expect "hosts" "$(ask tasks.farm "SELECT count(DISTINCT host) FROM attempt")" 4
}

# What qstat says of the job's time is believed: a task that takes longer is not begun.
test_farm_pbs_knows_its_walltime() {
  printf '%s\n' "echo 1 >>effects" "#mpisum: time=1h" "echo 2 >>effects" >tasks
  export TASKS=tasks
  pbs "select 1 2 2" select=2:ncpus=2:mpiprocs=1 farm.pbs "FAILED 4:0"
  expect_effects 1
  grep "submit the script again" pbs.o*
}

# What `make install` puts into a folder of modules makes the program, its manual and its completions known.
test_module_file() {
  make -C "$root" --no-print-directory install PREFIX="$PWD/local" MPI="$MPI" MARCH="$MARCH"
  cat >user <<END
. /usr/share/lmod/lmod/init/bash
module use $PWD/local/share/modulefiles
module load mpisum
command -v mpisum
mpisum -n 1000
man -w mpisum
module unload mpisum
command -v mpisum || echo gone
END
  env -u MPISUM bash user | tee said
  grep -x "$PWD/local/bin/mpisum" said
  grep -xF "$("$mpisum" -n 1000 2>/dev/null | grep digits)" said
  grep -x "$PWD/local/share/man/man1/mpisum.1" said
  grep -x gone said
}
