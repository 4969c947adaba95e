#!/usr/bin/env bash
# Makes a clean Debian in a folder, as debootstrap leaves it, and prints the folder; a second run only prints it. To be copied, not to be used.
#
#   scripts/clean-debian.sh SUITE      # such as trixie → .build/clean/trixie
#
# Needs root, debootstrap, and Debian's archive configured in apt.
set -euo pipefail
suite=${1:?"usage: scripts/clean-debian.sh SUITE"}
cd "$(dirname "$0")/.."
[[ $suite =~ ^[a-z-]+$ ]] || { echo "clean-debian: '$suite' is no name of a suite, such as bookworm or trixie" >&2; exit 64; }
[[ $EUID -eq 0 ]] || { echo "clean-debian: only root can make a Debian in a folder" >&2; exit 77; }
command -v debootstrap >/dev/null || { echo "clean-debian: debootstrap is missing" >&2; exit 69; }
mirror=$(apt-get indextargets --format '$(REPO_URI)|$(LABEL)' 'Created-By: Packages' | sed -n 's/|Debian$//p' | head -n 1)
[[ -n $mirror ]] || { echo "clean-debian: apt has no Debian archive here" >&2; exit 69; }
root=$PWD/.build/clean/$suite
if [[ ! -e $root/.made ]]; then
  rm -rf "$root"
  mkdir -p "$root"
  debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || { tail -n 5 "$root.log" >&2; exit 1; }
  # Packages without their documents, as images of containers have them, have no manual pages either.
  rm -f "$root/etc/dpkg/dpkg.cfg.d/"*
  # How this machine reaches the archive.
  apt-config dump | grep '^Acquire::\(http\|https\|Retries\|By-Hash\)' >"$root/etc/apt/apt.conf.d/99acquire" || true
  cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  touch "$root/.made"
fi
echo "$root"
