#!/usr/bin/env bash
# Makes a package for the Debian (or its like) that this runs on, of a built program:
#
#   scripts/deb.sh PROGRAM [FOLDER]      # → FOLDER/juliareel_VERSION_ARCHITECTURE.deb, in .build/package unless said otherwise
#
# What it depends on is read from the program by dpkg-shlibdeps, so it is for the release whose FFmpeg the program was linked with. A
# program that carries FFmpeg (make static) is for all whose libc is as new, and its package has the licences of what is inside.
set -euo pipefail
program=$(realpath -- "${1:?"usage: scripts/deb.sh PROGRAM [FOLDER]"}")
cd "$(dirname "$0")/.."
folder=${2:-.build/package}
for tool in dpkg-deb dpkg-shlibdeps; do
  command -v "$tool" >/dev/null || { echo "deb: $tool is missing; install dpkg-dev" >&2; exit 69; }
done

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
chmod 755 "$made"
mkdir -p "$made/root/DEBIAN" "$made/debian" "$folder"
PREFIX=/usr DESTDIR=$made/root scripts/install.sh "$program" >&2
version=$("$program" --version)
architecture=$(dpkg --print-architecture)
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-unknown}")
objdump -p "$program" | grep -q 'NEEDED *libavcodec' || suite=static

# Debian's own places and forms.
gzip -9n "$made/root/usr/share/man/man1"/*.1
mv "$made/root/usr/share/zsh/site-functions" "$made/root/usr/share/zsh/vendor-completions"
mv "$made/root/usr/share/doc/juliareel/LICENSE" "$made/root/usr/share/doc/juliareel/copyright"
gzip -9n "$made/root/usr/share/doc/juliareel/CHANGELOG.md"
if [[ $suite == static ]]; then
  mkdir "$made/root/usr/share/doc/juliareel/licenses"
  install -m 644 "$(dirname "$program")"/licenses/* "$made/root/usr/share/doc/juliareel/licenses/"
fi

printf 'Source: juliareel\n\nPackage: juliareel\nArchitecture: any\n' >"$made/debian/control"
depends=$(cd "$made" && dpkg-shlibdeps -O "root/usr/bin/juliareel" 2>"$made/warnings" | sed -n 's/^shlibs:Depends=//p') ||
  { cat "$made/warnings" >&2; exit 1; }
[[ -n $depends ]] || { echo "deb: dpkg-shlibdeps names no package" >&2; exit 1; }
cat >"$made/root/DEBIAN/control" <<EOF
Package: juliareel
Version: $version~$suite
Architecture: $architecture
Maintainer: juliareel <juliareel@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$made/root" | cut -f1)
Depends: $depends
Suggests: bash-completion, ffmpeg
Section: graphics
Priority: optional
Description: Julia-set animations on all processors
 A preset says how the constant c of z -> z^2 + c, or of another formula, moves
 over time; juliareel renders the film on all processors, straight to MP4.
EOF
(cd "$made/root" && find usr -type f -exec md5sum {} +) >"$made/root/DEBIAN/md5sums"
package=$folder/juliareel_${version}~${suite}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$made/root" "$package" >&2
echo "$package"
