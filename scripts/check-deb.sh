#!/usr/bin/env bash
# Installs a package into a clean Debian and uses it there as its user would: renders, reads a manual page,
# completes a word. The Debian is made anew by debootstrap in .build/clean; needs root, and Debian's archive configured in apt.
#
#   scripts/check-deb.sh [SUITE [PACKAGE]]      # this machine's, and the newest one for it in .build/package, unless others are said
set -euo pipefail
cd "$(dirname "$0")/.."
suite=${1:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
package=${2:-$(ls -t .build/package/juliareel_*~"$suite"_*.deb | head -n 1)}
[[ $EUID -eq 0 ]] || { echo "check-deb: only root can make a Debian in a folder" >&2; exit 77; }
command -v debootstrap >/dev/null || { echo "check-deb: debootstrap is missing" >&2; exit 69; }
mirror=$(apt-get indextargets --format '$(REPO_URI)|$(LABEL)' 'Created-By: Packages' | sed -n 's/|Debian$//p' | head -n 1)
root=$PWD/.build/clean/$suite

if [[ ! -e $root/.made ]]; then
  rm -rf "$root"
  mkdir -p "$root"
  debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || { tail -n 5 "$root.log" >&2; exit 1; }
  # Packages without their documents, as images of containers have them, have no manual pages either.
  rm -f "$root/etc/dpkg/dpkg.cfg.d/"*
  touch "$root/.made"
fi
# A copy is used, so that the next run is clean as well.
copy=$(mktemp -d "$root.XXXXXX")
trap 'rm -rf "$copy"' EXIT
cp -a "$root/." "$copy"
cp "$package" "$copy/juliareel.deb"
# How this machine reaches the archive.
apt-config dump | grep '^Acquire::\(http\|https\|Retries\|By-Hash\)' >"$copy/etc/apt/apt.conf.d/99acquire" || true
cp /etc/resolv.conf "$copy/etc/resolv.conf" 2>/dev/null || true

unshare --mount --pid --fork bash -c '
  set -euo pipefail
  mount -t proc proc "$1/proc"
  mount --rbind /dev "$1/dev"
  exec chroot "$1" /bin/bash -euo pipefail -s' bash "$copy" <<'EOF'
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root
apt-get update -qq
begin=$(date +%s%N)
apt-get install -y -qq --no-install-recommends /juliareel.deb >/dev/null
echo "installed in $((($(date +%s%N) - begin) / 1000000)) ms with $(dpkg -l | grep -c '^ii  lib') libraries"
apt-get install -y -qq --no-install-recommends man-db bash-completion >/dev/null
juliareel --version
juliareel render spiral-descent --frames 0-29 --size 320x180 --progress none -o /film.mp4
juliareel info --summary /film.mp4
juliareel new mine >/dev/null
# Each codec and form of file that the package has: AV1 needs a library that not every one is linked with.
for file in h264.mp4 hevc.mp4 vp9.webm prores.mov ffv1.mkv; do
  juliareel render mine.json --codec "${file%.*}" --frames 0-2 --size 128x72 --progress none -o "/$file" | cut -d: -f1
done
for file in a.gif a.webp a-%d.png; do juliareel render mine.json --fps 25 --frames 0-2 --size 128x72 --progress none -o "/$file" | cut -d: -f1; done
man juliareel | grep -F 'z ↦ z² + c' | head -n 1
man juliareel-render >/dev/null
bash --norc -c '. /usr/share/bash-completion/completions/juliareel
  COMP_WORDS=(juliareel render spi) COMP_CWORD=2 COMP_LINE="juliareel render spi" COMP_POINT=20
  _juliareel juliareel spi render; printf "completed: %s\n" "${COMPREPLY[@]}"' | grep spiral-descent
apt-get remove -y -qq juliareel >/dev/null
! command -v juliareel >/dev/null
! find /usr -name '*juliareel*' | grep .
echo "removed"
EOF
echo "check-deb: $package is right for $suite"
