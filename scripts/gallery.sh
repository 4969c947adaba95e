#!/usr/bin/env bash
# Makes the loops of Docs/Gallery.md, one of each preset that ships and of each film among the examples, and README's picture, in which
# six of them move. A loop is made anew only where its film looks different or lasts longer than when it was made. What stands in
# Docs/Gallery.md from the heading "How they were judged" on is written by hand and stays. Needs the ffmpeg command.
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
size=288x162 rate=10 quality=50 most=330000
readme=(classic-loop glass-marbles metronome peacock-feathers spiral-descent stained-glass)

field() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1])).get(sys.argv[2], ""))' "$@"; }

# length PRESET: of the film in seconds.
length() {
  local written
  written=$(field "$1" duration)
  if [[ $written =~ ^[0-9.]+$ ]]; then echo "$written"; return; fi
  "$juliareel" validate "$1" --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["synopsis"].split()[0])'
}

# rendered PRESET SECONDS SIZE FILE: the film in so many seconds, without loss. Scenes and films with a song have their own pace, so every
# few frames of them are taken.
rendered() {
  local whole=("$juliareel" render "$1" --size "$3" --codec ffv1 --dither none --progress none --fresh)
  if grep -q '"scenes"\|"audio"' "$1"; then
    local pace
    pace=$(python3 -c 'import sys; print(float(sys.argv[1]) / float(sys.argv[2]))' "$(length "$1")" "$2")
    "${whole[@]}" --fps "$(python3 -c 'import sys; print(round(float(sys.argv[1]) / float(sys.argv[2]), 3))' "$rate" "$pace")" \
      --no-audio -o "$4.slow.mkv" > /dev/null 2>&1
    ffmpeg -v error -y -i "$4.slow.mkv" -vf "setpts=PTS/$pace" -r "$rate" -c:v ffv1 "$4"
  else
    "${whole[@]}" --stretch "$2" --fps "$rate" -o "$4" > /dev/null 2>&1
  fi
}

films=(presets/*.json Examples/*/*.json)
for preset in "${films[@]}"; do
  name=$(basename "$preset" .json)
  # A few small pictures tell what the program and its palettes make of it, without a path that is timed anew.
  plain=(--set output.dither=none)
  if ! grep -q '"scenes"' "$preset"; then plain+=(--set timing=written); fi
  "$juliareel" sheet "$preset" -o "$work/sheet.png" --count 7 --columns 7 --size 96x54 --isa baseline "${plain[@]}" > /dev/null
  sum=$( (cat "$work/sheet.png"; echo "$(length "$preset") $size $rate $quality $most") | sha256sum | cut -c 1-32)
  echo "$sum $name" >> "$work/sums"
  if [ -f "$images/$name.webp" ] && grep -qx "$sum $name" "$sums"; then continue; fi
  # A third of its time, but four to eight seconds.
  seconds=$(python3 -c 'import sys; print(min(max(float(sys.argv[1]) / 3, 4), 8))' "$(length "$preset")")
  rendered "$preset" "$seconds" "$size" "$work/film.mkv"
  for lower in 0 10 20 28 34 38 42 45; do
    ffmpeg -v error -y -i "$work/film.mkv" -c:v libwebp -quality $((quality - lower)) -compression_level 6 -loop 0 "$work/loop.webp"
    if [ "$(wc -c < "$work/loop.webp")" -le "$most" ]; then break; fi
  done
  mv "$work/loop.webp" "$images/$name.webp"
  changed=yes
  echo "$name: $(wc -c < "$images/$name.webp") bytes"
done
for old in "$images"/*.webp "$images"/*.jpg; do
  name=$(basename "${old%.*}")
  if [ -f "$old" ] && { [ "$old" = "$images/$name.jpg" ] || [[ " ${films[*]} " != *"/$name.json "* ]]; }; then rm "$old"; fi
done
mv "$work/sums" "$sums"

if [ -n "${changed:-}" ] || [ ! -f Docs/images/films.webp ]; then
  inputs=()
  for name in "${readme[@]}"; do
    rate=8 rendered "presets/$name.json" 6 224x126 "$work/$name.mkv"
    inputs+=(-i "$work/$name.mkv")
  done
  tiles='0_0|w0+4_0|w0+w0+8_0|0_h0+4|w0+4_h0+4|w0+w0+8_h0+4'
  ffmpeg -v error -y "${inputs[@]}" -filter_complex "xstack=inputs=6:layout=$tiles:fill=black" -c:v libwebp \
    -quality 60 -compression_level 6 \
    -loop 0 Docs/images/films.webp
fi

{
  echo "# Gallery"
  echo
  echo "The films that ship, each in about a third of its time; \`juliareel render NAME\` renders one. The last are among the examples, since they"
  echo "have songs, or consist of others; \`juliareel render Examples/Scenes/other-maps.json\` renders such a one. The loops are made by \`make gallery\`."
  echo "[Shadings.md](Shadings.md) has a still of each shading and palette."
  echo
  echo "| | |"
  echo "| --- | --- |"
  row=
  for preset in "${films[@]}"; do
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
