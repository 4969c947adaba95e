#!/usr/bin/env bash
# Makes a container's image with the package of `make static` on a small Debian, as an OCI archive that podman, docker and skopeo load:
#
#   scripts/image.sh       # → .build/static/juliareel-VERSION-image.tar
#
# Needs root, debootstrap and buildah; no registry. `juliareel export --kubernetes --image` takes the name that it has once it is pushed.
set -euo pipefail
cd "$(dirname "$0")/.."
package=$(ls -t .build/static/juliareel_*.deb | head -n 1)
version=$(.build/static/juliareel --version)
suite=trixie
mirror=$(apt-get indextargets --format '$(REPO_URI)|$(LABEL)' 'Created-By: Packages' | sed -n 's/|Debian$//p' | head -n 1)
root=$(mktemp -d)
container=
trap '[[ -z $container ]] || buildah rm "$container" >/dev/null; rm -rf "$root"' EXIT
debootstrap --variant=minbase --include=libstdc++6 "$suite" "$root" "$mirror" >.build/static/image.log 2>&1
dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root"
# Nobody installs anything in the image.
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/usr/share/{man,locale,info} "$root"/var/log/*
rm -f "$root"/etc/apt/apt.conf.d/* "$root"/etc/apt/sources.list

container=$(buildah from scratch)
buildah add --quiet "$container" "$root" / >/dev/null
buildah config --cmd '["juliareel", "help"]' --workingdir /film --user 65534:65534 --env LC_ALL=C.UTF-8 \
  --label org.opencontainers.image.title=juliareel --label org.opencontainers.image.version="$version" \
  --label org.opencontainers.image.licenses="Apache-2.0 AND GPL-3.0-or-later" "$container"
rm -f ".build/static/juliareel-$version-image.tar"
buildah commit --quiet "$container" "oci-archive:.build/static/juliareel-$version-image.tar:juliareel:$version" >/dev/null
ls -l ".build/static/juliareel-$version-image.tar"
