#!/usr/bin/env bash
# Sees to it that what juliareel builds on is there: pkg-config and the development files of FFmpeg's C libraries.
# With "--for-tests" also, where there are packages for them, the ffprobe command, by which the tests check our films with someone
# else's eyes, qemu's user emulation, by which they run the program on a processor without AVX, and Python's jsonschema, which has an
# opinion of its own on presets. Where that costs no question, also a farm on one machine: Slurm, GNU parallel, Kubernetes' schemas, and Open Job
# Description's own command in .build/openjd, the shells zsh and fish, whose completions are tried, and node, which runs a job type of Flamenco's; the tests that use them are
# skipped where these are missing.
# Runs any number of times; installs only what is missing, and only where it may (root, or sudo without a question).
set -euo pipefail
cd "$(dirname "$0")/.."

# The versions are those of FFmpeg 5.1, the first with channel layouts as they are now.
libraries=("libavformat >= 59.27" "libavcodec >= 59.37" "libswresample >= 4.7" "libswscale >= 6.7" "libavutil >= 57.28")
needed="the development files of libavformat, libavcodec, libswresample, libswscale and libavutil (FFmpeg 5.1 or newer)"
for_tests=false
[[ "${1:-}" == "--for-tests" ]] && for_tests=true

have_libraries() { command -v pkg-config >/dev/null && pkg-config --exists "${libraries[@]}"; }
have_jsonschema() {
  local python
  for python in python3 /usr/bin/python3; do
    "$python" -c 'from jsonschema import Draft202012Validator' 2>/dev/null && return 0
  done
  return 1
}
have_everything() {
  have_libraries || return 1
  ! $for_tests || command -v ffprobe >/dev/null || return 1
  ! $for_tests || have_jsonschema || return 1
  ! $for_tests || [[ $(uname -sm) != "Linux x86_64" ]] || command -v qemu-x86_64 >/dev/null
}

if ! command -v swift >/dev/null; then
  echo "setup: the swift command is missing; install Swift 6.3 or newer from https://www.swift.org/install" >&2
  exit 1
fi

# Sets as_root to what lets a command install packages; fails where nothing does.
may_install() {
  if [[ $EUID -eq 0 ]]; then
    as_root=()
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    return 1
  fi
}
install_packages() {
  echo "setup: installing $*" >&2
  "${as_root[@]}" apt-get update -qq >&2 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

install_what_is_needed() {
  local packages=(pkg-config libavcodec-dev libavformat-dev libswresample-dev libswscale-dev)
  ! $for_tests || packages+=(ffmpeg qemu-user python3-jsonschema)
  if command -v apt-get >/dev/null; then
    if ! may_install; then
      echo "setup: please install what is missing: sudo apt-get install ${packages[*]}" >&2
      exit 1
    fi
    install_packages "${packages[@]}"
  elif command -v dnf >/dev/null; then
    echo "setup: please install what is missing: sudo dnf install pkgconf-pkg-config ffmpeg-devel (from RPM Fusion);" \
      "for the tests also python3-jsonschema" >&2
    exit 1
  elif command -v brew >/dev/null; then
    echo "setup: please install what is missing: brew install pkg-config ffmpeg; for the tests also" \
      "pip3 install jsonschema" >&2
    exit 1
  elif command -v pacman >/dev/null; then
    echo "setup: please install what is missing: sudo pacman -S pkgconf ffmpeg; for the tests also python-jsonschema" >&2
    exit 1
  else
    echo "setup: please install pkg-config and $needed" >&2
    exit 1
  fi

  if ! have_everything; then
    echo "setup: pkg-config still does not find $needed, or something for the tests is missing; is there only an older FFmpeg," \
      "or is PKG_CONFIG_PATH unusual?" >&2
    exit 1
  fi
}

# A farm and shells to test with. Nothing else depends on it, so what cannot be had is told in a line and is no error.
install_farm() {
  local packages=() PATH=$PATH:/usr/sbin
  command -v slurmctld >/dev/null && command -v munged >/dev/null || packages+=(slurm-wlm munge)
  command -v parallel >/dev/null || packages+=(parallel)
  local shell
  for shell in zsh fish man:man-db node:nodejs; do command -v "${shell%:*}" >/dev/null || packages+=("${shell#*:}"); done
  if [[ ${#packages[@]} -gt 0 ]]; then
    if ! command -v apt-get >/dev/null || ! may_install || ! install_packages "${packages[@]}"; then
      echo "setup: without ${packages[*]}, the tests that need them are skipped" >&2
    fi
  fi
  install_python openjd "openjd-cli>=0.7,<1" bin/openjd
  install_python kubernetes "kubernetes-validate>=1.31" bin/kubernetes-validate
}

# A Python package and what it brings, in .build/NAME.
install_python() {
  local environment=.build/$1 package=$2 file=$3
  [[ ! -x $environment/$file ]] || return 0
  echo "setup: installing $package in $environment" >&2
  if ! { python3 -m venv "$environment" &&
    "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 15 "$package"; } >/dev/null 2>&1; then
    rm -rf "$environment"
    echo "setup: without $package (Python's venv and pip, and a network), the tests that need it are skipped" >&2
  fi
}

have_everything || install_what_is_needed
! $for_tests || install_farm
