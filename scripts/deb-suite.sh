#!/usr/bin/env bash
# Makes the package for another release of Debian than this machine's, linked with the FFmpeg of that release:
#
#   scripts/deb-suite.sh SUITE      # such as trixie → .build/package/juliareel_VERSION~SUITE_ARCHITECTURE.deb
#
# `make deb` runs in a Debian of that release, made by debootstrap in .build/suites/SUITE, in which this repository and this machine's Swift
# are mounted. Its own .build is there as well, so that nothing of this machine's is built again. A second run builds only what has changed.
# Needs root, debootstrap, and a Swift that runs in that release.
set -euo pipefail
suite=${1:?"usage: scripts/deb-suite.sh SUITE"}
cd "$(dirname "$0")/.."
clean=$(scripts/clean-debian.sh "$suite")
work=$PWD/.build/suites/$suite
root=$work/root
build=$work/build
toolchain=$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v "${SWIFT:-swift}")")")")")

# Runs a command of the other Debian, in this repository.
inside() {
  unshare --mount --pid --fork bash -c '
    set -euo pipefail
    root=$1 toolchain=$2 repository=$3 build=$4
    shift 4
    mkdir -p "$root$toolchain" "$root$repository"
    mount --bind -o ro "$toolchain" "$root$toolchain"
    mount --bind "$repository" "$root$repository"
    mount --bind "$build" "$root$repository/.build"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    exec chroot "$root" /usr/bin/env -i PATH="$toolchain/usr/bin:/usr/sbin:/usr/bin" HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
      /bin/sh -c "cd \"\$0\" && exec \"\$@\"" "$repository" "$@"' bash "$root" "$toolchain" "$PWD" "$build" "$@"
}

mkdir -p "$build"
if [[ ! -e $work/made ]]; then
  rm -rf "$root"
  cp -a "$clean" "$root"
  inside apt-get update -qq
  # What Swift links programs with, what it is linked with itself, and what makes a package. scripts/setup.sh adds FFmpeg.
  inside apt-get install -y -qq --no-install-recommends make git pkgconf dpkg-dev python3 g++ binutils-gold \
    libcurl4-openssl-dev libxml2-dev libncurses-dev libsqlite3-dev >"$work/install.log" 2>&1 || { tail -n 5 "$work/install.log" >&2; exit 1; }
  touch "$work/made"
fi
missing=$(inside ldd "$toolchain/usr/bin/swift-build" "$toolchain/usr/bin/swift-frontend" "$toolchain/usr/bin/clang" | sed -n 's/^\s*\(\S*\) => not found/\1/p' | sort -u)
[[ -z $missing ]] || { echo "deb-suite: this Swift does not run in $suite, which has no ${missing//$'\n'/, }" >&2; exit 69; }

# Packages that are fetched already need no network there.
"${SWIFT:-swift}" package resolve >&2
if ! cmp -s .build/workspace-state.json "$build/workspace-state.json"; then
  rm -rf "$build"/{checkouts,repositories}
  cp -a .build/{checkouts,repositories,workspace-state.json} "$build/"
fi
inside make --no-print-directory deb
mkdir -p .build/package
cp "$(ls -t "$build"/package/juliareel_*~"$suite"_*.deb | head -n 1)" .build/package/
