#!/usr/bin/env python3
"""Renders a film whose palette has hard steps, decodes it, and compares each colour with the stop that it came from.

    Benchmarks/palette-stops.py [--juliareel .build/release/juliareel] [--quality 72]

Eight colours in wide bands around the disc of c = 0, at the default anti-aliasing, with each codec at each depth that it has.
What a band should be is computed here: the stop's R′G′B′ by BT.709's matrix in limited range, rounded. Only pixels count whose surroundings of 33×33 lie in one
band. Printed are the error of each band's mean, rounded to codes, and the largest of any single sample, over the luma and chroma of all bands.

Needs Python with NumPy, and the programs ffmpeg and ffprobe.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

WIDTH, HEIGHT, FRAMES, REACH = 1280, 720, 3, 16
COLORS = ["#000420", "#0b2f8a", "#3f8fe0", "#f2fbff", "#ffd166", "#e07a1f", "#c00000", "#00a040"]
STEP = 1e-6
PRESET = {
    "version": 1, "title": "Hard steps", "duration": 1, "c": [0, 0],
    "output": {"width": WIDTH, "height": HEIGHT, "frameRate": 60}, "camera": {"center": [22, 0], "width": 36},
    "shading": {
        "density": 0.7, "phase": 0,
        "palette": {"cyclic": True, "stops": [
            stop for i, color in enumerate(COLORS) for stop in (
                {"at": i / len(COLORS), "color": color}, {"at": (i + 1) / len(COLORS) - STEP, "color": color})]}},
}
KINDS = [("h264", 8, "4:2:0"), ("h264", 10, "4:2:0"), ("hevc", 8, "4:2:0"), ("hevc", 10, "4:2:0"), ("av1", 8, "4:2:0"),
         ("av1", 10, "4:2:0"), ("prores", 10, "4:2:2"), ("prores", 10, "4:4:4")]


def expected(color, depth):
    """Y′, Cb and Cr of a colour, as codes."""
    red, green, blue = (int(color[i:i + 2], 16) / 255 for i in (1, 3, 5))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    scale = 2 ** (depth - 8)
    chroma = [224 * (value - light) / divisor + 128 for value, divisor in ((blue, 1.8556), (red, 1.5748))]
    return np.rint(np.array([16 + 219 * light, *chroma]) * scale)


def bands(counts):
    """Which colour each pixel has; −1 near the edges of bands."""
    shading = PRESET["shading"]
    band = np.floor((counts * shading["density"] + shading["phase"]) % 1 * len(COLORS)).astype(int)
    alone = np.ones(band.shape, bool)
    for axis in (0, 1):
        own = alone.copy()
        for step in range(-REACH, REACH + 1):
            own &= np.roll(band, step, axis) == band
            own &= np.roll(alone, step, axis)
        alone = own
    alone[:REACH], alone[-REACH:], alone[:, :REACH], alone[:, -REACH:] = False, False, False, False
    return np.where(alone, band, -1)


def planes(film, depth, chroma):
    """Each frame's planes."""
    layout = f"yuv{chroma.replace(':', '')}p" + ("" if depth == 8 else "10le")
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", film, "-f", "rawvideo", "-pix_fmt", layout, "-"], check=True, capture_output=True).stdout
    across, down = {"4:2:0": (2, 2), "4:2:2": (2, 1), "4:4:4": (1, 1)}[chroma]
    shapes = [(HEIGHT, WIDTH)] + 2 * [(HEIGHT // down, WIDTH // across)]
    samples, start = np.frombuffer(raw, np.uint8 if depth == 8 else np.dtype("<u2")), 0
    for _ in range(FRAMES):
        frame = []
        for height, width in shapes:
            frame.append(samples[start:start + height * width].reshape(height, width).astype(int))
            start += height * width
        yield frame


def errors(film, depth, chroma, band):
    """The largest error of a band's mean and of a sample, in codes, and how many bands were seen."""
    worst_mean = worst_sample = 0
    seen = sorted(set(band[band >= 0]))
    for frame in planes(film, depth, chroma):
        for component, plane in enumerate(frame):
            part = band[::HEIGHT // plane.shape[0], ::WIDTH // plane.shape[1]]
            for index in seen:
                error = plane[part == index] - expected(COLORS[index], depth)[component]
                worst_mean = max(worst_mean, abs(round(float(error.mean()))))
                worst_sample = max(worst_sample, int(np.abs(error).max()))
    return worst_mean, worst_sample, len(seen)


def tags(film):
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=color_range,color_space,color_transfer,color_primaries",
         "-of", "default=nokey=1:noprint_wrappers=1", film], check=True, capture_output=True, text=True).stdout
    return " ".join(told.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--quality", default="72")
    arguments = parser.parse_args()
    print("| codec | bits | chroma | stops seen | worst stop (mean), codes | worst sample, codes | tags |")
    print("| --- | ---: | --- | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        preset, counts = Path(folder) / "steps.json", Path(folder) / "counts.npy"
        preset.write_text(json.dumps(PRESET))
        subprocess.run([arguments.juliareel, "field", preset, "-o", counts], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        band = bands(np.load(counts))
        for codec, depth, chroma in KINDS:
            film = Path(folder) / ("steps.mov" if codec == "prores" else "steps.mkv")
            subprocess.run(
                [arguments.juliareel, "render", preset, "-o", film, "--fresh", "--frames", f"0..<{FRAMES}", "--codec", codec, "--bit-depth",
                 str(depth), "--chroma", chroma, "--quality", arguments.quality, "--progress", "none"],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            mean, sample, seen = errors(film, depth, chroma, band)
            print(f"| {codec} | {depth} | {chroma} | {seen} | {mean} | {sample} | {tags(film)} |", flush=True)


if __name__ == "__main__":
    main()
