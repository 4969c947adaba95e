#!/usr/bin/env bash
# Makes Docs/images/films.jpg, the picture of the README: four moments of each shipped film. Needs the ffmpeg command.
set -euo pipefail
cd "$(dirname "$0")/.."
juliareel=${JULIAREEL:-.build/release/juliareel}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

number=0
still() {
  # Rendered at twice the size and scaled down: the picture is small, and the filaments are thin.
  "$juliareel" still "$1" --time "$2" --size 960x540 -o "$folder/$(printf %02d $number).png" >/dev/null
  number=$((number + 1))
}
for time in 0.5 4 7 13; do still spiral-descent $time; done
for time in 1.7 2.5 3.4 4.25; do still classic-loop $time; done
for time in 0 2.6 3.6 17; do still famous-constants $time; done

mkdir -p Docs/images
ffmpeg -v error -y -i "$folder/%02d.png" -vf "scale=480:-1:flags=lanczos,tile=4x3:padding=4" -frames:v 1 -q:v 3 \
  Docs/images/films.jpg
