#!/usr/bin/env python3
"""How fast deep pictures spin while c moves and the camera stays on a fixed point, with frame "plane" and with "koenigs".

    Benchmarks/follow.py [--program .build/release/juliareel]

c goes round a circle of radius 0.001 in 240 frames, where the multiplier's magnitude is 1.075. Two neighbouring frames are laid over each other, turned and scaled, so
that their counts agree best; the turn is compared with that of the multiplier, foretold.
"""
import argparse
import cmath
import json
import math
import pathlib
import subprocess
import tempfile

import numpy

WIDTHS = ["1e-3", "1e-10", "1e-30", "1e-60", "1e-290"]
CENTER, RADIUS, FRAMES = complex(-0.8, 0.2), 0.001, 240
SIZE, ANGLES, RINGS = 512, 2048, 96


def constant(frame):
    return CENTER + RADIUS * cmath.exp(2j * math.pi * frame / FRAMES)


def multiplier(frame):
    return 1 - cmath.sqrt(1 - 4 * constant(frame))


def preset(width, frame):
    return {
        "version": 1, "title": "Spin", "duration": 10, "loop": "wrap",
        "output": {"width": SIZE, "height": SIZE, "frameRate": FRAMES / 10}, "fractal": {"maximumIterations": 20000},
        "c": {"path": "circle", "center": [CENTER.real, CENTER.imag], "radius": RADIUS},
        "camera": {"follow": {"near": [-0.5, 0.1]}, "width": float(width), "frame": frame},
    }


def rings(field):
    """Counts on rings of falling radius, each less its mean."""
    radii = SIZE * 0.48 * 0.2 ** (numpy.arange(RINGS) / RINGS)
    angles = 2 * math.pi * numpy.arange(ANGLES) / ANGLES
    columns = (SIZE - 1) / 2 + radii[:, None] * numpy.cos(angles)
    rows = (SIZE - 1) / 2 - radii[:, None] * numpy.sin(angles)
    counts = field[rows.round().astype(int), columns.round().astype(int)].astype(float)
    return counts - counts.mean(axis=1, keepdims=True)


def turn(one, other):
    """By how many degrees the second picture is turned against the first, counter-clockwise."""
    first, second = numpy.fft.fft(rings(one)), numpy.fft.fft(rings(other))
    best = (-math.inf, 0)
    for shift in range(-4, 5):
        a, b = first[max(0, shift):RINGS + min(0, shift)], second[max(0, -shift):RINGS - max(0, shift)]
        agreement = numpy.fft.ifft(numpy.conj(a) * b).real.sum(axis=0) / len(a)
        # The set is the same after a turn by the multiplier's angle, 170 degrees: the smaller turn is meant.
        agreement[ANGLES // 12:-(ANGLES // 12)] = -math.inf
        place = int(agreement.argmax())
        best = max(best, (float(agreement[place]), place))
    degrees = best[1] * 360 / ANGLES
    return degrees - 360 if degrees > 180 else degrees


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/juliareel")
    options = parser.parse_args()
    growth = multiplier(1) / multiplier(0)
    print(f"|multiplier| {abs(multiplier(0)):.3f}\nwidth    degrees a frame: plane, foretold, koenigs")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "spin.json")
        for width in WIDTHS:
            turns = []
            for frame in ["plane", "koenigs"]:
                path.write_text(json.dumps(preset(width, frame)))
                fields = []
                for index in [0, 1]:
                    array = pathlib.Path(folder, f"{index}.npy")
                    subprocess.run(
                        [options.program, "field", path, "--frame", str(index), "-o", array], check=True,
                        stdout=subprocess.DEVNULL)
                    fields.append(numpy.load(array))
                turns.append(turn(*fields))
            steps = math.log(math.hypot(1, 0.5 / float(width))) / math.log(abs(multiplier(0)))
            print(f"{width:>6} {turns[0]:10.2f} {-steps * math.degrees(cmath.phase(growth)):10.2f} {turns[1]:10.2f}")


if __name__ == "__main__":
    main()
