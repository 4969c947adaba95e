#!/usr/bin/env bash
# Builds the program with Swift's runtime inside, stripped, as .build/package/juliareel, which is what install.sh and deb.sh take. On
# systems that have the runtime themselves, it is the program as it is.
set -euo pipefail
cd "$(dirname "$0")/.."
JULIAREEL_STATIC=1 "${SWIFT:-swift}" build -c release --product juliareel >&2
mkdir -p .build/package
cp "$("${SWIFT:-swift}" build -c release --show-bin-path)/juliareel" .build/package/juliareel.unstripped
if [[ $(uname) == Linux ]] && command -v strip >/dev/null; then
  strip -o .build/package/juliareel .build/package/juliareel.unstripped
else
  cp .build/package/juliareel.unstripped .build/package/juliareel
fi
rm .build/package/juliareel.unstripped
