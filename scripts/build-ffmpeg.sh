#!/usr/bin/env bash
# Builds FFmpeg with only what juliareel uses, as archives, from Debian's source package of the release that is installed here, so that the
# program can carry it. x264, x265, libvpx, libwebp and Opus are Debian's archives. AV1 is left out: Debian has no archive of SVT-AV1.
#
#   scripts/build-ffmpeg.sh      # → .build/static/ffmpeg/{lib,pkgconfig,licenses}
#
# Needs Debian with its archive configured in apt, dpkg-dev and a C compiler. Nothing is installed. A second run does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$PWD/.build/static
made=$work/ffmpeg
version=$(dpkg-query -W -f '${Version}' libavcodec-dev)
# What is made belongs to the version and to this script.
stamp="$version $(cksum <scripts/build-ffmpeg.sh)"
[[ ! -e $made/made || $(cat "$made/made") != "$stamp" ]] || exit 0
mirror=$(apt-get indextargets --format '$(REPO_URI)|$(LABEL)' 'Created-By: Packages' | sed -n 's/|Debian$//p' | head -n 1)
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
rm -rf "$made" "$work/source" "$work/root"
mkdir -p "$made"/{lib,pkgconfig,licenses} "$work"/{source,root,debs} "$work"/lists/partial

# The source of the very version whose headers are compiled against; apt checks its signature and its sum.
: >"$work/sources.list"
for archive in "$mirror $suite" "$mirror $suite-updates" "${mirror%/debian*}/debian-security $suite-security"; do
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive main" >>"$work/sources.list"
done
apt=(-q -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Acquire::Languages=none -o Dir::Etc::sourcelist="$work/sources.list"
  -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$work/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
apt-get "${apt[@]}" update
(cd "$work/source" && apt-get "${apt[@]}" source --only-source "ffmpeg=$version")
source=$(ls -d "$work"/source/ffmpeg-*/)

# Archives and headers of the encoders.
(cd "$work/debs" && apt-get -q download libx264-dev libx265-dev libvpx-dev libwebp-dev libopus-dev libnuma-dev zlib1g-dev nasm)
for archive in "$work"/debs/*.deb; do dpkg-deb -x "$archive" "$work/root"; done
libraries=$work/root/usr/lib/$triplet
# Their descriptions say /usr; and shared names would lead to libraries that are not here.
sed -i "s|^prefix=.*|prefix=$work/root/usr|; s|=/usr/|=$work/root/usr/|" "$libraries"/pkgconfig/*.pc
rm -f "$libraries"/*.so

names() { local IFS=,; echo "$*"; }
songs=(aac alac flac mp2float mp3float opus vorbis pcm_{u8,s16le,s16be,s24le,s24be,s32le,s32be,f32le,f32be,f64le,f64be,alaw,mulaw})
pictures=(mjpeg png webp vp8 bmp gif tiff)
films=(h264 hevc vp9 prores ffv1)
cd "$source"
PATH=$work/root/usr/bin:$PATH PKG_CONFIG_PATH=$libraries/pkgconfig ./configure --prefix="$made/prefix" \
  --disable-everything --disable-autodetect --disable-programs --disable-doc --disable-network --disable-avdevice --disable-avfilter \
  --disable-postproc --enable-gpl --enable-version3 --enable-static --disable-shared --enable-pic --pkg-config-flags=--static \
  --enable-zlib --enable-libx264 --enable-libx265 --enable-libvpx --enable-libwebp --enable-libopus \
  --extra-cflags="-I$work/root/usr/include -ffunction-sections -fdata-sections" --extra-ldflags="-L$libraries" \
  --enable-encoder="$(names libx264 libx264rgb libx265 libvpx_vp9 libwebp libwebp_anim libopus aac flac pcm_{s16le,s24le,s32le,f32le} \
    ffv1 prores png gif)" \
  --enable-decoder="$(names "${songs[@]}" "${pictures[@]}" "${films[@]}")" \
  --enable-parser="$(names aac flac mpegaudio opus vorbis h264 hevc vp9 png)" \
  --enable-muxer="$(names mp4 mov matroska webm gif webp image2 adts flac wav)" \
  --enable-demuxer="$(names mov matroska wav aiff flac ogg mp3 aac)" --enable-protocol=file --enable-bsf="$(names aac_adtstoasc vp9_superframe \
    extract_extradata h264_mp4toannexb hevc_mp4toannexb)" >"$work/configure.log"
PATH=$work/root/usr/bin:$PATH make -s -j"$(nproc)" >"$work/make.log" 2>&1 || { tail -n 20 "$work/make.log" >&2; exit 1; }
make -s install >>"$work/make.log" 2>&1

cp "$made"/prefix/lib/*.a "$libraries"/lib{x264,x265,vpx,webp,webpmux,opus,numa,z}.a "$made/lib/"
for name in x264 x265 vpx webp opus numa; do
  cp "$work/root/usr/share/doc/lib$name-dev/copyright" "$made/licenses/$name"
done
cp "$work/root/usr/share/doc/zlib1g-dev/copyright" "$made/licenses/zlib"
cp debian/copyright "$made/licenses/ffmpeg"
cp COPYING.GPLv3 "$made/licenses/GPL-3"

# Where a build finds them: the headers are those that are installed, of the same version, so that nothing is compiled anew.
encoders="-lx264 -lx265 -lvpx -lwebpmux -lwebp -lopus -lnuma -lz -lstdc++ -lm -lpthread -ldl"
for library in avformat avcodec swresample swscale avutil; do
  cat >"$made/pkgconfig/lib$library.pc" <<EOF
Name: lib$library
Description: lib$library of FFmpeg with what juliareel uses
Version: $(PKG_CONFIG_PATH=$made/prefix/lib/pkgconfig pkg-config --modversion "lib$library")
Cflags: $(pkg-config --cflags "lib$library")
Libs: -L$made/lib -l$library $([[ $library != avutil ]] || echo "$encoders")
EOF
done
rm -rf "$work/source" "$work/root" "$work/debs" "$made/prefix/bin"
echo "$stamp" >"$made/made"
