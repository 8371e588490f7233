. Tests/cluster/support.sh
farm_job() { # launcher words
  submit --nodes=4 --ntasks-per-node=1 --cpus-per-task=2 <<END
#!/bin/bash
$* $mpisum farm tasks --slots 2 --resume &
pid=\$!
trap "echo got USR1; kill -USR1 \$pid" USR1
while kill -0 \$pid 2>/dev/null; do wait \$pid; done
wait \$pid; echo launcher \$?
$mpisum farm status tasks.farm; echo status \$?
END
}
list() { rm -rf tasks* job.log met; mkdir met; for i in $(seq 40); do echo "touch met/$i; sleep 4; echo done $i"; done >tasks; }
see() { job_ends "$job"; grep -v '^done' job.log; ask tasks.farm "select state, reason, exit, signal, count(*) from attempt join task on task.id=task group by 1,2,3,4; select state, count(*) from task group by 1"; }
started() { [[ $(ls met | wc -l) -ge 8 ]]; }
test_x() {
 for launcher in "srun --mpi=pmix --cpus-per-task=2 --kill-on-bad-exit=1" "mpirun --map-by node --bind-to none"; do
  echo "======== $launcher"
  list; job=$(farm_job "$launcher"); wait_until 20 started; scancel --signal=USR1 --batch $job; see
  echo "======== $launcher TERM all"
  list; job=$(farm_job "$launcher"); wait_until 20 started; scancel $job; see
  echo "======== $launcher USR1 steps"
  list; job=$(farm_job "$launcher"); wait_until 20 started; scancel --signal=USR1 $job; see
 done
}
