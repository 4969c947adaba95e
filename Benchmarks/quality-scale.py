#!/usr/bin/env python3
"""Finds the rate factors that look alike: for each codec those whose SSIM equals x264's at two qualities of our scale.

Renders parts of shipped presets with juliareel, encodes them with the ffmpeg command and the options of our encoders, and reads SSIM from
ffmpeg's filter of that name. Between whole rate factors SSIM is interpolated in decibels. Figures go to Docs/Encoding.md.

    Benchmarks/quality-scale.py --juliareel .build/release/juliareel [--codecs hevc av1 vp9] [--frames 24] [--size 960x540]
"""

import argparse
import math
import os
import re
import subprocess
import tempfile

FILMS = [("benchmark-loop", 100), ("benchmark-constants", 60), ("spiral-descent", 200)]
QUALITIES = [72, 90]
ENCODERS = {
    "h264": (["-c:v", "libx264", "-preset", "superfast", "-x264-params", "stitchable=1:mbtree=0"], range(8, 40, 2)),
    "hevc": (
        ["-c:v", "libx265", "-preset", "superfast", "-x265-params", "log-level=none:info=0:open-gop=0:pools=none:frame-threads=1"],
        range(10, 32, 2)),
    "av1": (["-c:v", "libsvtav1", "-preset", "10", "-svtav1-params", "lp=1"], range(8, 48, 4)),
    "vp9": (["-c:v", "libvpx-vp9", "-deadline", "good", "-cpu-used", "5", "-b:v", "0", "-row-mt", "0"], range(4, 48, 4)),
}


def decibels(ssim):
    return -10 * math.log10(1 - ssim)


def encode(clip, codec, factor, film):
    """SSIM in decibels and bytes of `clip` in `codec` at the rate factor `factor`."""
    options, _ = ENCODERS[codec]
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-i", clip, *options, "-threads", "1", "-crf", f"{factor}", film],
        check=True, env={**os.environ, "SVT_LOG": "0"}, stderr=subprocess.DEVNULL)
    report = subprocess.run(
        ["ffmpeg", "-hide_banner", "-i", film, "-i", clip, "-lavfi", "[0][1]ssim", "-f", "null", "-"],
        check=True, capture_output=True, text=True).stderr
    return decibels(float(re.search(r"All:([0-9.]+)", report).group(1))), os.path.getsize(film)


def at_likeness(curve, target):
    """The rate factor and bytes at which the falling `curve` of (factor, decibels, bytes) reaches `target`."""
    for (low, better, more), (high, worse, fewer) in zip(curve, curve[1:]):
        if better >= target >= worse:
            share = (better - target) / (better - worse)
            return low + share * (high - low), more * (fewer / more) ** share
    raise SystemExit(f"{target:.2f} dB is outside of {curve[-1][1]:.2f} to {curve[0][1]:.2f} dB")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--codecs", nargs="+", default=["hevc", "av1", "vp9"])
    parser.add_argument("--frames", type=int, default=24)
    parser.add_argument("--size", default="960x540")
    arguments = parser.parse_args()
    print(f"frames of each film: {arguments.frames} of {arguments.size}; rate factor, SSIM in dB, kB")
    with tempfile.TemporaryDirectory() as folder:
        for preset, first in FILMS:
            clip = os.path.join(folder, preset + ".y4m")
            with open(clip, "wb") as output:
                subprocess.run(
                    [arguments.juliareel, "render", preset, "--size", arguments.size, "--frames",
                     f"{first}..<{first + arguments.frames}", "-o", "-", "--progress", "none"],
                    check=True, stdout=output, stderr=subprocess.DEVNULL)
            film = os.path.join(folder, "film.mkv")
            targets = [encode(clip, "h264", 38 - quality / 4, film) for quality in QUALITIES]
            for quality, (likeness, size) in zip(QUALITIES, targets):
                print(f"{preset:18} quality {quality} h264 {38 - quality / 4:5.2f} {likeness:6.2f} {size / 1e3:8.0f}", flush=True)
            for codec in arguments.codecs:
                curve = [(factor, *encode(clip, codec, factor, film)) for factor in ENCODERS[codec][1]]
                for quality, (likeness, _) in zip(QUALITIES, targets):
                    factor, size = at_likeness(curve, likeness)
                    print(f"{preset:18} quality {quality} {codec} {factor:5.2f} {likeness:6.2f} {size / 1e3:8.0f}", flush=True)


if __name__ == "__main__":
    main()
