#!/usr/bin/env bash
# Installs a built program with its manual pages, completions, presets, palettes, films of the examples, schema and documents.
#
#   PREFIX=/usr/local DESTDIR= scripts/install.sh PROGRAM
#
# The program carries its presets and palettes inside, so it runs from any place; the files are for people and editors.
# Needs python3 for the manual pages; without it they are left out, which is told.
set -euo pipefail
shopt -s nullglob
program=$(realpath -- "${1:?"usage: scripts/install.sh PROGRAM"}")
prefix=${PREFIX:-/usr/local}
[[ $prefix == /* ]] || prefix=$PWD/$prefix
root=${DESTDIR:-}$prefix
cd "$(dirname "$0")/.."

# What is made is complete before anything is installed.
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
version=$("$program" --version)
"$program" --generate-completion-script bash >"$made/juliareel.bash"
cat scripts/completion-words.bash >>"$made/juliareel.bash"
"$program" --generate-completion-script zsh >"$made/_juliareel"
"$program" --generate-completion-script fish >"$made/juliareel.fish"
"$program" schema >"$made/preset.schema.json"
mkdir "$made/man"
if command -v python3 >/dev/null; then
  "$program" --experimental-dump-help | python3 scripts/man.py "$made/man" "$version"
else
  echo "install: without python3 there are no manual pages; 'juliareel help' has the same words" >&2
fi

put() { install -d "$root/$1" && install -m 644 "${@:2}" "$root/$1/"; }
install -d "$root/bin"
install -m 755 "$program" "$root/bin/juliareel"
[[ -z $(ls "$made/man") ]] || put share/man/man1 "$made"/man/*.1
put share/bash-completion/completions "$made/juliareel.bash"
mv "$root/share/bash-completion/completions/juliareel.bash" "$root/share/bash-completion/completions/juliareel"
put share/zsh/site-functions "$made/_juliareel"
put share/fish/vendor_completions.d "$made/juliareel.fish"
put share/juliareel "$made/preset.schema.json"
put share/juliareel/presets presets/*.json
put share/juliareel/palettes presets/palettes/*.json
for film in Examples/*/*.json; do put "share/juliareel/$(dirname "$film")" "$(dirname "$film")"/*.{json,flac}; done
put share/doc/juliareel README.md CHANGELOG.md LICENSE
put share/doc/juliareel/Docs Docs/*.md

echo "juliareel $version is in $root/bin"
case :$PATH: in *:"$prefix/bin":*) ;; *) [[ -n ${DESTDIR:-} ]] || echo "add $prefix/bin to PATH" ;; esac
