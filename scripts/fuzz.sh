#!/usr/bin/env bash
# Feeds the readers of files with what libFuzzer makes of good ones, under AddressSanitizer, and says how far that came.
#
#   scripts/fuzz.sh [--where-possible] [TARGET…]     # all of Tests/Fuzzing/FuzzTarget.swift unless said otherwise
#
# FUZZ_SECONDS: how long for each target, 60 unless said otherwise. What is found stays for the next time in .build-fuzz/TARGET/corpus; an
# input that fails is kept in .build-fuzz/TARGET/failures. Where this Swift has no such sanitizers, --where-possible makes
# that a sentence and no failure.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${FUZZ_SECONDS:-60}
build=.build-fuzz
where_possible=false
if [[ ${1:-} == --where-possible ]]; then
  where_possible=true
  shift
fi
targets=("$@")
[[ ${#targets[@]} -gt 0 ]] || targets=(presets palettes pictures plans segments films songs)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The compiler takes the option wherever the libraries of another platform are.
cat >"$work/empty.swift" <<'SWIFT'
@_cdecl("LLVMFuzzerTestOneInput") public func feed(_ start: UnsafeRawPointer?, _ count: Int) -> CInt { 0 }
SWIFT
if ! swiftc -parse-as-library -sanitize=fuzzer,address -o "$work/empty" "$work/empty.swift" >/dev/null 2>&1; then
  echo "fuzz: nothing was tried: this Swift has no libFuzzer or no AddressSanitizer; swift.org's has both" >&2
  $where_possible && exit 0
  exit 69
fi

# The compiler's last word on sanitizers counts, SwiftPM's own gives the program libFuzzer's main function.
JULIAREEL_FUZZ=1 swift build -c release --scratch-path "$build" --product juliareel-fuzz \
  --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address 2>&1 | sed "/Cannot export local symbol '__asan/d" >&2
program=$build/release/juliareel-fuzz

# Files that are written again thousands of times a second belong into memory.
mkdir "$work/temporary"
export TMPDIR=$work/temporary
if [[ -d /dev/shm && -w /dev/shm ]]; then
  TMPDIR=$(mktemp -d -p /dev/shm)
  trap 'rm -rf "$work" "$TMPDIR"' EXIT
fi
# What x265 leaves behind is no finding.
echo "leak:libx265" >"$work/leaks"
export LSAN_OPTIONS="suppressions=$work/leaks:print_suppressions=0"
# Swift's own account of a crash comes before the sanitizer's and takes a minute.
export SWIFT_BACKTRACE=enable=no

number() { sed -n "s/$1/\1/p" "$log" | tail -n 1; }
failures=0
for target in "${targets[@]}"; do
  export JULIAREEL_FUZZ_TARGET=$target
  place=$build/$target
  mkdir -p "$place/corpus" "$place/failures"
  # x265 leaves some kilobytes behind, which are told of scripts/valgrind.supp.
  ASAN_OPTIONS=detect_leaks=0 JULIAREEL_FUZZ_SEEDS=$place "$program" 2>"$work/seeds.log" >&2 ||
    { cat "$work/seeds.log" >&2; exit 1; }
  log=$place/log
  status=0
  "$program" -max_total_time="$seconds" -timeout=60 -print_final_stats=1 -dict="$place/words" \
    -artifact_prefix="$place/failures/" "$place/corpus" "$place/seeds" >"$log" 2>&1 </dev/null || status=$?
  echo "$target: $(number 'stat::number_of_executed_units: *\([0-9]*\)') executions in $seconds s," \
    "$(number '.* cov: \([0-9]*\) .*') of $(number '.*Loaded 1 modules *(\([0-9]*\) inline 8-bit counters).*') edges," \
    "$(number '.* ft: \([0-9]*\) .*') features, $(number '.* corp: \([0-9]*\)\/.*') inputs kept"
  if [[ $status != 0 ]]; then
    tail -n 60 "$log" >&2
    failed=$(number '.*Test unit written to \(.*\)')
    echo "fuzz: $target failed; JULIAREEL_FUZZ_TARGET=$target $program ${failed:-$place/seeds/*} repeats it" >&2
    failures=$((failures + 1))
  fi
done
((failures == 0)) || exit 1
echo "fuzz: nothing found"
