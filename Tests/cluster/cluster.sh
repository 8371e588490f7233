#!/usr/bin/env bash
# A cluster on one machine: a login node and four nodes out of namespaces, with Slurm and SSH.
#
#     cluster.sh on NODE COMMAND…       runs a command on a node
#     cluster.sh power-cut NODE         ends all its processes at once, and takes it off the network
#     cluster.sh boot NODE              starts it, again if need be
#     cluster.sh cut-link NODE          pulls the network cable; join-link NODE puts it back
#     cluster.sh pause NODE             stops every process on it; go-on NODE lets them run again
#
# These work on the login node, which Tests/cluster/run.sh makes, and where `run.sh --shell` gives a shell.
# Tests source this file.
#
# A node has its own hostname, network address, process numbers, /tmp, /dev/shm and System V memory. All
# else is the machine's, so that every directory is shared, as on a parallel file system. The login node's
# process 1 is the ancestor of everything, and the network is the login node's own: when that process ends,
# the kernel ends and removes all the rest.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$root/.build/cluster
nodes=(node1 node2 node3 node4)
network=10.77.0
# What Slurm believes that a node has, whatever the machine has.
cores=2

# How a caller of this file waits: until the command succeeds, at most some seconds.
wait_until() {
  local limit=$1 end=$((SECONDS + $1))
  shift
  until "$@"; do
    if ((SECONDS >= end)); then
      echo "waited $limit s in vain for: $*" >&2
      return 1
    fi
    sleep 0.2
  done
}

# MARK: Nodes

node_address() { echo "$network.${1#node}"; }

# The node's process 1, as the login node sees it.
node_process() { cat "$work/run/$1.pid"; }

# on NODE COMMAND…: in the same working directory.
on() {
  local process
  process=$(node_process "$1")
  shift
  nsenter -t "$process" -n -u -i -m -p --wdns="$PWD" -- "$@"
}

boot() {
  local node=$1 parent process
  ! is_up "$node" || return 0
  rm -f "$work/run/$node."*
  setsid unshare --net --uts --ipc --mount --pid --fork --kill-child --mount-proc \
    "$root/Tests/cluster/cluster.sh" _init "$node" >>"$work/log/$node.log" 2>&1 </dev/null &
  parent=$!
  wait_until 60 test -e "$work/run/$node.is-ready"
  process=$(pgrep -P "$parent")
  echo "$process" >"$work/run/$node.pid"
  ip link add "to-$node" type veth peer name eth0 netns "$process"
  ip link set "to-$node" master cluster up
  on "$node" ip link set lo up
  on "$node" ip link set eth0 up
  on "$node" ip address add "$(node_address "$node")/24" dev eth0
  on "$node" /usr/sbin/sshd -f "$work/etc/sshd_config" -E "$work/log/$node-sshd.log"
  on "$node" slurmd -N "$node"
}

# What the first process of a node does: it makes what is the node's own, and adopts orphans for ever.
node_init() {
  hostname "$1"
  private_files
  touch "$work/run/$1.is-ready"
  trap : HUP INT TERM
  while :; do
    sleep 3600 &
    wait || true
  done
}

# /tmp and /dev/shm of one's own. The project may be in /tmp itself, and stays where it is.
private_files() {
  mount --bind "$root" /mnt
  mount -t tmpfs -o mode=1777 tmpfs /tmp
  mkdir -p "$root"
  mount --move /mnt "$root"
  mount -t tmpfs -o mode=1777 tmpfs /dev/shm
}

is_up() {
  [[ -e $work/run/$1.pid ]] && kill -0 "$(node_process "$1")" 2>/dev/null
}

power_cut() {
  local process
  process=$(node_process "$1")
  kill -9 "$process"
  wait_until 30 is_dead "$process"
  rm "$work/run/$1.pid"
}

is_dead() { ! kill -0 "$1" 2>/dev/null; }

cut_link() { ip link set "to-$1" down; }

join_link() { ip link set "to-$1" up; }

# All processes but process 1 and the one that sends the signal, which a node's kernel spares.
pause() { on "$1" bash -c 'kill -STOP -1'; }

go_on() { on "$1" bash -c 'kill -CONT -1'; }

# MARK: The login node

# Makes this process's namespaces a login node: called once, by process 1.
login_init() {
  hostname login
  private_files
  mount -t tmpfs -o mode=755 tmpfs /run
  install -d -o munge -g munge /run/munge
  install -d /run/sshd
  mkdir -p "$work/home"
  write_settings
  mount --bind "$work/etc/hosts" /etc/hosts
  # No name server: each look-up of a name that is not there would take five seconds.
  mount --bind "$work/etc/resolv.conf" "$(realpath /etc/resolv.conf)"
  mount --bind "$work/etc/slurm" /etc/slurm
  ip link set lo up
  ip link add cluster type bridge
  ip link set cluster up
  ip address add "$network.254/24" dev cluster
}

write_settings() {
  local etc=$work/etc node
  rm -rf "$etc"
  mkdir -p "$etc/slurm"
  : >"$etc/resolv.conf"
  {
    echo "127.0.0.1 localhost"
    echo "$network.254 login"
    for node in "${nodes[@]}"; do echo "$(node_address "$node") $node"; done
  } >"$etc/hosts"

  ssh-keygen -q -t ed25519 -N '' -C cluster -f "$etc/key"
  cp "$etc/key.pub" "$etc/authorized_keys"
  cat >"$etc/sshd_config" <<END
HostKey $etc/key
AuthorizedKeysFile $etc/authorized_keys
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
UseDNS no
MaxStartups 100
END
  cat >"$etc/ssh" <<END
#!/bin/sh
exec ssh -F none -i $etc/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
  -o LogLevel=ERROR "\$@"
END
  chmod +x "$etc/ssh"

  cat >"$etc/slurm/slurm.conf" <<END
ClusterName=mpisum
SlurmctldHost=login($network.254)
SlurmUser=root
AuthType=auth/munge
# A job that is put back into the queue waits as long as its credentials last.
AuthInfo=cred_expire=8
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
TaskProlog=$root/Tests/cluster/task-prolog.sh
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=2,bf_interval=2
SlurmdParameters=config_overrides
ReturnToService=2
MailProg=/bin/true
PlugStackConfig=/dev/null
KillWait=5
SlurmdTimeout=10
TCPTimeout=2
CompleteWait=0
MpiDefault=none
StateSaveLocation=/run/slurmctld
# Nodes have no disk. On one that has, a socket that a power cut leaves there would keep PMIx from starting
# the same step of the same job once more.
SlurmdSpoolDir=/tmp/slurmd
SlurmctldPidFile=/run/slurmctld.pid
SlurmdPidFile=/tmp/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld.log
SlurmdLogFile=$work/log/%n-slurmd.log
$(for node in "${nodes[@]}"; do
    echo "NodeName=$node NodeAddr=$(node_address "$node") CPUs=$cores RealMemory=4000"
  done)
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
}

# Starts everything: after login_init.
up() {
  runuser -u munge -- munged --log-file=/run/munge/log --seed-file=/run/munge/seed
  slurmctld
  for node in "${nodes[@]}"; do boot "$node"; done
  wait_until 60 is_idle "${nodes[@]}"
}

# Whether Slurm takes nodes for whole and free.
is_idle() {
  local node
  for node in "$@"; do
    [[ $(sinfo -h -n "$node" -o %T) == idle ]] || return 1
  done
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  case ${1-} in
    on | power-cut | boot | cut-link | join-link | pause | go-on) "${1//-/_}" "${@:2}" ;;
    _init) node_init "$2" ;;
    *)
      sed -n '/^set/q; 2,$s/^# \{0,1\}//p' "$0" >&2
      exit 2
      ;;
  esac
fi
