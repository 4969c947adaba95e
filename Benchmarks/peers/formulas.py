#!/usr/bin/env python3
"""z³ + c and the burning ship against the same loops compiled by numba, on the same fields, which are compared first.

    Benchmarks/peers/formulas.py --juliareel .build/release/juliareel [--runs 5] [--size 3840x2160]

Both use one thread, and processor seconds count, without the time that programs and numba's compiler take to start: juliareel's are taken off by a
field of one step. juliareel computes every orbit (no shortcut), as numba does. Needs Python with NumPy and numba.
"""

import argparse
import json
import math
import resource
import subprocess
import tempfile
import time
from pathlib import Path

import numba
import numpy as np

RADIUS = 256.0
CASES = [
    ("z³ + c", {"degree": 3}, 0, complex(0.42, 0.4), 2.8, 500),
    ("burning ship", {"formula": "burning-ship"}, 1, complex(-1.2, -0.3), 3.6, 500),
]


@numba.njit(fastmath=True, cache=False)
def smooth_count(x, y, cx, cy, is_ship, radius, limit, degree_logarithm):
    """The smooth count of the orbit of x + iy, or -1 if it does not escape."""
    x2, y2 = x * x, y * y
    n = 0
    while x2 + y2 <= radius * radius:
        if n == limit:
            return -1.0
        if is_ship:
            y = 2 * abs(x * y) + cy
            x = x2 - y2 + cx
        else:
            x, y = x * (x2 - 3 * y2) + cx, y * (3 * x2 - y2) + cy
        x2, y2 = x * x, y * y
        n += 1
    return n + 1 - math.log(0.5 * math.log(x2 + y2) / math.log(radius)) / degree_logarithm


@numba.njit(fastmath=True, cache=False)
def fill(counts, cx, cy, width, is_ship, radius, limit, degree_logarithm):
    rows, columns = counts.shape
    step = width / columns
    for row in range(rows):
        for column in range(columns):
            counts[row, column] = smooth_count(
                (column + 0.5 - 0.5 * columns) * step, (0.5 * rows - row - 0.5) * step, cx, cy, is_ship, radius, limit, degree_logarithm)


def juliareel_field(program, fractal, c, width, limit, size, folder):
    """The field, and its processor seconds."""
    preset, output = folder / "preset.json", folder / "field.npy"
    document = {"version": 1, "title": "peer", "duration": 1, "output": {"width": size[0], "height": size[1], "frameRate": 1}}
    document |= {"camera": {"width": width}, "c": [c.real, c.imag], "fractal": fractal | {"maximumIterations": limit, "escapeRadius": RADIUS}}
    preset.write_text(json.dumps(document))
    output.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    shortcuts = ["--no-symmetry", "--no-traps", "--no-certificates", "--no-cycles"]
    subprocess.run([program, "field", preset, "-o", output, "--threads", "1", *shortcuts], check=True, capture_output=True)
    return np.load(output), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--size", default="3840x2160")
    options = parser.parse_args()
    size = tuple(int(side) for side in options.size.split("x"))
    print("| | verdicts that differ | counts that differ by > 0.01 | juliareel, s | numba, s | ratio |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, fractal, is_ship, c, width, limit in CASES:
            logarithm = math.log(fractal.get("degree", 2))
            counts = np.empty((size[1], size[0]), np.float32)
            own, peer = [], []
            fill(counts[:2, :2].copy(), c.real, c.imag, width, is_ship, RADIUS, limit, logarithm)
            for _ in range(options.runs):
                field, seconds = juliareel_field(options.juliareel, fractal, c, width, limit, size, folder)
                own.append(seconds - juliareel_field(options.juliareel, fractal, c, width, 1, size, folder)[1])
                start = time.process_time()
                fill(counts, c.real, c.imag, width, is_ship, RADIUS, limit, logarithm)
                peer.append(time.process_time() - start)
            verdicts = int(((field < 0) != (counts < 0)).sum())
            both = (field >= 0) & (counts >= 0)
            differing = int((np.abs(field - counts)[both] > 0.01).sum())
            print(f"| {label} | {verdicts} | {differing} of {both.sum()} | {min(own):.3f} | {min(peer):.3f} | {min(peer) / min(own):.1f} |")


main()
