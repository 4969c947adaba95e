#!/usr/bin/env bash
# Prints the MD5 of more than sixty small films and stills of every kind, in a fixed order, to compare two builds of the program:
#   scripts/film-hashes.sh OLD/juliareel >before; scripts/film-hashes.sh .build/release/juliareel >after; diff before after
# Both must run on the same machine with the same FFmpeg libraries. The instruction set is AVX2 unless ISA names another.
set -euo pipefail
program=$(realpath "${1:?usage: film-hashes.sh PROGRAM}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

common=(--isa "${ISA:-avx2}" --progress none)
hash_of() { printf '%s  %s\n' "$(md5sum <"$1" | cut -d' ' -f1)" "$2"; }
film() { # NAME ARGUMENT...
  local name=$1
  shift
  "$program" render "$@" "${common[@]}" -o "$name" >/dev/null 2>&1 || { echo "failed: $name $*"; return; }
  hash_of "$name" "$name $*"
}
still() {
  local name=$1
  shift
  "$program" still "$@" --isa "${ISA:-avx2}" -o "$name" >/dev/null 2>&1 || { echo "failed: $name $*"; return; }
  hash_of "$name" "$name $*"
}

# Each shipped preset as a film of its default codec, and as a still.
for preset in $("$program" presets | awk '{print $1}'); do
  film "$preset.mp4" "$preset" --size 96x54 --fps 10 --frames '0..<12'
  still "$preset.png" "$preset" --size 160x90 --time 3
done

# Each codec, depth, layout and container.
small=(benchmark-loop --size 96x54 --fps 10 --frames '3..<15')
film h264-10.mkv "${small[@]}" --bit-depth 10
film h264-444.mp4 "${small[@]}" --chroma 4:4:4
film hevc.mp4 "${small[@]}" --codec hevc
film hevc-10.mkv "${small[@]}" --codec hevc --bit-depth 10
film av1.mp4 "${small[@]}" --size 128x72 --codec av1
film av1-10.webm "${small[@]}" --size 128x72 --codec av1 --bit-depth 10
film vp9.webm "${small[@]}" --codec vp9
film prores.mov "${small[@]}" --codec prores --chroma 4:2:2 --bit-depth 10
film prores-444.mov "${small[@]}" --codec prores --chroma 4:4:4 --bit-depth 10
film ffv1.mkv "${small[@]}" --codec ffv1
film ffv1-10.mkv "${small[@]}" --codec ffv1 --bit-depth 10 --chroma 4:4:4
film loop.gif "${small[@]}"
film loop.webp "${small[@]}"
film ntsc.mov "${small[@]}" --fps 30000/1001
film long.mp4 benchmark-loop --size 64x36 --fps 30 --frames '0..<150'
film ordered.mp4 "${small[@]}" --dither ordered
film noise.mkv "${small[@]}" --codec ffv1 --dither blue-noise
for encoder in draft balanced best ultrafast slow; do film "$encoder.mp4" "${small[@]}" --encoder-preset "$encoder"; done
for mode in none grid adaptive; do film "$mode.mp4" "${small[@]}" --antialiasing "$mode"; done
"$program" render "${small[@]}" "${common[@]}" -o - 2>/dev/null >stream.y4m && hash_of stream.y4m "stream.y4m"
mkdir pictures
"$program" render "${small[@]}" "${common[@]}" -o pictures/%03d.png >/dev/null 2>&1
cat pictures/*.png >pictures.all && hash_of pictures.all "pictures/%03d.png"

# Each shading, light, scale, filter and interior.
set_still() {
  local name=$1
  shift
  still "$name.png" benchmark-loop --size 160x90 "${@/#/--set=}"
}
for shading in smooth distance stripe triangle-inequality angle histogram; do
  set_still "$shading" 'c=[-0.79,0.156]' "shading.algorithm=$shading"
done
for shape in point line circle cross; do
  set_still "trap-$shape" 'c=[-0.55,0.56]' shading.algorithm=trap "shading.trap.shape=$shape" shading.density=2
done
for kind in period convergence nearest; do
  set_still "interior-$kind" 'c=[-0.12,0.74]' "shading.interior={\"by\":\"$kind\",\"palette\":\"reef\"}"
done
set_still log 'c=[-0.79,0.156]' shading.scale=log shading.density=0.25
set_still light 'c=[-0.4,0.6]' 'shading.light={"height":38,"ambient":0.25}' shading.density=0.012
set_still turned 'c=[-0.79,0.156]' camera.rotation=30 'camera.center=[0.1,0.2]'
for palette in $("$program" palettes | awk '{print $1}'); do set_still "palette-$palette" 'c=[-0.79,0.156]' "shading.palette=$palette"; done
still samples.png coral-reef --size 160x90 --time 2 --samples 64
still grid.png coral-reef --size 160x90 --time 2 --antialiasing grid --samples 16 --filter mitchell
still deep.png coral-reef --size 160x90 --time 2 --bit-depth 16
"$program" sheet benchmark-loop -o sheet.png --count 6 --width 640 >/dev/null 2>&1 && hash_of sheet.png sheet.png
"$program" path benchmark-loop -o path.svg >/dev/null 2>&1 && hash_of path.svg path.svg
