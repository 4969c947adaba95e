#!/usr/bin/env bash
# Makes the loops of Docs/Gallery.md, one of each preset that ships, and README's picture, in which six of them move. A loop is made anew only
# where its film looks different or lasts longer than when it was made. What stands in Docs/Gallery.md from the heading "How they were
# judged" on is written by hand and stays. Needs the ffmpeg command.
set -euo pipefail
cd "$(dirname "$0")/.."
juliareel=.build/release/juliareel
page=Docs/Gallery.md
images=Docs/images/gallery
sums=$images/made-from.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$images"
touch "$sums"

# Size, frames a second and quality of a loop, and the most bytes that it may take; with less quality it is made again until it does.
size=288x162 rate=10 quality=30 most=330000
readme=(classic-loop glass-marbles metronome peacock-feathers spiral-descent stained-glass)

field() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1])).get(sys.argv[2], ""))' "$@"; }

# rendered PRESET SECONDS SIZE FILE: the film in so many seconds, without loss.
rendered() {
  "$juliareel" render "$1" --stretch "$2" --size "$3" --fps "$rate" --codec ffv1 --progress none --fresh -o "$4" > /dev/null 2>&1
}

for preset in presets/*.json; do
  name=$(basename "$preset" .json)
  # A few small pictures tell what the program and its palettes make of it, without a path that is timed anew.
  "$juliareel" sheet "$preset" -o "$work/sheet.png" --count 7 --columns 7 --size 96x54 --isa baseline --set timing=written > /dev/null
  sum=$( (cat "$work/sheet.png" "$preset"; echo "$size $rate $quality $most") | sha256sum | cut -c 1-32)
  echo "$sum $name" >> "$work/sums"
  if [ -f "$images/$name.webp" ] && grep -qx "$sum $name" "$sums"; then continue; fi
  # A third of its time, but four to eight seconds.
  seconds=$(python3 -c 'import sys; print(min(max(float(sys.argv[1]) / 3, 4), 8))' "$(field "$preset" duration)")
  rendered "$preset" "$seconds" "$size" "$work/film.mkv"
  for lower in 0 8 14 19 23 26; do
    ffmpeg -v error -y -i "$work/film.mkv" -c:v libwebp_anim -quality $((quality - lower)) -loop 0 "$work/loop.webp"
    if [ "$(wc -c < "$work/loop.webp")" -le "$most" ]; then break; fi
  done
  mv "$work/loop.webp" "$images/$name.webp"
  changed=yes
  echo "$name: $(wc -c < "$images/$name.webp") bytes"
done
for old in "$images"/*.webp "$images"/*.jpg; do
  name=$(basename "${old%.*}")
  if [ -f "$old" ] && { [ "$old" = "$images/$name.jpg" ] || [ ! -f "presets/$name.json" ]; }; then rm "$old"; fi
done
mv "$work/sums" "$sums"

if [ -n "${changed:-}" ] || [ ! -f Docs/images/films.webp ]; then
  inputs=()
  for name in "${readme[@]}"; do
    rate=8 rendered "presets/$name.json" 6 224x126 "$work/$name.mkv"
    inputs+=(-i "$work/$name.mkv")
  done
  tiles='0_0|w0+4_0|w0+w0+8_0|0_h0+4|w0+4_h0+4|w0+w0+8_h0+4'
  ffmpeg -v error -y "${inputs[@]}" -filter_complex "xstack=inputs=6:layout=$tiles:fill=black" -c:v libwebp_anim \
    -quality 60 -compression_level 6 \
    -loop 0 Docs/images/films.webp
fi

{
  echo "# Gallery"
  echo
  echo "The films that ship, each in about a third of its time; \`juliareel render NAME\` renders one. The loops are made by \`make gallery\`."
  echo "[Shadings.md](Shadings.md) has a still of each shading and palette."
  echo
  echo "| | |"
  echo "| --- | --- |"
  row=
  for preset in presets/*.json; do
    name=$(basename "$preset" .json)
    text=$(field "$preset" description)
    cell="![$(field "$preset" title)](images/gallery/$name.webp)<br>[\`$name\`](../$preset) ${text%.}."
    if [ -z "$row" ]; then row="| $cell |"; else echo "$row $cell |"; row=; fi
  done
  if [ -n "$row" ]; then echo "$row |"; fi
  echo
  sed -n '/^## How they were judged/,$p' "$page"
} > "$work/page"
mv "$work/page" "$page"
