#!/usr/bin/env bash
# Shows that memory does not grow with the length of a film: peak resident bytes of 2 400 and of 9 600 frames at 640×360.
# Fails where they differ by more than 5 %.
set -euo pipefail
juliareel=${JULIAREEL:-"$(dirname "$0")/../.build/release/juliareel"}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

peak() {
  # The whole loop in $1 frames, so that both films show the same and only their length differs. Both fill the memory for kept
  # fields, which is bounded by an option. One segment at a time: how many finished ones wait for an earlier one would differ
  # from run to run.
  "$juliareel" render classic-loop --size 640x360 --fps 20 --set duration=$(($1 / 20)) --progress none \
    --memory 1 --reuse-memory 16 --stats "$folder/stats.json" -o "$folder/film.mp4" >/dev/null
  sed -n 's/.*"peakResidentBytes" : \([0-9]*\).*/\1/p' "$folder/stats.json"
}

short=$(peak 2400)
long=$(peak 9600)
echo "peak resident memory at 640x360: 2400 frames $((short / 1024)) kB, 9600 frames $((long / 1024)) kB"
(( long * 100 <= short * 105 ))
