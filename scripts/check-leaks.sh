#!/usr/bin/env bash
# Runs the program under valgrind on every way that a film takes or ends, and fails where memory is definitely or indirectly lost: no
# pointer leads to it any more. What Swift's run-time keeps for ever (its caches of types) is still reachable, or "possibly lost"
# because only a pointer into its middle is kept.
#
#   scripts/check-leaks.sh
#
# Valgrind emulates the processor, some fifty times slower, and knows no AVX-512: small films, AVX2 kernels.
set -euo pipefail
suppressions=$(realpath "$(dirname "$0")/valgrind.supp")
juliareel=$(realpath "${JULIAREEL:-"$(dirname "$0")/../.build/release/juliareel"}")
command -v valgrind >/dev/null || { echo "check-leaks: the valgrind command is missing" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Valgrind does not understand the debugging information of newer compilers.
objcopy --strip-debug "$juliareel" juliareel
failures=0

checked() { # checked NAME STATUS ARGUMENT…: runs juliareel, which is to end with STATUS and to lose nothing
  local name=$1 expected=$2 status=0 lost
  shift 2
  valgrind --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect \
    --undef-value-errors=no --suppressions="$suppressions" --log-file=valgrind.log ./juliareel "$@" >output.log 2>&1 || status=$?
  lost=$(sed -n 's/.*\(definitely\|indirectly\|possibly\) lost: \([0-9,]*\) bytes in \([0-9,]*\) blocks.*/\1 \2 (\3)  /p' valgrind.log | tr -d '\n')
  echo "$name: exit $status, bytes (blocks) lost: ${lost:-none}"
  if [[ $status != "$expected" ]] || grep -qE '(definitely|indirectly) lost: [1-9]' valgrind.log ||
    ! grep -qE 'definitely lost: 0|All heap blocks were freed' valgrind.log; then
    cat output.log valgrind.log >&2
    failures=$((failures + 1))
  fi
}
film=(render classic-loop --size 64x64 --isa avx2 --threads 2 --progress none)
short=("${film[@]}" --frames '0..<45')

checked "H.264" 0 "${short[@]}" -o h264.mp4
checked "HEVC" 0 "${short[@]}" --codec hevc -o hevc.mp4
checked "AV1" 0 "${short[@]}" --codec av1 -o av1.mp4
checked "VP9" 0 "${short[@]}" --codec vp9 -o vp9.webm
checked "ProRes" 0 "${short[@]}" --codec prores -o prores.mov
checked "FFV1" 0 "${short[@]}" --codec ffv1 -o ffv1.mkv
checked "GIF" 0 "${film[@]}" --fps 25 --frames '0..<20' -o film.gif
checked "WebP" 0 "${film[@]}" --fps 25 --frames '0..<20' -o film.webp
checked "PNGs" 0 "${film[@]}" --frames '0..<4' -o %d.png
checked "Y4M" 0 "${short[@]}" -o -
checked "no such folder" 73 "${short[@]}" -o missing/film.mp4
checked "a size that the encoder does not take" 64 "${short[@]}" --codec hevc --size 8x8 -o film.mp4
checked "no such preset of the encoder" 64 "${short[@]}" --encoder-preset fastest -o film.mp4
checked "a codec that the container does not hold" 64 "${short[@]}" --codec vp9 -o film.mov
checked "a preset that is none" 65 render output.log -o film.mp4

# Ctrl-C when the first segment is there, from a process beside it; the one that holds the lock says so in it.
(
  for ((i = 0; i < 6000; i++)); do
    compgen -G "kept.mp4.juliareel/segment-*" >/dev/null && break
    sleep 0.1
  done
  kill -INT "$(sed 's/process \([0-9]*\).*/\1/' kept.mp4.juliareel/lock)"
) &
checked "Ctrl-C" 130 "${film[@]}" -o kept.mp4
wait
# Those that are not needed for the first 150 frames go.
checked "resumed, into a cache" 0 "${film[@]}" --frames '0..<150' --cache cache -o kept.mp4
grep -q "of them from before," output.log || { echo "check-leaks: it has not resumed" >&2; failures=$((failures + 1)); }
checked "from the cache" 0 "${film[@]}" --frames '0..<150' --cache cache -o again.mp4
truncate -s 100 "$(find cache -name '*.jrseg' | head -n 1)"
checked "from a damaged cache" 0 "${film[@]}" --frames '0..<150' --cache cache -o again.mp4

if ((failures > 0)); then
  echo "check-leaks: $failures failures" >&2
  exit 1
fi
echo "check-leaks: nothing lost"
