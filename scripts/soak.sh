#!/usr/bin/env bash
# Runs long films at small size for SOAK_MINUTES (30), a third of the time without an output, the rest to an MP4 of segments, and fails
# where memory or the number of open descriptors grows.
#
#   SOAK_MINUTES=30 scripts/soak.sh
#
# Once a second the process is looked at. Its first fifth, in which pools and kept fields fill, is not counted. From then on the mean
# resident memory of the last fifth may exceed that of the second fifth by SOAK_GROWTH_KB (2048) kB and, for a container, by
# 80 bytes for each frame that was finished in between: its index (64 bytes in FFmpeg 5.1) stays in memory until the file is complete.
# Descriptors may not become more, but for two that a segment takes while it is written. Linux only.
set -euo pipefail
juliareel=$(realpath "${JULIAREEL:-"$(dirname "$0")/../.build/release/juliareel"}")
minutes=${SOAK_MINUTES:-30}
allowance=${SOAK_GROWTH_KB:-2048}
folder=$(mktemp -d)
trap '[[ -n ${process:-} ]] && kill -KILL "$process" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"

soak() { # soak NAME SECONDS BYTES_PER_FRAME ARGUMENT…
  local name=$1 seconds=$2 bytes_per_frame=$3 end status=0
  shift 3
  # A day of film, nearly as many frames as there may be: the same ten seconds again and again, so that what is shown does not
  # change what memory is needed.
  nice -n 10 "$juliareel" render classic-loop --size 64x36 --threads 1 --progress json --fps 100 --set duration=86400 \
    --set 'c={"path":"circle","radius":0.7885,"turns":8640}' "$@" 2>"$name.errors" &
  process=$!
  : >"$name.samples"
  end=$((SECONDS + seconds))
  while ((SECONDS < end)) && kill -0 "$process" 2>/dev/null; do
    sleep 1
    # Seconds, resident kB, descriptors, frames.
    echo "$SECONDS $(sed -n 's/VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$process/status")" \
      "$(find "/proc/$process/fd" -mindepth 1 2>/dev/null | wc -l)" \
      "$(tail -n 1 "$name.errors" | sed -n 's/^{"frame":\([0-9]*\),.*/\1/p')" >>"$name.samples"
  done
  # Not SIGINT, which a shell has its background jobs ignore.
  kill -TERM "$process" 2>/dev/null || true
  wait "$process" || status=$?
  process=
  # Interrupted, or already complete on a fast machine.
  if [[ $status != 130 && $status != 0 ]]; then
    tail -n 3 "$name.errors" >&2
    echo "soak: $name ended with $status" >&2
    return 1
  fi
  awk -v name="$name" -v allowance="$allowance" -v per_frame="$bytes_per_frame" '
    NF == 4 { n += 1; kb[n] = $2; descriptors[n] = $3; frames[n] = $4 }
    END {
      if (n < 10) { print "soak: " name ": too few samples"; exit 1 }
      early = late = passed = most = early_descriptors = late_descriptors = 0
      fifth = int(n / 5)
      for (i = 1; i <= n; i++) if (kb[i] > most) most = kb[i]
      for (i = fifth + 1; i <= 2 * fifth; i++) {
        early += kb[i] / fifth
        passed -= frames[i] / fifth
        if (descriptors[i] > early_descriptors) early_descriptors = descriptors[i]
      }
      for (i = n - fifth + 1; i <= n; i++) {
        late += kb[i] / fifth
        passed += frames[i] / fifth
        if (descriptors[i] > late_descriptors) late_descriptors = descriptors[i]
      }
      allowed = allowance + passed * per_frame / 1024
      printf "%s: %d s, %d frames; resident kB first %d, mean of the second fifth %d, of the last %d, most %d (allowed: %d more); " \
        "descriptors at most %d, then %d\n", name, n, frames[n], kb[1], early, late, most, allowed, early_descriptors, late_descriptors
      exit late - early > allowed || late_descriptors > early_descriptors + 2
    }' "$name.samples"
}

failed=0
soak null $((minutes * 20)) 0 -o null || failed=1
soak mp4 $((minutes * 40)) 80 -o film.mp4 || failed=1
segments=$(find film.mp4.juliareel -name "*.jrseg" | wc -l)
echo "mp4: $segments segments are kept"
((failed == 0)) || { echo "soak: memory or descriptors grew" >&2; exit 1; }
echo "soak: flat"
