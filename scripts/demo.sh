#!/usr/bin/env bash
# A first film: builds, renders two seconds in small, so that there is something to see at once, then all of it in its own size.
set -euo pipefail
cd "$(dirname "$0")/.."
program=.build/release/juliareel
[[ -x $program ]] || echo "demo: the first build compiles everything, which takes some minutes; swift shows how far it is"
SECONDS=0
make --no-print-directory build
echo "demo: built in $SECONDS s; two seconds of the film in small:"
mkdir -p demo
"$program" render presets/classic-loop.json --size 640x360 --fps 30 --frames 0-59 -o demo/first-look.mp4
echo "demo: demo/first-look.mp4 can be looked at; now all ten seconds, 1920×1080 at 60 frames a second:"
"$program" render presets/classic-loop.json -o classic-loop.mp4
if [[ $(uname) == Darwin ]]; then opener=open; else opener=xdg-open; fi
cat <<EOF

classic-loop.mp4 is a seamless loop. To look at it:
  $opener classic-loop.mp4           # or mpv --loop classic-loop.mp4, or drag it into a browser
What next:
  $program presets           # the other films, each by its name: $program render spiral-descent
  $program studio            # a page in the browser to make one of your own
  make install PREFIX=\$HOME/.local        # to type juliareel alone, anywhere
EOF
