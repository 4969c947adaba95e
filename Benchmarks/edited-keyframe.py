#!/usr/bin/env python3
"""What it takes to render a film again of which one keyframe was edited, with a cache of its segments.

    Benchmarks/edited-keyframe.py [--size 1280x720] [--runs 3] [--threads 1]

A film of 10 s and 20 segments whose width has keyframes at 0, 1 and 2 s; the one at 1 s is moved. Each run renders the film into an
empty cache, then the edited one with that cache and without it, and compares the two byte by byte. Printed are how many segments were
rendered again, and the medians of processor time and of wall time.
"""

import argparse
import filecmp
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def width(middle: float) -> str:
    """The option for a film that is `middle` wide at 1 s."""
    return (
        f'camera.width={{"keyframes":[{{"time":0,"value":4}},{{"time":1,"value":{middle}}},'
        '{"time":2,"value":4}],"interpolation":"linear"}'
    )


def render(arguments: list[str], folder: str) -> tuple[float, float, str]:
    """Processor and wall seconds of a render in `folder`, and what it said."""
    errors = pathlib.Path(folder, "errors")
    start = time.monotonic()
    with errors.open("w") as stream:
        process = subprocess.Popen(
            [ROOT / ".build/release/juliareel", "render", "benchmark-loop", "--progress", "none", *arguments],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=stream)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    said = errors.read_text()
    if status != 0:
        raise SystemExit(said)
    return usage.ru_utime + usage.ru_stime, seconds, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", default="1")
    options = parser.parse_args()
    common = ["--size", options.size, "--threads", options.threads]

    figures: dict[str, list[tuple[float, float]]] = {"first film": [], "edited, cache": [], "edited, no cache": []}
    rendered = set()
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            cached = common + ["--cache", "cache"]
            figures["first film"].append(render(cached + ["--set", width(4.1), "-o", "film.mp4"], folder)[:2])
            *seconds, said = render(cached + ["--set", width(4.2), "-o", "edited.mp4"], folder)
            figures["edited, cache"].append((seconds[0], seconds[1]))
            taken = re.search(r"(\d+) of (\d+) segments come from there", said)
            if taken is None:
                raise SystemExit(f"nothing came from the cache: {said}")
            rendered.add(f"{int(taken[2]) - int(taken[1])} of {taken[2]}")
            plain = common + ["--set", width(4.2), "-o", "plain.mp4"]
            figures["edited, no cache"].append(render(plain, folder)[:2])
            if not filecmp.cmp(f"{folder}/edited.mp4", f"{folder}/plain.mp4", shallow=False):
                raise SystemExit("the film from the cache has other bytes")

    print(f"segments rendered again: {', '.join(sorted(rendered))}; the bytes are the same")
    medians = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in figures.items()}
    for name, (processor, wall) in medians.items():
        print(f"{name}: {processor:.2f} s of processor time, {wall:.2f} s")
    saved = 1 - medians["edited, cache"][0] / medians["edited, no cache"][0]
    print(f"processor time saved: {100 * saved:.0f} %")


if __name__ == "__main__":
    main()
