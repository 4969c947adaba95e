#!/usr/bin/env bash
# Makes Docs/Shadings.md and its pictures: a still of each shading algorithm, of each kind of interior, of light, and of each palette
# that ships. Needs the ffmpeg command.
set -euo pipefail
cd "$(dirname "$0")/.."
juliareel=.build/release/juliareel
page=Docs/Shadings.md
images=Docs/images/shadings
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$images"
mkdir -p "$images"

cells=()
# still NAME CAPTION key=value…: a picture, and its place in the table.
still() {
  local name=$1 caption=$2
  shift 2
  "$juliareel" still benchmark-loop --size 480x270 --samples 16 -o "$work/$name.png" "${@/#/--set=}" > /dev/null
  ffmpeg -v error -y -i "$work/$name.png" -q:v 4 "$images/$name.jpg"
  cells+=("![$name](images/shadings/$name.jpg)<br>$caption")
}

# table: what has been made since the last one, three side by side.
table() {
  printf '\n| | | |\n| --- | --- | --- |\n' >> "$page"
  local index
  for ((index = 0; index < ${#cells[@]}; index += 3)); do
    printf '| %s | %s | %s |\n' "${cells[index]}" "${cells[index + 1]:-}" "${cells[index + 2]:-}" >> "$page"
  done
  cells=()
}

cat > "$page" <<'PAGE'
# Shadings and palettes

A still of each, made by `make shadings`; [Presets.md](Presets.md#shading) has the keys, [Theory.md](Theory.md) the formulas.

## What escapes

`shading.algorithm`, its other keys, and the palette.
PAGE

spiral='c=[-0.79,0.156] camera.width=2.9'
dragon='c=[-0.55,0.56] camera.width=3.2 shading.algorithm=trap'
still smooth '`smooth`' $spiral shading.density=0.03
still smooth-log '`smooth`, `scale` `log`; `twilight`' $spiral shading.scale=log shading.density=0.25 shading.palette=twilight
still histogram '`histogram`; `ember`' $spiral shading.algorithm=histogram shading.density=1 shading.palette=ember
still distance '`distance`; ink on paper' 'c=[0,1]' camera.width=3.2 shading.algorithm=distance shading.density=45 'shading.palette={"cyclic":false,"stops":[{"at":0,"color":"#14121a"},{"at":0.25,"color":"#7d7466"},{"at":0.7,"color":"#e9e1cf"},{"at":1,"color":"#f7f2e6"}]}'
still stripe '`stripe`, `stripes` 4; `glacier`' $spiral shading.algorithm=stripe shading.stripes=4 shading.density=1.6 shading.palette=glacier
still triangle-inequality '`triangle-inequality`; `aurora`' 'c=[-0.4,0.6]' camera.width=3.2 shading.algorithm=triangle-inequality shading.density=1.5 shading.palette=aurora
still trap-point '`trap`, a `point`; `ember`' $dragon shading.density=1.5 shading.palette=ember
still trap-circle '`trap`, a `circle`; `reef`' $dragon shading.trap.shape=circle shading.density=2 shading.phase=0.4 shading.palette=reef
still trap-line '`trap`, a `line`, `scale` `log`; `copper`' $dragon shading.trap.shape=line shading.trap.angle=30 shading.scale=log shading.density=3 shading.palette=copper
still trap-cross '`trap`, a `cross`, `scale` `log`; `glacier`' $dragon shading.trap.shape=cross shading.scale=log shading.density=2.6 shading.palette=glacier
still angle '`angle`; `dawn`' 'c=[0,1]' camera.width=2.4 shading.algorithm=angle shading.density=1 shading.palette=dawn
still light '`smooth` under a `light`; `copper`' 'c=[-0.4,0.6]' camera.width=3 shading.density=0.012 shading.palette=copper 'shading.light={"height":38,"ambient":0.25}'
still light-depth 'the same with a `depth` of 0.8' 'c=[-0.4,0.6]' camera.width=3 shading.density=0.012 shading.palette=copper 'shading.light={"height":38,"ambient":0.25,"depth":0.8}'
table

cat >> "$page" <<'PAGE'

## What does not escape

`shading.interior`: by a property of each orbit.
PAGE
still interior-period '`period`, one for all of a picture; `lagoon`, round it `dawn`' 'c=[-1.31,0]' camera.width=3.6 shading.density=0.02 shading.palette=dawn 'shading.interior={"by":"period","density":0.11,"palette":"lagoon"}'
still interior-convergence '`convergence`; `aurora`, round it `lagoon`' 'c=[-0.15,0.7]' camera.width=2.9 shading.density=0.02 shading.palette=lagoon 'shading.interior={"by":"convergence","density":0.02,"palette":"aurora"}'
still interior-nearest '`nearest`; `moss`, round it `lagoon`' 'c=[-0.390541,-0.586788]' camera.width=2.6 fractal.maximumIterations=1200 shading.density=0.02 shading.palette=lagoon 'shading.interior={"by":"nearest","density":2.4,"palette":"moss"}'
table

cat >> "$page" <<'PAGE'

## Palettes

Each with `histogram`, so that all its colours have their share of the figure.
PAGE
for palette in presets/palettes/*.json; do
  name=$(basename "$palette" .json)
  still "palette-$name" "\`$name\`" $spiral shading.algorithm=histogram shading.density=1 "shading.palette=$name"
done
table
