#!/usr/bin/env bash
# What Slurm runs before each task of a job, here: makes a job that came by way of qsub one of PBS.
#
# Slurm's qsub sets no variables of PBS. A test says in MPISUM_TEST_PBS which form of PBS is meant:
#   select RANKS-PER-NODE CORES-PER-NODE THREADS     PBS Professional, -l select=…
#   nodes CORES-PER-NODE                             Torque, -l nodes=…:ppn=…
# Lines `export NAME=VALUE` and `unset NAME` on standard output change the task's environment. Nothing of
# Slurm's is left there, so that nobody finds the nodes by way of that.
set -euo pipefail
[[ ${MPISUM_TEST_PBS-} ]] || exit 0
read -r form lines cores threads <<<"$MPISUM_TEST_PBS"

file=$SLURM_SUBMIT_DIR/pbs-nodes.$SLURM_JOB_ID
for node in $(scontrol show hostnames "$SLURM_JOB_NODELIST"); do
  for ((i = 0; i < lines; i++)); do echo "$node"; done
done >"$file"

for name in $(compgen -e SLURM); do echo "unset $name"; done
cat <<END
export PBS_ENVIRONMENT=PBS_BATCH
export PBS_JOBID=$SLURM_JOB_ID
export PBS_JOBNAME=$SLURM_JOB_NAME
export PBS_NODEFILE=$file
export PBS_O_HOST=login
export PBS_O_WORKDIR=$SLURM_SUBMIT_DIR
export PBS_QUEUE=all
END
case $form in
  select)
    echo "export NCPUS=$cores"
    echo "export OMP_NUM_THREADS=$threads"
    ;;
  nodes)
    echo "export PBS_NUM_NODES=$(sort -u "$file" | wc -l)"
    echo "export PBS_NUM_PPN=$lines"
    echo "export PBS_NP=$(wc -l <"$file")"
    ;;
esac
