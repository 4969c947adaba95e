#!/usr/bin/env python3
"""z³ + c and the burning ship against the same loops compiled by numba, and written with AVX-512 intrinsics in C++, on the same fields, which are
compared first.

    Benchmarks/peers/formulas.py --juliareel .build/release/juliareel [--runs 5] [--size 3840x2160]

All use one thread, and processor seconds count, without the time that programs and numba's compiler take to start: juliareel's are taken off by a
field of one step. juliareel computes every orbit (no shortcut), as the others do. Needs Python with NumPy; numba, g++ and a processor with AVX-512 for
the peer in question, which is left out without it.
"""

import argparse
import json
import math
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

try:
    import numba
except ImportError:
    numba = None

RADIUS = 256.0
CASES = [
    ("z³ + c", {"degree": 3}, 0, complex(0.42, 0.4), 2.8, 500),
    ("burning ship", {"formula": "burning-ship"}, 1, complex(-1.2, -0.3), 3.6, 500),
]


def compiled(function):
    return numba.njit(fastmath=True, cache=False)(function) if numba else function


@compiled
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


@compiled
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


def numba_field(c, width, is_ship, limit, logarithm, size):
    """The field, and its processor seconds."""
    counts = np.empty((size[1], size[0]), np.float32)
    fill(counts[:2, :2].copy(), c.real, c.imag, width, is_ship, RADIUS, limit, logarithm)
    start = time.process_time()
    fill(counts, c.real, c.imag, width, is_ship, RADIUS, limit, logarithm)
    return counts, time.process_time() - start


def cplusplus_program(folder):
    """The program of avx512_julia.cpp; none where it cannot be built or run."""
    if shutil.which("g++") is None or "avx512dq" not in Path("/proc/cpuinfo").read_text():
        return None
    program = folder / "avx512_julia"
    source = Path(__file__).resolve().parent / "avx512_julia.cpp"
    warnings = ["-Wno-uninitialized", "-Wno-maybe-uninitialized"]
    subprocess.run(["g++", "-std=c++20", "-O3", "-march=native", "-fopenmp", *warnings, source, "-o", program], check=True)
    return program


def cplusplus_field(program, c, width, is_ship, limit, size, folder):
    """The field, and its processor seconds."""
    values = {"center": "0,0", "step": f"{width / size[0]!r},0", "radius": RADIUS, "width": size[0], "height": size[1]}
    values |= {"iterations": limit, "threads": 1, "formula": "ship" if is_ship else "cubic", "output": folder / "field.raw"}
    arguments = [str(word) for name, value in values.items() for word in (f"--{name}", value)]
    answer = subprocess.run([program, *arguments, f"{c.real!r},{c.imag!r}"], check=True, capture_output=True, text=True).stdout
    return np.fromfile(folder / "field.raw", np.float32).reshape(size[1], size[0]), json.loads(answer)["processor_seconds"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--size", default="3840x2160")
    options = parser.parse_args()
    size = tuple(int(side) for side in options.size.split("x"))
    print("| | peer | verdicts that differ | counts that differ by > 0.01 | juliareel, s | peer, s | ratio |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = cplusplus_program(folder)
        for label, fractal, is_ship, c, width, limit in CASES:
            logarithm = math.log(fractal.get("degree", 2))
            peers = {}
            if program:
                peers["C++, AVX-512"] = lambda: cplusplus_field(program, c, width, is_ship, limit, size, folder)
            if numba:
                peers["numba"] = lambda: numba_field(c, width, is_ship, limit, logarithm, size)
            fields, times = {}, {name: [] for name in ["juliareel", *peers]}
            for _ in range(options.runs):
                field, seconds = juliareel_field(options.juliareel, fractal, c, width, limit, size, folder)
                times["juliareel"].append(seconds - juliareel_field(options.juliareel, fractal, c, width, 1, size, folder)[1])
                for peer, compute in peers.items():
                    fields[peer], seconds = compute()
                    times[peer].append(seconds)
            own = min(times["juliareel"])
            for peer, counts in fields.items():
                verdicts = int(((field < 0) != (counts < 0)).sum())
                both = (field >= 0) & (counts >= 0)
                differing = int((np.abs(field - counts)[both] > 0.01).sum())
                theirs = min(times[peer])
                print(f"| {label} | {peer} | {verdicts} | {differing} of {both.sum()} | {own:.3f} | {theirs:.3f} | {theirs / own:.2f} |")


main()
