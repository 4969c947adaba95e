#!/usr/bin/env python3
"""Records what exact arithmetic says about 504 points of each formula but z² + c: Tests/Oracle/formula-counts.csv, which FormulaOracleTests reads.

    Tests/Oracle/record-formulas.py

As record.py beside it: run it only on purpose, with Python 3.9 or newer and nothing else. The columns are those of escape-counts.csv, but for the
first four:

formula         the name that a preset gives it
degree          of a power; 2 for the others
p               real and imaginary part of the phoenix's p; 0 for the others

A third of the points are drawn from a square; the others lie on the way from one that escapes to one that does not, halved until they are within
10^-2 to 10^-14 of where that changes.
"""

import csv
import math
import random
from pathlib import Path

RECORD = Path(__file__).with_name("formula-counts.csv")
ESCAPE_RADIUS = 256
LIMIT = 400
BITS = 1024
CONSTANTS = 12
POINTS_PER_CONSTANT = 42
FORMULAS = [("power", d) for d in range(3, 9)] + [(name, 2) for name in ("tricorn", "burning-ship", "celtic", "buffalo", "phoenix")]


def fixed(value, bits):
    """A double as a fixed-point number, exactly."""
    numerator, denominator = value.as_integer_ratio()
    scaled, rest = divmod(numerator << bits, denominator)
    assert rest == 0, f"{value!r} needs more than {bits} fractional bits"
    return scaled


def product(a, b, bits):
    return (a[0] * b[0] - a[1] * b[1] >> bits, a[0] * b[1] + a[1] * b[0] >> bits)


def image(formula, degree, z, earlier, c, p, bits):
    """The next point, of complex numbers with `bits` fractional bits."""
    w = z
    for _ in range(degree - 1):
        w = product(w, z, bits)
    x, y = w
    if formula in ("celtic", "buffalo"):
        x = abs(x)
    if formula in ("burning-ship", "buffalo"):
        y = abs(y)
    if formula == "tricorn":
        y = -y
    if formula == "phoenix":
        extra = product(p, earlier, bits)
        x, y = x + extra[0], y + extra[1]
    return x + c[0], y + c[1]


def next_error(degree, error, magnitude, constant, unit, earlier):
    """A bound of |error| after a step from a point with |z| = `magnitude`; `earlier` is |p| with the error and the magnitude before."""
    end = magnitude + error
    # Products, which overflow to infinity where powers would raise an error.
    powers = [math.prod([end] * k) for k in range(degree + 1)]
    spread = sum(powers[k] * magnitude ** (degree - 1 - k) for k in range(degree)) * error
    weight, error_before, magnitude_before = earlier
    rounding = unit * ((3.25 if degree == 2 else 4 * degree) * powers[degree] + 2 * constant)
    rounding += unit * 6 * weight * (magnitude_before + error_before)
    return min((spread + weight * error_before + rounding) * (1 + 1e-12), 1e160)


def judged(formula, degree, p, c, start, limit=LIMIT, bits=BITS):
    """count, nu, nu_error, earliest and latest of an orbit."""
    fixed_c, fixed_p, z = [tuple(fixed(part, bits) for part in number) for number in (c, p, start)]
    before = (0, 0)
    constant, weight = math.hypot(*c), math.hypot(*p)
    settled, outside = 1 << 2 * (bits + 64), fixed(float(ESCAPE_RADIUS), bits) ** 2
    never = limit + 1
    count = earliest = latest = never
    error, own, step = 0.0, 0.0, 0
    error_before, own_before, magnitude_before = 0.0, 0.0, 0.0
    while True:
        square = z[0] * z[0] + z[1] * z[1]
        magnitude = math.isqrt(square) / (1 << bits)
        if step <= limit:
            count = step if count == never and square > outside else count
            earliest = step if earliest == never and magnitude + error > ESCAPE_RADIUS else earliest
            latest = step if latest == never and magnitude - error > ESCAPE_RADIUS else latest
        if square > settled or (step >= limit and count == never):
            break
        next_one = next_error(degree, error, magnitude, constant, 2.0**-53, (weight, error_before, magnitude_before))
        next_own = next_error(degree, own, magnitude, constant, 2.0 ** -(bits - 4), (weight, own_before, magnitude_before))
        error_before, own_before, magnitude_before = error, own, magnitude
        error, own = next_one, next_own
        z, before, step = image(formula, degree, z, before, fixed_c, fixed_p, bits), z, step + 1
    assert own <= 1e-60 * magnitude
    if count == never:
        return -1, -1, 0, earliest, latest
    logarithm = math.log(square) / 2 - bits * math.log(2)
    nu = step + 1 - math.log(logarithm / math.log(ESCAPE_RADIUS)) / math.log(degree)
    if error < magnitude / 2:
        nu_error = -math.log1p(math.log1p(-error / magnitude) / logarithm) / math.log(degree)
    else:
        nu_error = math.inf
    return count, nu, nu_error, earliest, latest


def escapes(formula, degree, p, c, z):
    """Whether an orbit in double precision leaves the disc of radius 4."""
    z, before, c, p = complex(*z), 0j, complex(*c), complex(*p)
    for _ in range(LIMIT):
        if abs(z) > 4:
            return True
        w = z**degree if degree > 2 else z * z
        if formula in ("celtic", "buffalo"):
            w = complex(abs(w.real), w.imag)
        if formula in ("burning-ship", "buffalo"):
            w = complex(w.real, abs(w.imag))
        if formula == "tricorn":
            w = w.conjugate()
        if formula == "phoenix":
            w += p * before
        z, before = w + c, z
    return False


def points(formula, degree, source):
    """Constants with both kinds of points, and points of each."""
    found = 0
    while found < CONSTANTS:
        p = (round(source.uniform(-0.6, 0.6), 3), round(source.uniform(-0.3, 0.3), 3)) if formula == "phoenix" else (0.0, 0.0)
        c = (round(source.uniform(-1.4, 0.8), 3), round(source.uniform(-1, 1), 3))
        draw = lambda: (round(source.uniform(-1.6, 1.6), 4), round(source.uniform(-1.2, 1.2), 4))
        drawn = [draw() for _ in range(60)]
        inside = [z for z in drawn if not escapes(formula, degree, p, c, z)]
        outside = [z for z in drawn if escapes(formula, degree, p, c, z)]
        if len(inside) < 6 or len(outside) < 6:
            continue
        found += 1
        chosen = drawn[: POINTS_PER_CONSTANT // 3]
        while len(chosen) < POINTS_PER_CONSTANT:
            a, b = source.choice(inside), source.choice(outside)
            goal = 10 ** -source.uniform(2, 14)
            while math.dist(a, b) > goal:
                middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
                if middle in (a, b):
                    break
                a, b = (a, middle) if escapes(formula, degree, p, c, middle) else (middle, b)
            chosen.append(source.choice((a, b)))
        for z in chosen:
            yield p, c, z


def main():
    source = random.Random(2026)
    with RECORD.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("formula degree p_re p_im c_re c_im z0_re z0_im limit count nu nu_error earliest latest".split())
        for formula, degree in FORMULAS:
            for p, c, z in points(formula, degree, source):
                count, nu, error, earliest, latest = judged(formula, degree, p, c, z)
                numbers = [repr(part) for number in (p, c, z) for part in number]
                writer.writerow([formula, degree, *numbers, LIMIT, count, f"{nu:.10g}", f"{error:.2e}", earliest, latest])


main()
