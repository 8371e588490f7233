#!/usr/bin/env bash
# What a rank may use on several nodes: what `info` says, the threads that Slurm's figures leave, and the
# nodes in the table of `bench`.

# shellcheck source=Tests/cluster/support.sh
. Tests/cluster/support.sh

# How many ranks each host has, in a report of `info --json`.
ranks_by_host() { grep -o '"host":"[^"]*","limits"' "$1" | sort | uniq -c | awk '{ print $1 }' | xargs; }

test_info_shows_the_ranks_of_every_node() {
  across 2 "$mpisum" info --json >report
  [[ $(ranks_by_host report) == "2 2 2 2" ]]
  for node in "${nodes[@]}"; do grep -q "\"host\":\"$node\"" report; done
  across 1 "$mpisum" info >text
  grep -q '^4 ranks on 4 hosts$' text
}

test_threads_are_the_cores_that_slurm_gave() {
  for cpus in 1 2; do
    run_job --nodes=2 --ntasks-per-node=1 --cpus-per-task="$cpus" <<END
#!/bin/bash
srun --mpi=$interface --cpus-per-task=$cpus "$mpisum" -n 1e6 --json >srun
# mpirun is not told of --cpus-per-task on other nodes than its own; what Slurm gave on each is.
$a_rank_a_node "$mpisum" -n 1e6 --json >mpirun
END
    grep -q "\"threads\":\[$cpus,$cpus\]" srun
    grep -q "\"threads\":\[$cpus,$cpus\]" mpirun
  done
}

test_bench_counts_the_nodes() {
  across 1 "$mpisum" bench -n 1e6 --terms 1e6 --repeat 1 --threads 1 --csv >table
  # scaling, cores, ranks, threads, hosts: the ranks are on a node each.
  cut -d , -f 1-5 table >layouts
  diff layouts - <<'END'
scaling,cores,ranks,threads,hosts
strong,1,1,1,1
strong,2,2,1,2
strong,4,4,1,4
weak,1,1,1,1
weak,2,2,1,2
weak,4,4,1,4
END
}
