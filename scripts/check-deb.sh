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
cp -r Examples/Dance "$copy/films/"
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
# A film that follows a song, and has it: AAC, Opus, FLAC.
for file in dance.mp4 dance.webm dance.mkv; do
  render "$file" Dance/dance.json --frames 0-59 --size 128x72
  juliareel info --summary "$file" | grep -i 'sound'
done
juliareel still mine.json --time 1 --size 128x72 -o still.png >/dev/null

apt-get install -y -qq --no-install-recommends man-db bash-completion zsh fish >/dev/null
man juliareel | grep -F 'z ↦ z² + c' | head -n 1
for page in /usr/share/man/man1/juliareel*; do man "$(basename "${page%.1.gz}")" | grep -q SYNOPSIS; done
echo "$(ls /usr/share/man/man1/juliareel* | wc -l) manual pages are read"
# Tab at a terminal of each shell, with what it starts with for every user.
tab=$(printf '\t')
printf '%s\n' '. /usr/share/bash-completion/bash_completion' 'PS1=; set -o history' "juliareel render spiral-d$tab#" 'echo "TYPED:$(fc -ln -1 -1):"' exit |
  TERM=dumb script -qec 'bash --norc -i' /dev/null | tr -d '\r' | grep -o 'TYPED:.*render spiral-descent' | sed 's/^/bash: /'
printf '%s\n' 'function show --on-event fish_preexec; echo TYPED:$argv:; end' "juliareel render spiral-d$tab--help" exit |
  TERM=dumb script -qec 'fish -i -N' /dev/null | grep -ao 'TYPED:juliareel render spiral-descent' | head -n 1 | sed 's/^/fish: /'
zsh -f -c '
  zmodload zsh/zpty
  zpty shell "TERM=dumb zsh -f -i"
  zpty -w shell "PS1=; unsetopt prompt_sp; autoload -Uz compinit; compinit -u -D; bindkey \"^I\" complete-word"
  zpty -w shell "take() { print -r -- \"TYPED:\$BUFFER:\"; BUFFER=exit; zle .accept-line; }; zle -N accept-line take"
  zpty -n -w shell $'\''juliareel render spiral-d\t\n'\''
  while zpty -r shell piece; do print -rn -- "$piece"; done' | grep -ao 'TYPED:juliareel render spiral-descent' | sed 's/^/zsh: /'

apt-get remove -y -qq juliareel >/dev/null
! command -v juliareel >/dev/null
! find /usr /etc /var/lib/dpkg/info -name '*juliareel*' | grep .
echo "removed"
EOS
if command -v ffprobe >/dev/null; then
  (cd "$copy/films" && for film in *.mp4 *.webm *.mov *.mkv *.gif; do
    echo "$film: $(ffprobe -v error -count_frames -show_entries stream=codec_name,nb_read_frames -of csv=p=0 "$film" | tr '\n' ' ')"
  done)
fi
echo "check-deb: $package is right for $suite"
