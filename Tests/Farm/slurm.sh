#!/usr/bin/env bash
# A Slurm of one controller and one node on this machine, for as long as one exported job takes:
#
#     Tests/Farm/slurm.sh film.slurm.sh [OPTIONS OF SBATCH]
#
# starts munged, slurmctld and slurmd with a configuration, a key, and ports of their own in a temporary folder, submits the job, waits for
# its end, and stops them again, whatever happens. Needs Debian's slurm-wlm and munge, and neither root nor systemd. The exit code is 0
# where the film was joined; otherwise what the jobs and the daemons have said is on stderr.
set -euo pipefail
PATH=$PATH:/usr/sbin

# Whoever starts this may have blocked signals, as threads of Dispatch do, and daemons that inherit that never hear of their end.
if [[ -z ${SIGNALS_ARE_OPEN-} ]]; then
  export SIGNALS_ARE_OPEN=1
  exec perl -MPOSIX -e 'POSIX::sigprocmask(SIG_SETMASK, POSIX::SigSet->new) or die; exec @ARGV' bash "$0" "$@"
fi

job=$1
shift
# The name of a socket may have 107 bytes, so the folder is where names are short.
folder=$(mktemp -d /tmp/juliareel-slurm.XXXXXX)
daemons=()
# Set once the film is there.
is_done=false

# await SECONDS COMMAND: tries it until it succeeds, so long at most.
await() {
  local limit=$1 end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= end)); then
      echo "slurm: no success within $limit seconds: $*" >&2
      return 1
    fi
    sleep 0.1
  done
}
has_ended() { ! kill -0 "$1"; }

stop() {
  trap - EXIT
  # Never those of a Slurm that is no test's.
  if [[ ${SLURM_CONF-} == "$folder"/* && ${#daemons[@]} -ge 2 ]]; then scancel --user="$user" 2>/dev/null || true; fi
  # In the reverse order of their start: the node goes before its controller.
  for ((i = ${#daemons[@]} - 1; i >= 0; i--)); do
    kill "${daemons[i]}" 2>/dev/null || true
    await 10 has_ended "${daemons[i]}" || kill -KILL "${daemons[i]}" || true
  done
  $is_done || tail -n 40 "$folder"/*.log "$(dirname -- "$job")"/juliareel-*.log >&2 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

# The next port that nobody listens at.
port=$((20000 + $$ % 20000))
take_port() {
  port=$((port + 1))
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
}

host=$(hostname -s)
user=$(id -un)
take_port
controller_port=$port
take_port
node_port=$port
cat >"$folder/slurm.conf" <<CONF
ClusterName=juliareel
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$controller_port
SlurmdPort=$node_port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
# Four tasks side by side, however few processors there are.
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=bf_interval=1,batch_sched_delay=0,sched_interval=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
mkdir "$folder/state" "$folder/spool"
(umask 077 && head -c 1024 /dev/urandom >"$folder/munge.key")

munged --foreground --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munge.pid" \
  --seed-file="$folder/munge.seed" --log-file="$folder/munge.log" >"$folder/munged.out.log" 2>&1 &
daemons+=($!)
await 120 test -S "$folder/munge.socket"
slurmctld -D -c -f "$SLURM_CONF" >"$folder/slurmctld.log" 2>&1 &
daemons+=($!)
await 120 scontrol ping
slurmd -D -f "$SLURM_CONF" >"$folder/slurmd.log" 2>&1 &
daemons+=($!)
node_is_idle() { [[ $(sinfo --noheader --format=%T) == idle ]]; }
await 120 node_is_idle

submitted=$(bash "$job" "$@")
echo "$submitted"
join=${submitted##* }
state_of_join() { scontrol --oneliner show job "$join" | grep -o 'JobState=[A-Z_]*' | cut -d= -f2; }
join_has_ended() { [[ ! $(state_of_join) =~ ^(PENDING|CONFIGURING|RUNNING|COMPLETING|REQUEUED)$ ]]; }
await 300 join_has_ended
state=$(state_of_join)
echo "join $state"
[[ $state == COMPLETED ]] && is_done=true
$is_done
