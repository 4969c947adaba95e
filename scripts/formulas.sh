#!/usr/bin/env bash
# Writes what Homebrew and Arch Linux build packages from, juliareel.rb and PKGBUILD, beside an archive of the sources, with its sum.
#
#   scripts/formulas.sh juliareel-VERSION.tar.gz [URL]
#
# URL is the folder from which others fetch the archive; by default the one that it is in, to try them here.
set -euo pipefail
archive=$(realpath -- "${1:?"usage: scripts/formulas.sh juliareel-VERSION.tar.gz [URL]"}")
[[ -f $archive ]] || { echo "formulas: $archive: there is no such file" >&2; exit 66; }
cd "$(dirname "$0")/.."
name=$(basename -- "$archive")
[[ $name =~ ^juliareel-([0-9]+(\.[0-9]+)+)\.tar\.gz$ ]] ||
  { echo "formulas: $name: an archive of the sources is called juliareel-VERSION.tar.gz, as in juliareel-1.0.0.tar.gz" >&2; exit 64; }
version=${BASH_REMATCH[1]}
folder=$(dirname -- "$archive")
home=${2:-file://$folder}
[[ $home =~ ^(https|file)://[^\ \'\"\\\|\&]+$ ]] ||
  { echo "formulas: $home: the address of a folder begins with https:// or file:// and has no spaces or quotes" >&2; exit 64; }
sum=$(openssl dgst -sha256 -r "$archive")
for recipe in packaging/homebrew/juliareel.rb packaging/arch/PKGBUILD; do
  sed "1s|scripts/formulas.sh.*|Written by scripts/formulas.sh.|; s|HOMEPAGE|${home%/}|; s|VERSION|$version|; s|\bSHA256\b|${sum%% *}|" "$recipe" \
    >"$folder/$(basename "$recipe")"
  echo "$folder/$(basename "$recipe")"
done
