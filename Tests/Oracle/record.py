#!/usr/bin/env python3
"""Records what exact arithmetic says about some hundreds of points: Tests/Oracle/escape-counts.csv, which OracleTests reads.

    Tests/Oracle/record.py

Run it only on purpose, when points are added or the theory changes: never because a test fails. It needs Python 3.9 or newer and nothing else.
Points are drawn from a fixed seed, so that two runs write the same file, but for the last bits of a system's sine and cosine.

Orbits are computed with integers as fixed-point numbers of 1024 fractional bits or more, beside a bound E of what rounding in double precision can
do to them (Docs/Theory.md, "Accuracy"). The columns:

group           where the point was drawn
c, z0           real and imaginary parts of the constant and of the orbit's first point: doubles, written so that they read back exactly
limit           maximumIterations
count           n, the first step with |z_n| > R, or -1 where it is beyond the limit
nu              the smooth count, or -1
nu_error        the most by which double-precision orbits can move nu; inf where there is no bound, 0 where nu is -1
earliest        the first step at which |z_n| + E_n > R, and
latest          the first at which |z_n| - E_n > R; limit + 1 where there is none up to the limit. The orbit in double precision
                passes R in a step from earliest to latest, so where the two are equal the count is certain.
"""

import cmath
import csv
import io
import math
import random
from dataclasses import dataclass
from pathlib import Path

RECORD = Path(__file__).with_name("escape-counts.csv")
ESCAPE_RADIUS = 256
SEED = 2026
PIXELS_PER_VIEW = 60
POINTS_PER_OFFSET = 24
OFFSETS = range(2, 17)

# As in Benchmarks/Sources/FieldBenchmark/Workload.swift.
SWEEP = [cmath.rect(0.7885, 2 * math.pi * k / 24) for k in range(24)]
RABBIT, DENDRITE, SAN_MARCO, SIEGEL = -0.12 + 0.75j, 1j, -0.75 + 0j, -0.390540870218 - 0.586787907346j


@dataclass(frozen=True)
class View:
    """A frame of 1920×1080 pixels whose points are drawn."""

    name: str
    constants: list
    limit: int
    center: complex = 0j
    width: float = 3.2
    rotation_degrees: float = 0.0

    def point(self, column: int, row: int) -> complex:
        """The point in the middle of a pixel; the last bits do not matter, for the oracle is told the same ones as the kernel."""
        offset = complex(column + 0.5 - 960, 540 - row - 0.5) * self.width / 1920
        return self.center + offset * cmath.rect(1, math.radians(self.rotation_degrees))


VIEWS = [
    View("sweep", SWEEP, 500),
    View("rabbit", [RABBIT], 2000),
    View("dendrite", [DENDRITE], 2000),
    View("san-marco", [SAN_MARCO], 2000),
    View("siegel", [SIEGEL], 2000),
    View("off-centre", SWEEP, 500, center=0.3 + 0.2j, width=0.01, rotation_degrees=30),
]


@dataclass(frozen=True)
class Point:
    """The orbit of `start` under z² + `constant`, given up after `limit` steps."""

    group: str
    constant: complex
    start: complex
    limit: int


@dataclass
class Verdict:
    """What is known about an orbit; the columns of the record."""

    count: int
    nu: float
    nu_error: float
    earliest: int
    latest: int


def fixed(value: float, bits: int) -> int:
    """A double as a fixed-point number, exactly."""
    numerator, denominator = value.as_integer_ratio()
    scaled, rest = divmod(numerator << bits, denominator)
    assert rest == 0, f"{value!r} needs more than {bits} fractional bits"
    return scaled


def next_error(error: float, magnitude: float, constant: float, unit: float) -> float:
    """A bound of |error| after a step from a point with |z| = `magnitude`, for arithmetic that rounds by `unit` at most."""
    rounding = unit * (3.25 * (magnitude + error) ** 2 + 2 * constant)
    # The factor covers the rounding of this very line.
    return min((2 * magnitude * error + error * error + rounding) * (1 + 1e-12), 1e100)


def judged(point: Point, bits: int = 1024) -> Verdict:
    """Follows the orbit until |z| has settled far beyond R, or the limit is reached."""
    c_x, c_y = fixed(point.constant.real, bits), fixed(point.constant.imag, bits)
    x, y = fixed(point.start.real, bits), fixed(point.start.imag, bits)
    constant = abs(point.constant)
    settled = 1 << (2 * (bits + 64))
    outside = fixed(float(ESCAPE_RADIUS), bits) ** 2
    never = point.limit + 1
    count = earliest = latest = never
    error, own_error, step = 0.0, 0.0, 0
    while True:
        square = x * x + y * y
        magnitude = math.isqrt(square) / (1 << bits)
        if count == never and step <= point.limit and square > outside:
            count = step
        if earliest == never and step <= point.limit and magnitude + error > ESCAPE_RADIUS:
            earliest = step
        if latest == never and step <= point.limit and magnitude - error > ESCAPE_RADIUS:
            latest = step
        if square > settled or (step >= point.limit and count == never):
            break
        error = next_error(error, magnitude, constant, 2.0**-53)
        own_error = next_error(own_error, magnitude, constant, 2.0 ** -(bits - 4))
        # Either part is rounded down by less than 2^-bits, which the unit above covers for any |c| ≥ 1/16.
        x, y, step = (x * x - y * y >> bits) + c_x, (2 * x * y >> bits) + c_y, step + 1
    if own_error > 1e-60 * magnitude:
        return judged(point, 2 * bits)
    if count == never:
        return Verdict(-1, -1, 0, earliest, latest)
    logarithm = math.log(square) / 2 - bits * math.log(2)
    nu = step + 1 - math.log2(logarithm / math.log(ESCAPE_RADIUS))
    if error < magnitude / 2:
        # The lower end is the farther one, for the logarithm bends down.
        nu_error = -math.log2(1 + math.log1p(-error / magnitude) / logarithm)
    else:
        nu_error = math.inf
    return Verdict(count, nu, nu_error, earliest, latest)


def preimage(constant: complex, source: random.Random) -> complex:
    """A point of the Julia set: the repelling fixed point, taken back by branches of ±√(z − c) drawn at random."""
    z = 0.5 + cmath.sqrt(0.25 - constant)
    for _ in range(64):
        z = cmath.sqrt(z - constant) * source.choice((1, -1))
    return z


def drawn_points() -> list:
    """All points of the record: pixels of the views, then points ever closer to a Julia set."""
    source = random.Random(SEED)
    points = []
    for view in VIEWS:
        for index in range(PIXELS_PER_VIEW):
            start = view.point(source.randrange(1920), source.randrange(1080))
            points.append(Point(view.name, view.constants[index % len(view.constants)], start, view.limit))
    constants = [(SWEEP[0], 500), (SWEEP[7], 500), (RABBIT, 2000), (DENDRITE, 2000), (SAN_MARCO, 2000), (SIEGEL, 2000)]
    for exponent in OFFSETS:
        for index in range(POINTS_PER_OFFSET):
            constant, limit = constants[index % len(constants)]
            offset = cmath.rect(10.0**-exponent, source.uniform(0, 2 * math.pi))
            start = preimage(constant, source) + offset
            points.append(Point(f"1e-{exponent} from J", constant, start, limit))
    return points


def record() -> str:
    """The file's contents."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        ["group", "c_re", "c_im", "z0_re", "z0_im", "limit", "count", "nu", "nu_error", "earliest", "latest"])
    for point in drawn_points():
        verdict = judged(point)
        writer.writerow([
            point.group, repr(point.constant.real), repr(point.constant.imag), repr(point.start.real),
            repr(point.start.imag), point.limit, verdict.count, f"{verdict.nu:.12g}", f"{verdict.nu_error:.3e}",
            verdict.earliest, verdict.latest])
    return text.getvalue()


if __name__ == "__main__":
    RECORD.write_text(record(), encoding="utf-8")
