#!/usr/bin/env python3
"""Processor time of frames at ever smaller widths, round the point of the Julia set of c = -0.8 + 0.156i that lies opposite of its fixed point.

    Benchmarks/deep-views.py [--program .build/release/juliareel] [--isa avx2] [--own-cost]

Frames of 1920x1080 with one sample a pixel, turned by 30 degrees over the film; the median of three runs of 24 frames each. With
--own-cost frames of 2x2 instead, 960 a run: what a frame costs whatever its size, such as the steps that all orbits make together.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
from decimal import Decimal, getcontext

WIDTHS = ["1e-1", "1e-3", "1e-10", "1e-30", "1e-100", "1e-300", "1e-1000"]


def fixed_point(digits):
    """The fixed point (1 + sqrt(1 - 4c)) / 2 with so many digits behind the point, as two texts with the sign changed."""
    getcontext().prec = digits + 20
    real, imaginary = 1 - 4 * Decimal("-0.8"), -4 * Decimal("0.156")
    length = (real * real + imaginary * imaginary).sqrt()
    root = (((length + real) / 2).sqrt(), -((length - real) / 2).sqrt())
    return [f"{-(1 + root[0]) / 2:.{digits}f}", f"{-root[1] / 2:.{digits}f}"]


def preset(width):
    digits = max(20, 6 - Decimal(width).adjusted())
    return {
        "version": 1, "title": "Deep", "duration": 1, "c": [-0.8, 0.156],
        "output": {"width": 1920, "height": 1080, "frameRate": 24},
        "fractal": {"maximumIterations": 3000}, "antialiasing": {"mode": "none"},
        "camera": {
            "center": fixed_point(digits), "width": width,
            "rotation": {"keyframes": [{"time": 0, "value": 0}, {"time": 1, "value": 30}]},
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/juliareel")
    parser.add_argument("--isa", default="auto")
    parser.add_argument("--own-cost", action="store_true")
    options = parser.parse_args()
    print("width   processor ms a frame   steps a pixel")
    with tempfile.TemporaryDirectory() as folder:
        path, stats = pathlib.Path(folder, "deep.json"), pathlib.Path(folder, "stats.json")
        for width in WIDTHS:
            document = preset(width)
            if options.own_cost:
                document["output"] = {"width": 2, "height": 2, "frameRate": 960}
            path.write_text(json.dumps(document))
            times = []
            for _ in range(3):
                subprocess.run(
                    [options.program, "render", path, "-o", "null", "--isa", options.isa, "--progress", "none",
                     "--stats", stats], check=True, stdout=subprocess.DEVNULL)
                report = json.loads(stats.read_text())
                times.append(report["processorSeconds"] * 1000 / report["finishedFrames"])
            field = report["field"]
            print(f"{width:>6}  {statistics.median(times):8.2f}  {field['iterations'] / field['computedPixels']:18.1f}")


if __name__ == "__main__":
    main()
