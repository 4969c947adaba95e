#!/usr/bin/env bash
# Puts the program of `make static` into an archive, laid out to be unpacked over /usr/local or anywhere, with the licences of what is inside.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=.build/static
version=$("$folder/juliareel" --version)
name=juliareel-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
PREFIX=/$name DESTDIR=$made scripts/install.sh "$folder/juliareel" >&2
cp -r "$folder/licenses" "$made/$name/share/doc/juliareel/"
tar -C "$made" --owner=0 --group=0 --sort=name -cJf "$folder/$name.tar.xz" "$name"
ls -l "$folder/$name.tar.xz"
