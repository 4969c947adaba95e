#!/usr/bin/env python3
"""How evenly a film changes with visual timing, and without: the largest change from a frame to the next over the mean one.

    Benchmarks/visual-timing.py [--juliareel .build/release/juliareel] [PRESET…]

A change is the root of the mean squared difference of light, of all pixels and of red, green and blue. Each preset is rendered twice at
320×180 and its own rate, with `"timing": "visual"` and with `"timing": "written"`, the palette's phase and the camera as they are.
Without names, all presets that ship with visual timing.

Needs Python with NumPy.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np

WIDTH, HEIGHT = 320, 180
ARGUMENTS = ["--size", f"{WIDTH}x{HEIGHT}", "--dither", "none", "-o", "-", "--progress", "none"]


def light(frame):
    """Light of a frame of 4:2:0 Y′CbCr of limited range (BT.709's matrix, sRGB's transfer function)."""
    luma, chroma = frame[:WIDTH * HEIGHT].reshape(HEIGHT, WIDTH), frame[WIDTH * HEIGHT:].reshape(2, HEIGHT // 2, WIDTH // 2)
    blue, red = chroma.repeat(2, axis=1).repeat(2, axis=2)
    y, u, v = (luma - 16.0) / 219, (blue - 128.0) / 224, (red - 128.0) / 224
    code = np.clip(np.stack([y + 1.5748 * v, y - 0.187324 * u - 0.468124 * v, y + 1.8556 * u]), 0, 1)
    return np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4).astype(np.float32)


def changes(juliareel, preset, timing):
    """The change from each frame to the next; in a loop from the last to the first, too."""
    command = [juliareel, "render", preset, "--set", f"timing={timing}", *ARGUMENTS]
    found, first, earlier = [], None, None
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdout.readline()
        while process.stdout.readline():
            now = light(np.frombuffer(process.stdout.read(3 * WIDTH * HEIGHT // 2), np.uint8).astype(np.float32))
            if earlier is not None:
                found.append(float(np.sqrt(np.mean((now - earlier) ** 2))))
            first, earlier = now if first is None else first, now
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    if json.loads(Path("presets", preset + ".json").read_text()).get("loop") == "wrap":
        found.append(float(np.sqrt(np.mean((first - earlier) ** 2))))
    return np.array(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("presets", nargs="*")
    options = parser.parse_args()
    presets = options.presets or sorted(
        path.stem for path in Path("presets").glob("*.json") if json.loads(path.read_text()).get("timing") == "visual")
    print("| preset | largest / mean, written | largest / mean, visual | ratio |\n| --- | ---: | ---: | ---: |")
    for preset in presets:
        written, visual = (changes(options.juliareel, preset, timing) for timing in ("written", "visual"))
        before, after = written.max() / written.mean(), visual.max() / visual.mean()
        print(f"| {preset} | {before:.2f} | {after:.2f} | {after / before:.2f} |", flush=True)


if __name__ == "__main__":
    main()
