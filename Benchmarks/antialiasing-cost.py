#!/usr/bin/env python3
"""Does anti-aliasing pay for itself? Processor time and bytes of films with and without it, everything else at its default.

    Benchmarks/antialiasing-cost.py [--juliareel .build/release/juliareel] [--runs 3] [--options ...]

Adaptive pictures take longer to render and less time and fewer bits to encode. Both are measured: user and system seconds of the whole
program, medians of runs in turn, for films at the same rate factor and for the same frames rendered and thrown away. Run it alone on the machine.
"""

import argparse
import resource
import statistics
import subprocess
import tempfile
from pathlib import Path

# Preset, size, frames.
FILMS = [
    ("benchmark-loop", "1280x720", "60..<180"),
    ("spiral-descent", "1280x720", "240..<360"),
    ("benchmark-constants", "1280x720", "180..<300"),
    ("benchmark-loop", "1920x1080", "60..<180"),
]
MODES = ["none", "adaptive"]


def seconds(juliareel, film, mode, target, options):
    """Processor seconds of one run."""
    preset, size, frames = film
    command = [juliareel, "render", preset, "--size", size, "--frames", frames, "--antialiasing", mode, "-o", target,
               "--progress", "none", *(["--fresh"] if target != "null" else []), *options]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--options", nargs=argparse.REMAINDER, default=[], help="further options of render, last of all")
    arguments = parser.parse_args()
    print("| film | rendering, s: none, adaptive | film, s: none, adaptive | ratio | kB: none, adaptive | ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "film.mp4"
        for film in FILMS:
            rendering, whole, sizes = ({mode: [] for mode in MODES} for _ in range(3))
            for _ in range(arguments.runs):
                for mode in MODES:
                    rendering[mode].append(seconds(arguments.juliareel, film, mode, "null", arguments.options))
                    whole[mode].append(seconds(arguments.juliareel, film, mode, str(target), arguments.options))
                    sizes[mode].append(target.stat().st_size / 1000)
            (r0, r1), (w0, w1), (s0, s1) = ([statistics.median(found[mode]) for mode in MODES] for found in (rendering, whole, sizes))
            print(f"| {film[0]}, {film[1]}, {film[2]} | {r0:.2f}, {r1:.2f} | {w0:.2f}, {w1:.2f} | {w1 / w0:.2f} "
                  f"| {s0:.0f}, {s1:.0f} | {s1 / s0:.2f} |", flush=True)


if __name__ == "__main__":
    main()
