#!/usr/bin/env bash
# Builds VideoEncoding against the FFmpeg of another Debian suite and runs its tests with that suite's libraries, libc included.
#
#   scripts/check-ffmpeg.sh SUITE [FILTER]     # such as trixie or sid; FILTER as `swift test --filter` takes it
#
# Needs Debian with its archive configured in apt, and root or user namespaces. Nothing is installed: packages are unpacked into
# .build/ffmpeg/SUITE, and apt's lists of that suite are kept there as well. A second run builds only what has changed.
set -euo pipefail
cd "$(dirname "$0")/.."
suite=${1:?"usage: scripts/check-ffmpeg.sh SUITE [FILTER]"}
filter=${2:-.}
[[ $suite =~ ^[a-z-]+$ ]] || { echo "check-ffmpeg: '$suite' is no name of a suite" >&2; exit 64; }
work=$PWD/.build/ffmpeg/$suite
root=$work/root
package=$work/package
triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo "$(uname -m)-linux-gnu")

# The archive that this machine's apt takes Debian from.
mirror=$(apt-get indextargets --format '$(REPO_URI)|$(LABEL)' 'Created-By: Packages' | sed -n 's/|Debian$//p' | head -n 1)
[[ -n $mirror ]] || { echo "check-ffmpeg: apt has no Debian archive here" >&2; exit 69; }

# Fetches and unpacks FFmpeg, its development files, its commands and all that they build on.
unpack() {
  mkdir -p "$work"/apt/{lists,archives}/partial
  : >"$work/apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$work/apt/sources.list"
  # A mirror of an unstable suite may lag behind; what it has is signed nevertheless.
  local apt=(apt-get -q -y -o Debug::NoLocking=1 -o Acquire::Check-Valid-Until=false -o APT::Sandbox::User= -o APT::Install-Recommends=0
    -o Acquire::Languages=none -o Dir::Etc::sourcelist="$work/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null -o Dir::State::lists="$work/apt/lists"
    -o Dir::State::status="$work/apt/status" -o Dir::State::extended_states="$work/apt/extended"
    -o Dir::Cache::archives="$work/apt/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
  "${apt[@]}" update
  "${apt[@]}" --download-only install libavcodec-dev libavformat-dev libavutil-dev libswresample-dev libswscale-dev ffmpeg
  # Newer suites have no folders beside /usr.
  rm -rf "$root"
  mkdir -p "$root"/{etc,proc,dev,tmp,usr/bin,usr/lib,usr/lib64,usr/sbin}
  local name
  for name in bin lib lib64 sbin; do ln -s "usr/$name" "$root/$name"; done
  local archive
  for archive in "$work"/apt/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$archive" | tar -x --keep-directory-symlink --no-same-owner -C "$root"
  done
  # Where installing would have set links to one of several implementations.
  printf "/usr/lib/$triplet/%s\n" blas lapack pulseaudio >"$root/etc/ld.so.conf"
  PATH=$PATH:/sbin:/usr/sbin ldconfig -r "$root"
  rm "$work"/apt/archives/*.deb
  touch "$work/unpacked"
}

# Says where pkg-config finds the five libraries: in the folder, and without what they build on, which is linked to them already.
describe_libraries() {
  mkdir -p "$work/pkgconfig"
  local library version
  for library in libavcodec libavformat libavutil libswresample libswscale; do
    version=$(sed -n 's/^Version: //p' "$root/usr/lib/$triplet/pkgconfig/$library.pc")
    cat >"$work/pkgconfig/$library.pc" <<EOF
Name: $library
Description: $library of $suite
Version: $version
Cflags: -I$root/usr/include/$triplet
Libs: -L$root/usr/lib/$triplet -l${library#lib}
EOF
  done
}

# A package of VideoEncoding and its tests, and of what compares our pictures with libswscale's.
write_package() {
  mkdir -p "$package"
  ln -sfn "$PWD/Sources" "$package/Sources"
  ln -sfn "$PWD/Tests" "$package/Tests"
  cat >"$package/Package.swift" <<EOF
$(head -n 1 Package.swift)
import PackageDescription

let complex = Target.Dependency.product(name: "ComplexModule", package: "swift-numerics")
let real = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let package = Package(
  name: "check-ffmpeg",
  dependencies: [
    .package(path: "$PWD/.build/checkouts/swift-collections"), .package(path: "$PWD/.build/checkouts/swift-numerics"),
  ],
  targets: [
    .systemLibrary(name: "CFFmpeg", pkgConfig: "libavformat libavcodec libswresample libswscale libavutil"),
    .target(name: "FractalMath", dependencies: [complex, real]),
    .target(name: "FilmFormat", dependencies: ["FractalMath"]),
    .target(name: "CSandbox"),
    .target(name: "CHostSystem"),
    .target(name: "HostSystem", dependencies: ["CHostSystem", "CSandbox"]),
    .target(name: "CPUFeatures"),
    .target(name: "CLanes"),
    .target(name: "OrbitTypes", dependencies: ["FractalMath"]),
    .target(name: "EscapeKernelsBaseline", dependencies: ["CLanes", "FractalMath", "OrbitTypes"]),
    .target(name: "EscapeKernels", dependencies: ["CPUFeatures", "FractalMath", "OrbitTypes", "EscapeKernelsBaseline"]),
    .target(
      name: "WorkStealing",
      dependencies: ["HostSystem", .product(name: "DequeModule", package: "swift-collections")]),
    .target(
      name: "Rendering",
      dependencies: ["FilmFormat", "FractalMath", "EscapeKernels", "OrbitTypes", "WorkStealing", complex, real]),
    .target(name: "VideoEncoding", dependencies: ["CFFmpeg", "FilmFormat", "FractalMath", "HostSystem"]),
    .target(name: "TestSupport", dependencies: ["HostSystem"], path: "Tests/TestSupport"),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "FilmFormat", "FractalMath", "WorkStealing", "CFFmpeg", "TestSupport", complex, real,
      ],
      sources: ["SwscaleAgreementTests.swift", "TestPicture.swift"]),
    .testTarget(name: "VideoEncodingTests", dependencies: ["VideoEncoding", "CFFmpeg", "FilmFormat", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
EOF
}

# Runs a command in the folder as if it were a system of its own, with this package and the Swift toolchain in their places.
inside() {
  local toolchain
  toolchain=$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")")
  local namespace=(unshare --mount)
  [[ $EUID -eq 0 ]] || namespace+=(--map-root-user)
  "${namespace[@]}" bash -c '
    set -euo pipefail
    root=$1 toolchain=$2 repository=$3
    shift 3
    for folder in "$toolchain" "$repository"; do
      mkdir -p "$root$folder"
      mount --bind "$folder" "$root$folder"
    done
    mount --rbind /proc "$root/proc"
    mount --rbind /dev "$root/dev"
    exec chroot "$root" "$@"' bash "$root" "$toolchain" "$PWD" "$@"
}

[[ -e $work/unpacked ]] || unpack
describe_libraries
swift package resolve
write_package
# The libraries need a newer libc than the one that is linked here; both are there when the tests run.
build=(--package-path "$package" -c release --build-tests -Xlinker --allow-shlib-undefined)
PKG_CONFIG_PATH=$work/pkgconfig swift build "${build[@]}"
tests=$(PKG_CONFIG_PATH=$work/pkgconfig swift build "${build[@]}" --show-bin-path)/check-ffmpegPackageTests.xctest
inside /usr/bin/ffprobe -version | head -n 1
inside "$tests" --testing-library swift-testing --filter "$filter"
