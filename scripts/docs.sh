#!/usr/bin/env bash
# Builds the library's documentation into .build/documentation, and fails at its first warning.
#   scripts/docs.sh         the pages of the product JuliaReel
#   scripts/docs.sh --all   verifies also the doc comments of the modules below it
# No plugin is needed: a release build has the doc comments beside its modules, from where the compiler's own tools take them. So
# an ordinary build has nothing to do for it.
set -euo pipefail
cd "$(dirname "$0")/.."

modules=(JuliaReel)
[[ "${1:-}" == "--all" ]] && modules+=(
  FractalMath FilmFormat OrbitTypes EscapeKernels Animation WorkStealing HostSystem Rendering VideoEncoding Production ShippedPresets
)

swift build -c release --target JuliaReel
built=$(swift build -c release --show-bin-path)
tools=$(dirname "$(realpath "$(command -v swift)")")
target=$("$tools/swift" -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')
archive=.build/documentation
graphs=$(mktemp -d)
trap 'rm -rf "$graphs"' EXIT

# C modules are known by their maps: those that the build has written, and those that stand beside the headers.
flags=(-I "$built/Modules")
for map in "$built"/*.build/module.modulemap .build/checkouts/*/Sources/*/include/module.modulemap Sources/CFFmpeg/module.modulemap; do
  flags+=(-Xcc "-fmodule-map-file=$map")
done
# shellcheck disable=SC2046 # One flag a word.
flags+=($(pkg-config --cflags-only-I libavformat))

rm -rf "$archive"
for module in "${modules[@]}"; do
  mkdir -p "$graphs/$module"
  "$tools/swift" symbolgraph-extract -module-name "$module" -target "$target" "${flags[@]}" -minimum-access-level public \
    -output-dir "$graphs/$module"
  catalog=()
  [[ $module == JuliaReel ]] && catalog=(Sources/Library/JuliaReel.docc)
  "$tools/docc" convert "${catalog[@]}" --additional-symbol-graph-dir "$graphs/$module" --fallback-display-name "$module" \
    --fallback-bundle-identifier "juliareel.$module" --warnings-as-errors --output-dir "$graphs/$module.doccarchive"
done
mv "$graphs/JuliaReel.doccarchive" "$archive"
echo "the documentation is in $archive: docc preview, or any web server, shows it at /documentation/juliareel"
