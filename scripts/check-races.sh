#!/usr/bin/env bash
# Runs the tests of the scheduler and of the film pipeline under ThreadSanitizer, and prints the races, or that there are none.
#
#   scripts/check-races.sh [FILTER]     # FILTER: a regular expression of tests, as `swift test --filter` takes it
#
# On Linux scripts/race-check/mutex.c tells the sanitizer of the part of Synchronization.Mutex that is compiled without it.
set -euo pipefail
cd "$(dirname "$0")/.."
filter=${1:-'^(WorkStealingTests|ProductionTests)\.(?!AuditProductionTests)'}
build=.build/race-check
mkdir -p "$build"
# The sanitizer's reports, one file a process.
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT

preload=
if [[ $(uname) == Linux ]]; then
  preload=$PWD/$build/mutex.so
  clang -O1 -Wall -Werror -shared -fPIC -o "$preload" scripts/race-check/mutex.c
fi
sanitized() { # sanitized REPORT COMMAND…
  local report=$1
  shift
  env ${preload:+LD_PRELOAD="$preload"} TSAN_OPTIONS="log_path=$reports/$report exitcode=0" "$@"
}
found() { compgen -G "$reports/$1.*" >/dev/null; }

# First that a race is found and a mutex that is waited for is not one.
swiftc -O -sanitize=thread -swift-version 6 -o "$build/control" scripts/race-check/control.swift
sanitized control-race "$build/control" race >/dev/null
found control-race || { echo "check-races: the sanitizer does not find a race that is there" >&2; exit 1; }
sanitized control-mutex "$build/control" mutex >/dev/null
found control-mutex && { cat "$reports"/control-mutex.* >&2; echo "check-races: a mutex is taken for a race" >&2; exit 1; }

swift build -c release --sanitize=thread --build-tests --scratch-path "$build"
# Each access to memory costs ten times as much, so there are fewer runs of what depends on chance.
JULIAREEL_STRESS_RUNS=${JULIAREEL_STRESS_RUNS:-500} sanitized tests \
  swift test -c release --sanitize=thread --skip-build --scratch-path "$build" --filter "$filter"
if found tests; then
  cat "$reports"/tests.* >&2
  echo "check-races: $(cat "$reports"/tests.* | grep -c '^WARNING: ThreadSanitizer') reports" >&2
  exit 1
fi
echo "check-races: clean"
