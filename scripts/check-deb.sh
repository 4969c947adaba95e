#!/usr/bin/env bash
# Installs a package into a clean Debian and uses it there as its user would: renders with each codec and with a song, reads manual pages,
# completes words in three shells, removes it. Where this machine has ffprobe, that has a look at the films. Needs root, debootstrap, and
# Debian's archive configured in apt.
#
#   scripts/check-deb.sh [SUITE [PACKAGE]]      # this machine's, and the newest one for it in .build/package, unless others are said
set -euo pipefail
cd "$(dirname "$0")/.."
suite=${1:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
package=${2:-$(ls -t .build/package/juliareel_*~"$suite"_*.deb | head -n 1)}
[[ -f $package ]] || { echo "check-deb: $package: there is no such package" >&2; exit 66; }
clean=$(scripts/clean-debian.sh "$suite")
# A copy is used, so that the next run is clean as well.
copy=$(mktemp -d "$clean.XXXXXX")
trap 'rm -rf "$copy"' EXIT
cp -a "$clean/." "$copy"
cp "$package" "$copy/juliareel.deb"
mkdir "$copy/films"
# AV1 needs a library that Debian has no archive of, so that what carries FFmpeg has none.
[[ $package == *~static_* ]] || touch "$copy/films/av1"

unshare --mount --pid --fork bash -c '
  set -euo pipefail
  mount -t proc proc "$1/proc"
  mount --rbind /dev "$1/dev"
  exec chroot "$1" /bin/bash -euo pipefail -s' bash "$copy" <<'EOS'
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root
apt-get update -qq
began=$(date +%s%N)
apt-get install -y -qq --no-install-recommends /juliareel.deb >/dev/null
echo "installed in $((($(date +%s%N) - began) / 1000000)) ms with $(dpkg -l | grep -c '^ii  lib') libraries"
juliareel --version
cd /films
juliareel render spiral-descent --frames 0-29 --size 320x180 --progress none -o film.mp4
juliareel info --summary film.mp4
juliareel new mine >/dev/null
# Each codec and form of file.
render() { juliareel render "${@:2}" --progress none -o "$1" | cut -d: -f1; }
small=(--frames 0-2 --size 128x72)
for file in h264.mp4 hevc.mp4 vp9.webm prores.mov ffv1.mkv; do render "$file" mine.json --codec "${file%.*}" "${small[@]}"; done
for file in a.gif a.webp a-%d.png; do render "$file" mine.json --fps 25 "${small[@]}"; done
if [[ -e av1 ]]; then
  render av1.mp4 mine.json --codec av1 "${small[@]}"
else
  status=0
  juliareel render mine.json --codec av1 "${small[@]}" -o av1.mp4 2>refusal || status=$?
  echo "AV1: exit $status, $(head -n 1 refusal)"
  [[ $status != 0 && ! -e av1.mp4 ]]
fi
# A film that follows a song, and has it in the sound of its kind of file.
for file in h264.mp4 vp9.webm prores.mov ffv1.mkv; do
  render "dance-$file" /usr/share/juliareel/Examples/Dance/dance.json --codec "${file%.*}" --frames 0-59 --size 128x72
  juliareel info --summary "dance-$file" | grep 'sound'
done
juliareel still mine.json --time 1 --size 128x72 -o still.png >/dev/null

apt-get install -y -qq --no-install-recommends man-db bash-completion zsh fish >/dev/null
man juliareel | grep -F 'z ↦ z² + c' | head -n 1
for page in /usr/share/man/man1/juliareel*; do man "$(basename "${page%.1.gz}")" | grep -q SYNOPSIS; done
echo "$(ls /usr/share/man/man1/juliareel* | wc -l) manual pages are read"
# Tab at a terminal of each shell, with what it starts with for every user. In bash a # before the line makes it a comment, which the history keeps.
typed() {
  [[ $2 == *TYPED:*"juliareel render spiral-descent"* ]] || { printf '%s completes no preset:\n%s\n' "$1" "$2" >&2; exit 1; }
  echo "$1 completes presets"
}
tab=$(printf '\t') home=$(printf '\001')
export TERM=dumb
typed bash "$(printf '%s\n' '. /usr/share/bash-completion/bash_completion' 'PS1=; set -o history' "juliareel render spiral-d$tab#$home#" \
  'echo "TYPED:$(fc -ln -1 -1):"' exit | timeout 60 script -qec 'bash --norc -i' /dev/null)"
typed fish "$(printf '%s\n' 'function show --on-event fish_preexec; echo TYPED:$argv:; end' "juliareel render spiral-d$tab--help" exit |
  timeout 60 script -qec 'fish -i' /dev/null)"
typed zsh "$(timeout 60 zsh -f -c '
  zmodload zsh/zpty
  zpty shell "zsh -f -i"
  zpty -w shell "PS1=; unsetopt prompt_sp; autoload -Uz compinit; compinit -u -D; bindkey \"^I\" complete-word"
  zpty -w shell "take() { print -r -- \"TYPED:\$BUFFER:\"; BUFFER=exit; zle .accept-line; }; zle -N accept-line take"
  zpty -n -w shell $'\''juliareel render spiral-d\t\n'\''
  while zpty -r shell piece; do print -rn -- "$piece"; done')"

apt-get remove -y -qq juliareel >/dev/null
hash -r
left=$(command -v juliareel || find /usr /etc /var/lib/dpkg/info -name '*juliareel*')
[[ -z $left ]] || { echo "left behind: $left" >&2; exit 1; }
echo "removed"
EOS
if command -v ffprobe >/dev/null; then
  (cd "$copy/films" && for film in *.mp4 *.webm *.mov *.mkv *.gif; do
    echo "$film: $(ffprobe -v error -count_frames -show_entries stream=codec_name,nb_read_frames -of csv=p=0 "$film" | tr '\n' ' ')"
  done)
fi
echo "check-deb: $package is right for $suite"
