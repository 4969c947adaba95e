#!/usr/bin/env python3
"""Measures whole films side by side: today's pipeline, juliareel, and encoding alone of frames that are rendered already.

Today's pipeline is what people write: a Cython loop under the guided schedule, a NumPy palette, raw frames through a pipe
to `ffmpeg -c:v libx264`. All three make the loop of the preset `benchmark-loop`, with the same x264 preset and rate factor.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
REPOSITORY = FOLDER.parent.parent
JULIAREEL = REPOSITORY / ".build" / "release" / "juliareel"
PYTHON = FOLDER / ".venv" / "bin" / "python"
# Ten seconds at this rate: a loop of 120 frames.
RATE = 12
SIZE = (1920, 1080)


def x264(options: argparse.Namespace) -> list[str]:
    """ffmpeg's options for the encoder."""
    return ["-c:v", "libx264", "-preset", options.preset, "-crf", str(options.crf), "-pix_fmt", "yuv420p"]


def todays_pipeline(options: argparse.Namespace, film: Path) -> list[str]:
    """Cython and NumPy, in this script's own other mode."""
    return [str(PYTHON), __file__, "--pipe", "--preset", options.preset, "--crf", str(options.crf), "--threads",
            str(options.threads), "--output", str(film)]


def ours(options: argparse.Namespace, film: Path, antialiasing: str) -> list[str]:
    """juliareel; with one sample a pixel it does what the others do."""
    return [str(JULIAREEL), "render", "benchmark-loop", "--fps", str(RATE), "--threads", str(options.threads),
            "--antialiasing", antialiasing, "--encoder-preset", options.preset, "--crf", str(options.crf), "--progress", "none", "-o", str(film)]


def encoding_alone(options: argparse.Namespace, frames: Path, film: Path) -> list[str]:
    """ffmpeg on frames in a file."""
    return ["ffmpeg", "-v", "error", "-y", "-i", str(frames), *x264(options), str(film)]


def seconds(command: list[str]) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"film: {command[0]} failed:\n{result.stderr}")
    return time.perf_counter() - start


def compare(options: argparse.Namespace) -> None:
    """Runs everything in turn and prints a table."""
    with tempfile.TemporaryDirectory() as folder:
        frames, film = Path(folder) / "frames.y4m", Path(folder) / "film.mp4"
        with open(frames, "wb") as file:
            subprocess.run([str(JULIAREEL), "render", "benchmark-loop", "--fps", str(RATE), "--antialiasing", "none", "-o", "-",
                            "--progress", "none"], stdout=file, stderr=subprocess.DEVNULL, check=True)
        programs = {
            "Cython guided, NumPy palette, pipe to ffmpeg": todays_pipeline(options, film),
            "ffmpeg, of frames that are rendered already": encoding_alone(options, frames, film),
            "juliareel render, one sample a pixel": ours(options, film, "none"),
            "juliareel render, adaptive anti-aliasing": ours(options, film, "adaptive"),
        }
        times = {name: [] for name in programs}
        for _ in range(options.runs):
            for name, command in programs.items():
                times[name].append(seconds(command))
    medians = {name: 10 * RATE / statistics.median(values) for name, values in times.items()}
    first = next(iter(medians.values()))
    print(f"| x264 {options.preset}, crf {options.crf}, {options.threads} threads | frames per second | speed |")
    print("| --- | ---: | ---: |")
    for name, rate in medians.items():
        print(f"| {name} | {rate:.1f} | {rate / first:.1f} |")
    if options.json:
        Path(options.json).write_text(json.dumps({"options": vars(options), "seconds": times}, indent=2) + "\n")


def pipe(options: argparse.Namespace) -> None:
    """Today's pipeline itself; runs in the environment that has Cython's module and NumPy."""
    sys.path.insert(0, str(FOLDER))
    import cmath

    import numpy as np
    from cython_julia import fill_guided

    shading = json.loads((REPOSITORY / "presets" / "benchmarks" / "benchmark-loop.json").read_text())["shading"]
    stops = shading["palette"]["stops"] + [{**shading["palette"]["stops"][0], "at": 1}]
    places = [stop["at"] for stop in stops]
    colors = np.array([list(bytes.fromhex(stop["color"][1:])) for stop in stops], np.float64)
    steps = np.linspace(0, 1, 4096)
    palette = np.stack([np.interp(steps, places, colors[:, i]) for i in range(3)], axis=1).round().astype(np.uint8)
    width, height = SIZE
    counts = np.empty((height, width), np.float32)
    command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r",
               str(RATE), "-i", "-", *x264(options), options.output]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        for frame in range(10 * RATE):
            c = 0.7885 * cmath.exp(2j * cmath.pi * frame / (10 * RATE))
            fill_guided(counts, c, 0j, complex(4.4 / width, 0), 256.0, 500, options.threads)
            image = palette[((counts * shading["density"]) % 1 * 4095).astype(np.int32)]
            image[counts < 0] = 0
            encoder.stdin.write(image.tobytes())
    if encoder.returncode != 0:
        sys.exit(encoder.returncode)


def main() -> None:
    """Parses the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", default="veryfast", help="x264's preset")
    parser.add_argument("--crf", type=int, default=20)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", help="file for all figures")
    parser.add_argument("--pipe", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--output", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pipe:
        pipe(options)
        return
    subprocess.run([str(FOLDER / "setup.sh")], check=True, stdout=sys.stderr)
    if not JULIAREEL.exists():
        sys.exit("film: build juliareel first: swift build -c release")
    compare(options)


if __name__ == "__main__":
    main()
