#!/usr/bin/env python3
"""Counts the bands of a slow dark gradient with and without dither, and what the dither costs in bits.

    Benchmarks/dither.py [--juliareel .build/release/juliareel] [--films NAME…]

Far outside of the Julia set of 0, 1280 pixels of picture span ten 8-bit codes of luma, and drift by a twentieth of the width in 60 frames.
A band is a part of a strip of 8 rows, at least 16 columns wide, all of whose samples are equal; the figure is the median over the strips of
frame 30, as decoded. The error is how far means of 16×16 samples are from the smooth gradient, in 8-bit codes: what is left for an eye that does not see single pixels. The
gradient itself is a polynomial of degree 6 through the means of the undecoded 10-bit picture with blue noise.

With --films the same is told of shipped films at 1280×720 instead, each in 0.6 s, with H.264: the mean number of bands across the strips of frame 12, and bytes.

Needs Python with NumPy, and the program ffmpeg.
"""

import argparse
import json
import statistics
import subprocess
import tempfile
from pathlib import Path

import numpy as np

WIDTH, HEIGHT, FRAMES, SHOWN = 1280, 720, 60, 30
STRIP, LEAST_RUN, BLOCK, DEGREE = 8, 16, 16, 6
PRESET = {
    "version": 1, "title": "Slow dark gradient", "duration": 1, "c": [0, 0],
    "output": {"width": WIDTH, "height": HEIGHT, "frameRate": 60},
    "camera": {"center": [30, 0], "width": 40},
    "shading": {
        "density": 1.3,
        "phase": {"keyframes": [{"time": 0, "value": -2}, {"time": 1, "value": -1.95}], "interpolation": "linear"},
        "palette": {"cyclic": False, "stops": [{"at": 0, "color": "#050510"}, {"at": 1, "color": "#101020"}]}},
}


def render(juliareel, preset, film, codec, depth, dither, *more):
    """The bytes of the film at the default quality."""
    subprocess.run(
        [juliareel, "render", preset, "-o", film, "--fresh", "--codec", codec, "--bit-depth", str(depth), "--dither", dither,
         "--progress", "none", *more], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return film.stat().st_size


def luma(film, depth, shown=SHOWN):
    """The luma of one decoded frame, in 8-bit codes."""
    layout = "yuv420p" if depth == 8 else "yuv420p10le"
    samples = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", film, "-vf", f"select=eq(n\\,{shown})", "-frames:v", "1", "-f", "rawvideo",
         "-pix_fmt", layout, "-"], check=True, capture_output=True).stdout
    plane = np.frombuffer(samples, np.uint8 if depth == 8 else np.dtype("<u2"), WIDTH * HEIGHT)
    return plane.reshape(HEIGHT, WIDTH) / 2 ** (depth - 8)


def bands(strip):
    """The number of parts of equal samples that are wide enough to be seen."""
    flat = np.all(strip == strip[0], axis=0)
    level = np.where(flat, strip[0], -1 - np.arange(strip.shape[1]))
    ends = np.flatnonzero(np.diff(level)) + 1
    return int(np.sum(np.diff(np.concatenate([[0], ends, [level.size]])) >= LEAST_RUN))


def means(plane):
    return plane.reshape(HEIGHT // BLOCK, BLOCK, WIDTH // BLOCK, BLOCK).mean((1, 3))


def smooth(local):
    """The polynomial of two variables nearest to the means."""
    y, x = np.meshgrid(*(np.linspace(-1, 1, count) for count in local.shape), indexing="ij")
    terms = np.stack([x.ravel() ** i * y.ravel() ** j for i in range(DEGREE + 1) for j in range(DEGREE + 1 - i)], axis=1)
    weights = np.linalg.lstsq(terms, local.ravel(), rcond=None)[0]
    return (terms @ weights).reshape(local.shape)


def tell_of_films(juliareel, names):
    print("| film | bits | dither | bands across | kB | against none |")
    print("| --- | ---: | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mkv"
        for name in names:
            plain = None
            for depth, dither in ((8, "none"), (8, "ordered"), (8, "blue-noise"), (10, "none")):
                size = render(
                    juliareel, name, film, "h264", depth, dither, "--stretch", "0.6", "--size", f"{WIDTH}x{HEIGHT}")
                plain = plain or size
                plane = luma(film, depth, 12)
                count = statistics.mean(bands(plane[top:top + STRIP]) for top in range(0, HEIGHT, STRIP))
                print(f"| {name} | {depth} | {dither} | {count:.1f} | {size / 1000:.0f} | {size / plain:.2f}× |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--films", nargs="+", default=[])
    options = parser.parse_args()
    juliareel = options.juliareel
    if options.films:
        return tell_of_films(juliareel, options.films)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        preset = Path(folder) / "gradient.json"
        preset.write_text(json.dumps(PRESET))
        for codec in ("ffv1", "h264"):
            for depth in (8, 10):
                for dither in ("none", "ordered", "blue-noise"):
                    film = Path(folder) / "gradient.mkv"
                    size = render(juliareel, preset, film, codec, depth, dither)
                    found[codec, depth, dither] = luma(film, depth), size
    gradient = smooth(means(found["ffv1", 10, "blue-noise"][0]))
    print("| codec | bits | dither | bands across | error of means: rms, largest | kB of 60 frames | against none |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: |")
    for (codec, depth, dither), (plane, size) in found.items():
        count = statistics.median(bands(plane[top:top + STRIP]) for top in range(0, HEIGHT, STRIP))
        error = means(plane) - gradient
        told = f"{np.sqrt(np.mean(error**2)):.3f}, {np.abs(error).max():.2f}"
        factor = size / found[codec, depth, "none"][1]
        print(f"| {codec} | {depth} | {dither} | {count:g} | {told} | {size / 1000:.0f} | {factor:.2f}× |")


if __name__ == "__main__":
    main()
