#!/usr/bin/env bash
# What Slurm runs before each task of a job, here: makes a job that came by way of qsub look like one of PBS.
#
# Lines "export NAME=VALUE" and "unset NAME" on standard output change the task's environment.
set -euo pipefail
[[ ${MPISUM_TEST_PBS-} ]] || exit 0
