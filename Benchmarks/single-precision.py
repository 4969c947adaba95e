#!/usr/bin/env python3
"""What single precision would cost in likeness: what Theory.md says under "Single precision" is measured here.

    Benchmarks/single-precision.py              # three Markdown tables, in half a minute
    Benchmarks/single-precision.py --rows 12    # fewer rows of each frame

Orbits are iterated twice: in double precision, and in single precision as a kernel would: c and the points rounded to
float32, and four fused operations a step, each rounded to float32. (A fused operation is computed in float64, where its
product is exact, and then rounded; rounding twice differs from rounding once in one of some 10⁸ cases.) Logarithms are
taken in double precision of both. Some rows of each frame are looked at, and of the sweep five constants of half a
turn, for the other half is conjugate.

Needs Python with NumPy, and nothing else.
"""

import argparse
import json
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent / "peers"))
from workloads import ESCAPE_RADIUS, SWEEP, WORKLOADS, Size, Workload  # noqa: E402

SIZE = Size(1920, 1080)
# |z| beyond which an orbit is taken out, and from which on ν does not change any more; steps from test to test.
EXIT, SETTLED, BLOCK = 15.0, 4096.0, 4
UNIT = 2.0**-24
# To how much ν is right in the field, relative where ν is above 1.
FIELD_ACCURACY = 1e-6
PRESET = Path(__file__).resolve().parents[1] / "presets" / "benchmarks" / "benchmark-loop.json"

# z² + c of many points at once.
Step = Callable[[np.ndarray, np.ndarray, complex], tuple[np.ndarray, np.ndarray]]


def points(workload: Workload, rows: np.ndarray) -> np.ndarray:
    """The points of the pixels of these rows."""
    right = np.arange(SIZE.width) + 0.5 - SIZE.width / 2
    up = SIZE.height / 2 - rows - 0.5
    return (workload.center + (right[None, :] + 1j * up[:, None]) * workload.column_step(SIZE)).ravel()


def double_step(x: np.ndarray, y: np.ndarray, c: complex) -> tuple[np.ndarray, np.ndarray]:
    """z² + c in double precision."""
    return x * x + (c.real - y * y), (x + x) * y + c.imag


def float_step(x: np.ndarray, y: np.ndarray, c: complex) -> tuple[np.ndarray, np.ndarray]:
    """z² + c in single precision, products and sums fused."""
    wide_x, wide_y = x.astype(np.float64), y.astype(np.float64)
    partial = (c.real - wide_y * wide_y).astype(np.float32)
    return (wide_x * wide_x + partial).astype(np.float32), ((wide_x + wide_x) * wide_y + c.imag).astype(np.float32)


def smooth_counts(z: np.ndarray, c: complex, limit: int, single: bool) -> tuple[np.ndarray, np.ndarray]:
    """ν of each pixel as the field keeps it, −1 where the orbit does not escape; and the steps that it was iterated."""
    number, step = (np.float32, float_step) if single else (np.float64, double_step)
    c = complex(number(c.real), number(c.imag))
    counts, steps = np.full(z.size, -1, np.float32), np.full(z.size, limit)
    x, y, pending = z.real.astype(number), z.imag.astype(number), np.arange(z.size)
    for n in range(0, limit, BLOCK):
        for _ in range(BLOCK):
            x, y = step(x, y, c)
        reached = n + BLOCK
        outside = x * x + y * y > (ESCAPE_RADIUS if reached + 3 > limit else EXIT) ** 2
        if outside.any():
            steps[pending[outside]] = reached
            counts[pending[outside]] = settled_counts(x[outside], y[outside], c, reached, step)
            inside = ~outside
            x, y, pending = x[inside], y[inside], pending[inside]
        if not pending.size:
            break
    return counts, steps


def settled_counts(x: np.ndarray, y: np.ndarray, c: complex, reached: int, step: Step) -> np.ndarray:
    """ν of orbits that are outside after `reached` steps, a step or two further on where that is too early."""
    n = np.full(x.size, float(reached))
    while (early := x.astype(np.float64) ** 2 + y.astype(np.float64) ** 2 <= SETTLED**2).any():
        x[early], y[early] = step(x[early], y[early], c)
        n[early] += 1
    logarithm = np.log(np.hypot(x.astype(np.float64), y.astype(np.float64)))
    return np.maximum(n + 1 - np.log2(logarithm / math.log(ESCAPE_RADIUS)), 0).astype(np.float32)


def certainty(z: np.ndarray, c: complex, limit: int) -> np.ndarray:
    """A bound on how far ν in single precision can be off: 0 for pixels certain not to escape, infinite where the
    count is not certain.

    It is that of Theory.md, "Accuracy", with u = 2⁻²⁴, and u·|z₀| and u·|c| more for what is rounded before the first
    step.
    """
    bounds = np.full(z.size, np.inf)
    pending, error = np.arange(z.size), UNIT * np.abs(z)
    x, y = z.real.astype(np.float32), z.imag.astype(np.float32)
    rounded = complex(np.float32(c.real), np.float32(c.imag))
    for n in range(limit + 1):
        size = np.hypot(x.astype(np.float64), y.astype(np.float64))
        surely, possibly = size - error > ESCAPE_RADIUS, size + error > ESCAPE_RADIUS
        if possibly.any():
            bounds[pending[surely]] = settled_bounds(x[surely], y[surely], error[surely], rounded)
            inside = ~possibly
            x, y, error, size, pending = x[inside], y[inside], error[inside], size[inside], pending[inside]
        if n == limit or not pending.size:
            break
        error = propagated(size, error, c)
        x, y = float_step(x, y, rounded)
    bounds[pending] = 0
    return bounds


def propagated(size: np.ndarray, error: np.ndarray, c: complex) -> np.ndarray:
    """Eₙ₊₁ of orbits with |zₙ| = size and Eₙ = error."""
    return 2 * size * error + error * error + UNIT * (3.25 * (size + error) ** 2 + 3 * abs(c))


def settled_bounds(x: np.ndarray, y: np.ndarray, error: np.ndarray, c: complex) -> np.ndarray:
    """How far ν can be off, two steps on."""
    for _ in range(2):
        error = propagated(np.hypot(x.astype(np.float64), y.astype(np.float64)), error, c)
        x, y = float_step(x, y, c)
    size = np.hypot(x.astype(np.float64), y.astype(np.float64))
    inner = 1 + np.log1p(-np.minimum(error / size, 1)) / np.log(size)
    return np.where(inner > 0, -np.log2(np.maximum(inner, 1e-300)), np.inf)


class Shading:
    """benchmark-loop's palette, as 4096 samples with straight lines between."""

    def __init__(self) -> None:
        shading = json.loads(PRESET.read_text())["shading"]
        stops = shading["palette"]["stops"]
        self.density = shading["density"]
        # ν that takes the colour a 256th of the way from one stop to the next, in the mean: about one code.
        self.counts_per_code = 1 / len(stops) / 256 / self.density
        at = np.array([stop["at"] for stop in stops] + [1 + stops[0]["at"]])
        codes = np.array([[int(stop["color"][k : k + 2], 16) for k in (1, 3, 5)] for stop in [*stops, stops[0]]]) / 255
        lab = self._oklab(np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4))
        position = np.arange(4097) / 4096
        light = self._light(np.stack([np.interp(position, at, lab[:, k]) for k in range(3)], axis=-1)).clip(0, 1)
        self.samples = 255 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)

    # B. Ottosson's matrices (Theory.md, "Colour").
    _LMS = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    _LAB = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )

    def _oklab(self, light: np.ndarray) -> np.ndarray:
        return np.cbrt(light @ self._LMS.T) @ self._LAB.T

    def _light(self, lab: np.ndarray) -> np.ndarray:
        return (lab @ np.linalg.inv(self._LAB).T) ** 3 @ np.linalg.inv(self._LMS).T

    def __call__(self, counts: np.ndarray) -> np.ndarray:
        """R′G′B′ as 8-bit codes, black where an orbit does not escape."""
        at = np.maximum(counts, 0).astype(np.float64) * self.density % 1 * 4096
        index = at.astype(int)
        lower = self.samples[index]
        color = lower + (self.samples[index + 1] - lower) * (at - index)[:, None]
        return np.rint(np.where((counts < 0)[:, None], 0, color))


@dataclass(frozen=True)
class View:
    """A name, and frames of one constant each."""

    name: str
    frames: tuple[Workload, ...]


def frames_of(workload: Workload, constants: tuple[complex, ...], width: float | None = None) -> tuple[Workload, ...]:
    """A frame for each constant; `width` wide about the repelling fixed point, which is a point of J, if given."""
    return tuple(
        Workload(
            workload.name,
            (c,),
            workload.maximum_iterations,
            workload.center if width is None else (1 + np.sqrt(1 - 4 * complex(c))) / 2,
            width or workload.width,
            workload.rotation_degrees if width is None else 0,
        )
        for c in constants
    )


def views() -> list[View]:
    """The benchmark's workloads, and narrower ones about points of J."""
    # Constants k and 24 − k are conjugate, so half of the circle is all of it.
    half_turn = slice(0, len(SWEEP) // 2 + 1, 3)
    near = "sweep, at a point of J, {:g} wide"
    return [
        *(View(w.name, frames_of(w, w.constants[half_turn])) for w in WORKLOADS),
        *(View(near.format(w), frames_of(WORKLOADS[0], SWEEP[half_turn], w)) for w in (0.1, 0.01, 0.001)),
    ]


def compare(view: View, rows: np.ndarray, shading: Shading) -> tuple[str, str]:
    """A row of the table of deviations, and one of the table of certainty."""
    double, single, steps, bounds = [], [], [], []
    for frame in view.frames:
        z, c, limit = points(frame, rows), frame.constants[0], frame.maximum_iterations
        counts, taken = smooth_counts(z, c, limit, single=False)
        double.append(counts)
        steps.append(np.where(counts < 0, 0, taken))
        single.append(smooth_counts(z, c, limit, single=True)[0])
        bounds.append(certainty(z, c, limit))
    a, b = np.concatenate(double), np.concatenate(single)
    cells = deviations(a, b, shading), certainties(a, np.concatenate(bounds), np.concatenate(steps), shading)
    return tuple(f"| {view.name} | {' | '.join(row)} |" for row in cells)


def deviations(double: np.ndarray, single: np.ndarray, shading: Shading) -> list[str]:
    """How far the counts of both precisions, and the pictures made of them, are apart."""
    verdict = (double < 0) != (single < 0)
    off = np.where(verdict, np.inf, np.abs(double.astype(np.float64) - single))
    shares = [(off > limit).mean() for limit in (FIELD_ACCURACY * np.maximum(double, 1), 1e-3, 0.1)]
    colors = shading(double) - shading(single)
    noise = (colors**2).mean()
    likeness = f"{10 * math.log10(255**2 / noise):.0f} dB" if noise else "equal"
    return [percent(verdict.mean()), *map(percent, shares), likeness, percent((colors != 0).any(axis=1).mean())]


def certainties(counts: np.ndarray, bounds: np.ndarray, steps: np.ndarray, shading: Shading) -> list[str]:
    """How many pixels are proven right to some accuracy, and which part of the escaping orbits' steps is theirs."""
    cells = [percent((bounds < np.inf).mean())]
    for limit in (shading.counts_per_code, FIELD_ACCURACY * np.maximum(counts, 1)):
        proven = bounds < limit
        cells += [percent(proven.mean()), percent(steps[proven].sum() / max(steps.sum(), 1))]
    return cells


def percent(value: float) -> str:
    """A share in percent, with as many digits as small ones need."""
    if value == 0:
        return "0"
    if 0.995 <= value < 1:
        return f"{100 * value:.2f} %"
    return f"{100 * value:.0f} %" if value >= 0.1 else f"{100 * value:.2g} %"


def flicker(width: float, frames: int, rows: np.ndarray, shading: Shading) -> str:
    """A row of the table of flicker: c moves along its circle by a tenth of a column's width a frame."""
    angle = 2 * math.pi * 3 / 24
    center = 0 if width > 1 else (1 + np.sqrt(1 - 4 * 0.7885 * np.exp(1j * angle))) / 2
    pictures = {True: [], False: []}
    for k in range(frames):
        c = complex(0.7885 * np.exp(1j * (angle + k * 0.1 * width / SIZE.width / 0.7885)))
        z = points(Workload("", (c,), 500, center, width), rows)
        for single, seen in pictures.items():
            seen.append(shading(smooth_counts(z, c, 500, single)[0]))
    double, single = (np.abs(np.diff(np.stack(pictures[key]), n=2, axis=0)).mean() for key in (False, True))
    return f"| {width:g} | {double:.4f} | {single:.4f} | {single / double:.2f} |"


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description="Measures what single precision changes in a picture.")
    parser.add_argument("--rows", type=int, default=108, help="rows of a frame that are looked at")
    count = parser.parse_args().rows
    rows = (np.arange(count) + 0.5) * SIZE.height // count
    shading = Shading()
    with np.errstate(all="ignore"):
        tables = zip(*(compare(view, rows, shading) for view in views()))
        heads = (
            "| view | other verdict | ν off by > 10⁻⁶ | > 10⁻³ | > 0.1 | likeness | pixels of other codes |",
            "| view | count certain | ν to a code | of escaping steps | ν to 10⁻⁶ | of escaping steps |",
        )
        for head, lines in zip(heads, tables):
            print(head, "| --- |" + " ---: |" * (head.count("|") - 2), *lines, "", sep="\n")
        print("| width | second difference in codes: double | single | ratio |\n| ---: | ---: | ---: | ---: |")
        for width in (3.2, 0.1, 0.01, 0.001):
            print(flicker(width, 12, rows[:: max(1, count // 36)], shading))


if __name__ == "__main__":
    main()
