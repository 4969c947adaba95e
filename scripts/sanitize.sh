#!/usr/bin/env bash
# Runs the tests of what reads and writes memory by hand, the kernels, the renderer, the encoders and the system's calls, under
# AddressSanitizer, and with UndefinedBehaviorSanitizer in the C functions that they take in (CLanes, CPUFeatures, CFFmpeg).
#
#   scripts/sanitize.sh [FILTER]     # FILTER: a regular expression of tests, as `swift test --filter` takes it
#
# Left out: tests that measure memory, of which AddressSanitizer keeps a part back, and the sandbox, whose limit of addresses leaves it no
# room. Tests that count allocations see by themselves that they cannot.
set -euo pipefail
cd "$(dirname "$0")/.."
filter=${1:-'^(RenderingTests|VideoEncodingTests|EscapeKernelsTests|HostSystemTests)\.'}
skipped='EncoderFootprintTests/memory|restartedPeak|SandboxTests'
build=.build-sanitize
mkdir -p "$build"

# AddressSanitizer's library has the other's reports, too. Swift's compiler hands the flags to the C compiler that is in it.
undefined=(-Xcc -fsanitize=undefined -Xcc -fno-sanitize-recover=undefined)
# Swift's own account of a crash would come before the sanitizer's.
export SWIFT_BACKTRACE=enable=no
# The test program starts others and ends with what libraries keep for ever; leaks are looked for by scripts/check-leaks.sh.
export ASAN_OPTIONS=detect_leaks=0

# First that each kind of fault is found, and none where there is none.
if ! swiftc -O -sanitize=address "${undefined[@]}" -swift-version 6 -I scripts/sanitize -o "$build/control" \
  scripts/sanitize/control.swift >"$build/control.log" 2>&1; then
  grep -v "Cannot export local symbol" "$build/control.log" >&2 || true
  echo "sanitize: nothing was tried: this Swift has no AddressSanitizer; swift.org's has it" >&2
  exit 69
fi
for fault in shift sum store-in-c store-in-swift freed; do
  if "$build/control" "$fault" >"$build/control.log" 2>&1 ||
    ! grep -qE 'runtime error|ERROR: AddressSanitizer' "$build/control.log"; then
    echo "sanitize: the sanitizers do not find the fault “$fault” that is there" >&2
    exit 1
  fi
done
"$build/control" sound >"$build/control.log" 2>&1 ||
  { cat "$build/control.log" >&2; echo "sanitize: a fault is found where there is none" >&2; exit 1; }

flags=(-c release --sanitize address "${undefined[@]}" --scratch-path "$build")
swift build "${flags[@]}" --build-tests 2>&1 | sed "/Cannot export local symbol '__asan/d"
swift test "${flags[@]}" --skip-build --filter "$filter" --skip "$skipped"
echo "sanitize: clean"
