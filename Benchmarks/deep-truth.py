#!/usr/bin/env python3
"""Counts of deep views against orbits in full precision, computed here with Python's whole numbers.

    Benchmarks/deep-truth.py [--program .build/release/juliareel] [--pixels 4320] [--isa avx2] [--degrees 2,3,5,8]

Each view is a picture of some thousands of pixels round a point of a Julia set: a repelling fixed point or point of period two, its
negative, or a point that reaches 0; of the powers zᵈ + c a repelling fixed point, or a d-th root of −c. An orbit here keeps all bits of the view and a hundred more. A line for each view: the largest and
the median difference of smooth counts, in counts, and how many pixels escape here only or there only.
"""
import argparse
import json
import math
import multiprocessing
import pathlib
import statistics
import subprocess
import tempfile
from decimal import Decimal, getcontext

import numpy as np

ITERATIONS = 2000
RADIUS = 16.0
C = {
    "outside": ("-0.8", "0.156"), "outside, near the seahorses": ("-0.74543", "0.11301"), "outside, dust": ("0.3", "0.5"),
    "outside, cauliflower": ("0.285", "0.01"), "inside, basilica": ("-1", "0"), "inside, rabbit": ("-0.12256117", "0.74486177"),
    "inside, near a bulb's edge": ("-0.7", "0.05"), "on the boundary, parabolic": ("-0.75", "0"),
    "on the boundary, Siegel disc": ("-0.390541", "-0.586788"), "preperiodic, c = i": ("0", "1"), "preperiodic, tip": ("-2", "0"),
    "preperiodic, near": ("-0.10109636384562", "0.95628651080914"),
}


def misiurewicz(digits):
    """The c near -0.228 + 1.115i whose critical orbit ends on a fixed point: c³ + 2c² + 2c + 2 = 0 by Newton's method."""
    getcontext().prec = digits + 20
    x, y = Decimal("-0.2281554936539618"), Decimal("1.115142508039937")
    for _ in range(12):
        # c², c³, the value and its derivative 3c² + 4c + 2, part by part.
        xx, xy = x * x - y * y, 2 * x * y
        value = (x * xx - y * xy + 2 * xx + 2 * x + 2, x * xy + y * xx + 2 * xy + 2 * y)
        slope = (3 * xx + 4 * x + 2, 3 * xy + 4 * y)
        length = slope[0] * slope[0] + slope[1] * slope[1]
        x -= (value[0] * slope[0] + value[1] * slope[1]) / length
        y -= (value[1] * slope[0] - value[0] * slope[1]) / length
    return f"{x:.{digits}f}", f"{y:.{digits}f}"


C["preperiodic, with 300 digits"] = misiurewicz(300)
# Point and width for each of two views of each c.
VIEWS = [("fixed", "1e-13"), ("opposite", "1e-300")], [("period 2", "1e-16"), ("fixed", "1e-30")], [("opposite", "1e-60"), ("fixed", "1e-120")]


# Of higher powers: outside their set and inside, each with a view round a fixed point, and one round a point that reaches 0.
POWERS = {
    3: [("0.5", "0.3"), ("0.25", "-0.2"), ("0", "1")], 5: [("0.62", "0.3"), ("-0.4", "0.3")], 8: [("0.75", "0.35"), ("0.3", "0.3")],
    4: [("0.5", "0.4")], 6: [("0.6", "0.5")], 7: [("-0.7", "0.5")],
}
POWER_VIEWS = [("fixed", "1e-16"), ("fixed", "1e-30"), ("fixed", "1e-100"), ("reaches 0", "1e-16"), ("reaches 0", "1e-30")]


def product(a, b):
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def power(z, degree):
    result = z
    for _ in range(degree - 1):
        result = product(result, z)
    return result


def point_of_power(kind, c, degree):
    """The fixed point that repels most, or the first root of −c, in the precision of the context: by Newton's method from doubles."""
    constant, is_fixed = complex(float(c[0]), float(c[1])), kind == "fixed"
    start = (-constant) ** (1 / degree)
    if is_fixed:
        start = max(np.roots([1] + [0] * (degree - 2) + [-1, constant]), key=abs)
    z = Decimal(start.real), Decimal(start.imag)
    linear = 1 if is_fixed else 0
    for _ in range(12):
        before = power(z, degree - 1)
        value = product(before, z)
        value = value[0] + Decimal(c[0]) - linear * z[0], value[1] + Decimal(c[1]) - linear * z[1]
        slope = degree * before[0] - linear, degree * before[1]
        length = slope[0] * slope[0] + slope[1] * slope[1]
        quotient = product(value, (slope[0], -slope[1]))
        z = z[0] - quotient[0] / length, z[1] - quotient[1] / length
    return z


class Number:
    """Complex numbers of any precision, as pairs of Decimal."""

    @staticmethod
    def root(real, imaginary):
        length = (real * real + imaginary * imaginary).sqrt()
        sign = -1 if imaginary < 0 else 1
        return ((length + real) / 2).sqrt(), sign * max(Decimal(0), (length - real) / 2).sqrt()


def point(kind, c):
    """The point of that kind, in the precision of the context; the repelling one of two."""
    real, imaginary = map(Decimal, c)
    if kind in ("fixed", "opposite"):
        root = Number.root(1 - 4 * real, -4 * imaginary)
        z = (1 + root[0]) / 2, root[1] / 2
    elif kind == "period 2":
        root = Number.root(-3 - 4 * real, -4 * imaginary)
        z = (-1 + root[0]) / 2, root[1] / 2
    else:
        z = Number.root(-real, -imaginary)
    return (-z[0], -z[1]) if kind == "opposite" else z


def truth(task):
    """The smooth counts of a row of points, whole numbers in units of 2^-bits; -1 where an orbit does not escape."""
    points, c, bits, degree = task
    counts = []
    limit = int(2.0**40) << (2 * bits)
    for x, y in points:
        count = -1.0
        for n in range(ITERATIONS + 1):
            xx, yy = x * x, y * y
            if xx + yy > limit:
                z = complex(x / (1 << bits), y / (1 << bits))
                count = n + 1 - math.log2(math.log(abs(z)) / math.log(RADIUS)) / math.log2(degree)
                break
            if n == ITERATIONS:
                break
            if degree == 2:
                x, y = ((xx - yy) >> bits) + c[0], ((x * y) >> (bits - 1)) + c[1]
                continue
            u, v = (xx - yy) >> bits, (x * y) >> (bits - 1)
            for _ in range(degree - 2):
                u, v = (u * x - v * y) >> bits, (u * y + v * x) >> bits
            x, y = u + c[0], v + c[1]
        counts.append(max(count, 0.0) if count != -1.0 else -1.0)
    return counts


def compare(name, c, kind, width, options, pool, folder, degree=2):
    """Renders one view, computes it here, and prints a line; returns the differences and the number of wrong verdicts."""
    digits = 30 - Decimal(width).adjusted()
    getcontext().prec = 4 * digits + 100
    rows, columns = options.rows, options.pixels // options.rows
    center = [f"{part:.{digits}f}" for part in (point(kind, c) if degree == 2 else point_of_power(kind, c, degree))]
    document = {
        "version": 1, "title": "Deep", "duration": 1, "c": list(c),
        "fractal": {"maximumIterations": ITERATIONS, "escapeRadius": RADIUS} | ({"degree": degree} if degree > 2 else {}),
        "output": {"width": columns, "height": rows, "frameRate": 1}, "camera": {"center": center, "width": width},
    }
    path, array = pathlib.Path(folder, "view.json"), pathlib.Path(folder, "view.npy")
    path.write_text(json.dumps(document))
    made = subprocess.run(
        [options.program, "field", path, "-o", array, "--isa", options.isa], capture_output=True, text=True)
    label = f"| {name} | {kind} | {width} |"
    if made.returncode:
        print(label, f"refused: {made.stderr.strip().split(': ', 3)[-1][:200]} |", flush=True)
        return [], 0
    field = np.load(array).astype(float)
    bits = int(digits * 3.33) + 64
    if kind == "reaches 0":
        # Near 0 an orbit's distance becomes its square, or higher power, and with it the digits that it needs.
        bits *= degree
    step = Decimal(width) / (2 * columns) * (1 << bits)
    middle = [int(Decimal(part) * (1 << bits)) for part in center]
    fixed = [int(Decimal(part) * (1 << bits)) for part in c]
    tasks = [
        ([(middle[0] + int(step * (2 * column + 1 - columns)), middle[1] + int(step * (rows - 2 * row - 1)))
          for column in range(columns)], fixed, bits, degree)
        for row in range(rows)
    ]
    exact = np.array(pool.map(truth, tasks))
    wrong = (field < 0) != (exact < 0)
    # One step more or less at the limit is no other verdict.
    wrong &= ~((np.maximum(field, exact) > ITERATIONS - 3))
    both = (field >= 0) & (exact >= 0)
    differences = np.abs(field - exact)[both].tolist()
    shown = f"{statistics.median(differences):.1e} | {max(differences):.1e}" if differences else "– | –"
    print(label, f"{both.sum()} | {shown} | {int(wrong.sum())} |", flush=True)
    return differences, int(wrong.sum())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/juliareel")
    parser.add_argument("--pixels", type=int, default=4320)
    parser.add_argument("--rows", type=int, default=48)
    parser.add_argument("--isa", default="auto")
    parser.add_argument("--degrees", default="2")
    options = parser.parse_args()
    print("| c | point | width | escaping pixels | median | largest | wrong verdicts |\n| --- | --- | --- | ---: | ---: | ---: | ---: |")
    every, wrong, views = [], 0, 0
    with tempfile.TemporaryDirectory() as folder, multiprocessing.Pool() as pool:
        degrees = [int(degree) for degree in options.degrees.split(",")]
        for degree, c, (kind, width) in ((degree, c, view) for degree in degrees for c in POWERS.get(degree, []) for view in POWER_VIEWS):
            name = f"z^{degree}, {' + '.join(c)}i"
            differences, mistakes = compare(name, c, kind, width, options, pool, folder, degree)
            every, wrong, views = every + differences, wrong + mistakes, views + 1
        for index, (name, c) in enumerate(C.items() if 2 in degrees else ()):
            pair = VIEWS[index % len(VIEWS)]
            if name in ("preperiodic, c = i", "preperiodic, with 300 digits"):
                pair = [("reaches 0", "1e-16"), ("reaches 0", "1e-100"), *pair]
            for kind, width in pair:
                differences, mistakes = compare(name, c, kind, width, options, pool, folder)
                every, wrong, views = every + differences, wrong + mistakes, views + 1
    print(f"\n{views} views of {options.pixels} pixels: {len(every)} escape in both, median difference {statistics.median(every):.1e}, "
          f"largest {max(every):.1e}, {sum(value > 0.01 for value in every)} above a hundredth; {wrong} wrong verdicts")


main()
