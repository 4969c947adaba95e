#!/usr/bin/env bash
# The checklist of a release, in order; stops at the first thing that is not right. What is made is in .build/artifacts-VERSION, with SHA-256
# sums. Takes an hour or two; Debian, as root, for the packages' trials.
#
#   scripts/release.sh           # everything
#   scripts/release.sh --no-test # what is made and tried, without `make test` and `make fuzz`
set -euo pipefail
cd "$(dirname "$0")/.."
# The releases of Debian that get a package of their own, besides this machine's.
others=trixie
step() { printf '\n=== %s\n' "$*" >&2; }

step "the tree is committed, and the changelog names the version"
[[ -z $(git status --porcelain) ]] || { echo "release: uncommitted changes" >&2; exit 1; }
version=$(sed -n 's/.*current = "\(.*\)".*/\1/p' Sources/Animation/ProgramVersion.swift)
[[ -n $version ]] || { echo "release: no version in ProgramVersion.swift" >&2; exit 1; }
grep -q "^## $version" CHANGELOG.md || { echo "release: CHANGELOG.md has no section \"## $version\"" >&2; exit 1; }

if [[ ${1:-} != --no-test ]]; then
  step "tests"
  make test
  step "fuzzing, ${FUZZ_SECONDS:-60} s for each kind of file"
  FUZZ_SECONDS=${FUZZ_SECONDS:-60} make fuzz
fi

made=$PWD/.build/artifacts-$version
rm -rf "$made"
mkdir -p "$made"
step "the program for this system's FFmpeg, as a package, and in a clean Debian"
make deb-check
step "the same for the other releases of Debian: $others"
for suite in $others; do make deb-check SUITE="$suite"; done
for suite in $(. /etc/os-release && echo "$VERSION_CODENAME") $others; do cp .build/package/juliareel_"$version"~"$suite"_*.deb "$made/"; done
step "the program with FFmpeg inside, as an archive and as a package, in two clean Debians"
make static
make static-check
cp .build/static/juliareel-"$version"-*.tar.xz .build/static/juliareel_"$version"~static_*.deb "$made/"
step "the sources"
git archive --format=tar.gz --prefix="juliareel-$version/" -o "$made/juliareel-$version.tar.gz" HEAD
# JULIAREEL_URL: the folder from which others will fetch the archive.
scripts/formulas.sh "$made/juliareel-$version.tar.gz" ${JULIAREEL_URL:+"$JULIAREEL_URL"}
step "documents: the library's reference, and the site"
make docs
tar -C .build -cJf "$made/juliareel-$version-site.tar.xz" site

step "sums"
(cd "$made" && sha256sum -- * >SHA256SUMS && cat SHA256SUMS)
ls -l "$made"
step "left to do by hand: git tag $version, and give away what is in $made"
