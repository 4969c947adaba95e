#!/usr/bin/env bash
# Makes the pictures of Docs/Gallery.md: a contact sheet of each preset that ships, and README's picture, a moment of each.
set -euo pipefail
cd "$(dirname "$0")/.."
juliareel=.build/release/juliareel
images=Docs/images/gallery
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$images"
for preset in presets/*.json; do
  name=$(basename "$preset" .json)
  "$juliareel" sheet "$preset" -o "$work/$name.png" --count 6 --columns 3 --size 320x180 > /dev/null
  ffmpeg -v error -y -i "$work/$name.png" -q:v 4 "$images/$name.jpg"
  "$juliareel" still "$preset" --time 4 --size 400x225 -o "$work/still-$name.png" > /dev/null
done
ffmpeg -v error -y -pattern_type glob -i "$work/still-*.png" -vf "tile=7x3:padding=4" -frames:v 1 -q:v 3 Docs/images/films.jpg
{
  echo "# Gallery"
  echo
  echo "The shipped presets; this page is made by \`make gallery\`. \`juliareel render NAME\` renders one. [Shadings.md](Shadings.md) has a still of each shading and palette."
  for preset in presets/*.json; do
    name=$(basename "$preset" .json)
    echo
    echo "## $name"
    echo
    python3 -c 'import json, sys; preset = json.load(open(sys.argv[1])); print(preset["title"] + ". " + preset.get("description", "").rstrip(".") + ".")' "$preset"
    echo
    echo "![Six moments of $name](images/gallery/$name.jpg)"
  done
} > Docs/Gallery.md
