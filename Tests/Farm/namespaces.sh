#!/usr/bin/env bash
# Two nodes on this machine, each a network namespace with an ssh server of its own, and a folder that both see:
#
#     Tests/Farm/namespaces.sh JULIAREEL
#
# plans a film in twelve chunks, has GNU parallel render them over ssh, and takes one node off the network while it renders. The others'
# chunks are retried on the node that is left, the film is joined, and has to have the bytes of one that is rendered here. Needs root, iproute2,
# OpenSSH and GNU parallel; leaves nothing behind. Prints which node made which chunk.
set -euo pipefail
PATH=$PATH:/usr/sbin
program=$(realpath -- "${1:?"usage: Tests/Farm/namespaces.sh JULIAREEL"}")

# In namespaces of its own, which are gone with the last process in them.
if [[ -z ${INSIDE-} ]]; then
  export INSIDE=1
  exec unshare --net --mount --pid --fork --mount-proc --kill-child bash "$0" "$program"
fi

folder=$(mktemp -d /tmp/juliareel-nodes.XXXXXX)
trap 'rm -rf "$folder"' EXIT
mount -t tmpfs tmpfs /run
mkdir -p /run/sshd /run/netns
await() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || { echo "namespaces: no success: $*" >&2; return 1; }
    sleep 0.05
  done
}

ssh-keygen -q -t ed25519 -N '' -f "$folder/key"
cp "$folder/key.pub" "$folder/authorized"
chmod 600 "$folder/authorized"
cat >"$folder/sshd_config" <<EOF
Port 22
HostKey $folder/key
AuthorizedKeysFile $folder/authorized
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
# A node whose network is gone sees it soon, too.
ClientAliveInterval 1
ClientAliveCountMax 2
EOF
cat >"$folder/ssh_config" <<EOF
Host *
  IdentityFile $folder/key
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
  LogLevel ERROR
  ConnectTimeout 2
  ServerAliveInterval 1
  ServerAliveCountMax 2
EOF

ip link add hub type bridge
ip addr add 10.77.0.1/24 dev hub
ip link set lo up
ip link set hub up
for node in 2 3; do
  ip netns add "n$node"
  ip link add "v$node" type veth peer name eth0 netns "n$node"
  ip link set "v$node" master hub up
  ip -n "n$node" addr add "10.77.0.$node/24" dev eth0
  ip -n "n$node" link set eth0 up
  ip -n "n$node" link set lo up
  ip netns exec "n$node" /usr/sbin/sshd -f "$folder/sshd_config" -o "PidFile=$folder/pid$node"
done
for node in 2 3; do await 20 ssh -F "$folder/ssh_config" "root@10.77.0.$node" true; done

film=(classic-loop --size 320x180 --fps 36 --isa baseline)
cd "$folder"
"$program" plan "${film[@]}" --chunks 12 -o film.plan.json >/dev/null
cut_off() {
  await 300 compgen -G "film.mp4.juliareel/segment-*.jrseg"
  ip link set v3 down
  echo "namespaces: 10.77.0.3 is cut off" >&2
}
cut_off &
seq 0 11 | parallel --will-cite --ssh "ssh -F $folder/ssh_config" --sshlogin root@10.77.0.2,root@10.77.0.3 --jobs 1 --retries 20 \
  --joblog log --workdir "$folder" "$program" segment film.plan.json --threads 1 --progress none --index {} >/dev/null
wait
awk 'NR > 1 { count[$2 " ended with " $7]++ } END { for (what in count) print what ": " count[what] " chunks" }' log | sort
ip link show v3 | grep -q 'state DOWN' || { echo "namespaces: the node was not cut off" >&2; exit 1; }
"$program" join film.plan.json --progress none
"$program" render "${film[@]}" --progress none -o whole.mp4 >/dev/null
cmp film.mp4 whole.mp4
echo "namespaces: the same bytes as rendered in one go"
