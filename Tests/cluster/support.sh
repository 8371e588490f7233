#!/usr/bin/env bash
# What the tests on a cluster are written with: their files source it.
#
# MPI and MARCH name the build under test.

# shellcheck source=Tests/cluster/cluster.sh
. Tests/cluster/cluster.sh

# shellcheck source=/dev/null
. "$root/.build/mpi/$MPI.env"
build=$root/.build/$MPI-${MARCH:-default}/release
export mpisum=$build/mpisum

# As a module would have it. Debian's own are told apart by their names, and Open MPI's is plain mpirun.
if [[ $MPIEXEC != /usr/bin/* ]]; then export PATH=${MPIEXEC%/*}:$PATH; fi

# Two cores are four nodes here.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_mpi_yield_when_idle=1
export OMPI_MCA_plm_rsh_agent=$work/etc/ssh
export PRTE_MCA_plm_ssh_agent=$work/etc/ssh
# `make` sets it. Open MPI 5 would put all ranks on the first node.
unset PRTE_MCA_rmaps_default_mapping_policy

# What the libraries' launchers want to be told: the nodes; one rank on each node of a job, unbound; and the
# interface of srun that the library speaks.
case $MPI in
  openmpi*)
    on_nodes=("$MPIEXEC" --host)
    a_rank_a_node="$MPIEXEC --map-by node --bind-to none"
    interface=pmix
    ;;
  mpich*)
    on_nodes=("$MPIEXEC" -launcher ssh -launcher-exec "$work/etc/ssh" -hosts)
    a_rank_a_node="$MPIEXEC -ppn 1 -bind-to none"
    interface=pmi2
    ;;
esac
# Slurm's own mixture of two fences lets a rank leave MPI_Init before another can take its messages: with
# Open MPI 4.1.4 one start in eight crashed on four busy nodes, of a program in C as well; with one kind of
# fence none of 120 did.
by_srun="env SLURM_PMIX_FENCE=ring srun --mpi=$interface"
export a_rank_a_node interface by_srun

# across RANKS-PER-NODE COMMAND…: on all nodes, by the library's own launcher, from the login node.
across() {
  local per=$1 hosts
  shift
  printf -v hosts "%s:$per," "${nodes[@]}"
  timeout -k 5 120 "${on_nodes[@]}" "${hosts%,}" -np $((per * ${#nodes[@]})) "$@"
}

# submit OPTION… <<'END': a batch script for sbatch, on standard input; prints the job's number.
submit() {
  cat >script
  sbatch --parsable --output=job.log --open-mode=append "$@" script
}

# job_ends JOB [LIMIT]: waits until it has left the queue for good.
job_ends() { wait_until "${2-180}" is_over "$1"; }

is_over() { [[ $(job_state "$1") =~ ^(COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL|BOOT_FAIL)$ ]]; }

# The state of a job, in Slurm's word.
job_state() { job_field "$1" JobState; }

job_field() { scontrol show job "$1" | tr ' ' '\n' | sed -n "s/^$2=//p" | head -n 1; }

# run_job OPTION… <<'END': submits, waits, shows the log, and fails unless the job succeeded.
run_job() {
  local job
  job=$(submit "$@")
  job_ends "$job"
  cat job.log
  [[ $(job_state "$job") == COMPLETED ]]
}

# The answer of a store to a question in SQL, read from a copy: columns with | between them.
ask() {
  cp "$1" copy.db
  sqlite3 copy.db "$2"
}

# expect WHAT IS WANTED: fails with both unless they are equal.
expect() {
  [[ $2 == "$3" ]] || {
    printf '%s\n--- is\n%s\n--- but should be\n%s\n' "$1" "$2" "$3" >&2
    return 1
  }
}
