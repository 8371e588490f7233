#!/usr/bin/env bash
# Sees to it that the packages are there that a cluster out of namespaces is made of: setup.sh
#
# They are installed with apt-get; no daemon is started. Silent when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."

# A program of each package and the package.
needs=(
  slurmctld:slurmctld slurmd:slurmd sbatch:slurm-client munged:munge qsub:slurm-wlm-torque
  ip:iproute2 sshd:openssh-server ssh:openssh-client sqlite3:sqlite3
)
export PATH=$PATH:/usr/sbin:/sbin
packages=()
for need in "${needs[@]}"; do
  command -v "${need%:*}" >/dev/null || packages+=("${need#*:}")
done
# Lmod is a shell function; its file tells.
[[ -e /usr/share/lmod/lmod/init/bash ]] || packages+=(lmod)
[[ ${#packages[@]} -gt 0 ]] || exit 0

command -v apt-get >/dev/null || {
  echo "mpisum: a cluster for tests needs the packages ${packages[*]} of Debian or Ubuntu" >&2
  exit 1
}
echo "mpisum: installing ${packages[*]}" >&2
mkdir -p .build/logs
log=.build/logs/setup-cluster.log
install() {
  # At this run level no package starts its daemons.
  env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${packages[@]}" >>"$log" 2>&1
}
: >"$log"
# The package lists may be absent or old; they are fetched only when that shows.
install || { apt-get update >>"$log" 2>&1 && install; } || {
  tail -n 5 "$log" >&2
  echo "mpisum: ${packages[*]} could not be installed; the whole log is in $log" >&2
  exit 1
}
