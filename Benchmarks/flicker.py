#!/usr/bin/env python3
"""How much still pictures flicker while c moves slowly: the mean squared second difference of luma over time.

    Benchmarks/flicker.py [--juliareel .build/release/juliareel]

The camera stands still and c goes round 0 by 0.02 radians a second, at 60 frames a second: 30 frames of 640×360, as they are before
they are encoded. What moves evenly has no second difference; what lights up in one frame and is gone in the next has a large one.

Needs Python with NumPy.
"""

import argparse
import json
import math
import subprocess
import tempfile
from pathlib import Path

import numpy as np

WIDTH, HEIGHT, FRAMES, RATE = 640, 360, 30, 60
RADIANS_A_SECOND = 0.02
# Name, constant at the beginning, width of the view.
VIEWS = [
    ("dust", (0.2436, 0.7499), 4.4),
    ("spiral", (-0.8, 0.156), 3.2),
    ("siegel", (-0.390541, -0.586788), 3.2),
    ("dendrite", (0.0, 1.0), 3.2),
    ("seahorse", (-0.7453, 0.1127), 3.2),
]
MODES = [("none",), ("adaptive",), ("grid", "--samples", "16")]


def preset(constant, width):
    duration = FRAMES / RATE
    return {
        "version": 1, "title": "Flicker", "duration": duration, "extends": "benchmark-loop", "loop": "none",
        "output": {"width": WIDTH, "height": HEIGHT, "frameRate": RATE},
        "c": {"path": "circle", "center": [0, 0], "radius": math.hypot(*constant),
              "turns": RADIANS_A_SECOND * duration / (2 * math.pi), "phase": math.degrees(math.atan2(constant[1], constant[0]))},
        "camera": {"center": [0, 0], "width": width, "rotation": 0},
    }


def luma(juliareel, path, mode):
    """The luma of all frames."""
    stream = subprocess.run(
        [juliareel, "render", path, "-o", "-", "--progress", "none", "--antialiasing", *mode],
        check=True, capture_output=True).stdout
    start, size = stream.index(b"\n") + 1, WIDTH * HEIGHT
    frame = len(b"FRAME\n") + size * 3 // 2
    found = [np.frombuffer(stream, np.uint8, size, start + i * frame + len(b"FRAME\n")) for i in range(FRAMES)]
    return np.stack(found).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    juliareel = parser.parse_args().juliareel
    print("| view | none | adaptive | 4×4 | adaptive / none | 4×4 / none |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for name, constant, width in VIEWS:
            path = Path(folder) / "view.json"
            path.write_text(json.dumps(preset(constant, width)))
            none, adaptive, grid = (
                float(np.mean(np.diff(luma(juliareel, path, mode), 2, axis=0) ** 2, dtype=np.float64)) for mode in MODES)
            print(f"| {name} | {none:.1f} | {adaptive:.1f} | {grid:.1f} | {adaptive / none:.2f} | {grid / none:.2f} |")


if __name__ == "__main__":
    main()
