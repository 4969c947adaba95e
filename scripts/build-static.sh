#!/usr/bin/env bash
# Builds the program for other machines than this, stripped:
#
#   scripts/build-static.sh            # → .build/package/juliareel: Swift's runtime is inside, FFmpeg's libraries are the system's
#   scripts/build-static.sh --ffmpeg   # → .build/static/juliareel: FFmpeg is inside as well (build-ffmpeg.sh); needs only the C library
#
# SWIFT_BUILD_FLAGS are further options of `swift build`. Only the link differs from an ordinary build. On systems that have Swift's runtime themselves, it is the program as it is.
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
folder=.build/package
if [[ ${1:-} == --ffmpeg ]]; then
  scripts/build-ffmpeg.sh
  folder=.build/static
  export PKG_CONFIG_PATH=$PWD/$folder/ffmpeg/pkgconfig JULIAREEL_STATIC=all
fi
# shellcheck disable=SC2086 # SWIFT_BUILD_FLAGS are words.
JULIAREEL_STATIC=${JULIAREEL_STATIC:-runtime} "$swift" build -c release --product juliareel --disable-local-rpath ${SWIFT_BUILD_FLAGS:-} >&2
mkdir -p "$folder"
cp "$("$swift" build -c release --show-bin-path)/juliareel" "$folder/juliareel.unstripped"
if [[ $(uname) == Linux ]] && command -v strip >/dev/null; then
  strip -o "$folder/juliareel" "$folder/juliareel.unstripped"
else
  cp "$folder/juliareel.unstripped" "$folder/juliareel"
fi
rm "$folder/juliareel.unstripped"
if [[ ${1:-} == --ffmpeg ]]; then
  rm -rf "$folder/licenses"
  cp -r "$folder/ffmpeg/licenses" "$folder/licenses"
  cp LICENSE "$folder/licenses/juliareel"
  license=$(dirname "$(dirname "$(realpath "$(command -v "$swift")")")")/share/swift/LICENSE.txt
  [[ ! -e $license ]] || cp "$license" "$folder/licenses/swift"
fi
