#!/usr/bin/env python3
"""How many steps a tile's pixels could share: what Theory.md says under "Shared prefix" is measured here.

    Benchmarks/shared-prefix.py                 # every workload, a Markdown table
    Benchmarks/shared-prefix.py --tiles 4       # fewer tiles

The points of a tile are Z + δ. After n steps they are Zₙ + δₙ, δₙ₊₁ = 2Zₙδₙ + δₙ², a polynomial in δ₀. Cut off after degree d, it
can replace the first n steps of all pixels of the tile, as long as what is cut off is below 10⁻¹² of |z|. Evaluating it costs d complex
multiply-adds of four operations each, as much as d steps. Needs Python with NumPy, and nothing else.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent / "peers"))
from workloads import WORKLOADS, Size, Workload  # noqa: E402

SIZE = Size(1920, 1080)
TILE_HEIGHT = 8
BLOCK_WIDTH = 64
LARGEST_DEGREE = 4
TOLERANCE = 1e-12
# |z| beyond which the loops take an orbit out.
EXIT = 15.0

# A view deep enough for a prefix to pay: at a repelling fixed point of c = i, which is a point of its Julia set.
DEEP = Workload("deep, 1e-10 wide", (1j,), 2000, center=(1 + np.sqrt(1 - 4j)) / 2, width=1e-10)


@dataclass
class Share:
    """Steps of a set of orbits: all that are made, and those that polynomials of the best degree could replace."""

    orbits: int = 0
    steps: int = 0
    replaced: int = 0
    saved: int = 0

    def add(self, lengths: np.ndarray, skips: list[int]) -> None:
        """Adds a tile's orbits of the given lengths; `skips` are the steps that degrees 1, 2, … can replace."""
        self.orbits += lengths.size
        self.steps += int(lengths.sum())
        self.replaced += int(np.minimum(lengths, skips[-1]).sum())
        self.saved += max(0, *(int((np.minimum(lengths, n) - d).sum()) for d, n in enumerate(skips, 1)))

    def __str__(self) -> str:
        """Three cells of the table."""
        orbits, steps = max(self.orbits, 1), max(self.steps, 1)
        return f"{self.replaced / orbits:.2f} | {self.replaced / steps:.1%} | {self.saved / steps:.1%}"


def points(workload: Workload, columns: range, rows: range) -> np.ndarray:
    """The points of a tile's pixels."""
    right = np.arange(columns.start, columns.stop) + 0.5 - SIZE.width / 2
    up = SIZE.height / 2 - np.arange(rows.start, rows.stop) - 0.5
    return workload.center + (right[None, :] + 1j * up[:, None]) * workload.column_step(SIZE)


def orbit_lengths(z: np.ndarray, c: complex, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Steps until |z| > 15 or the limit, and which orbits escape."""
    lengths = np.full(z.size, limit)
    pending, z = np.arange(z.size), z.ravel().copy()
    for n in range(limit):
        outside = np.abs(z) > EXIT
        if outside.any():
            lengths[pending[outside]] = n
            pending, z = pending[~outside], z[~outside]
        if not pending.size:
            break
        z = z * z + c
    return lengths, lengths < limit


def skipped_steps(offsets: np.ndarray, middle: complex, c: complex, degree: int, limit: int) -> int:
    """Steps that the polynomial of that degree replaces for all pixels of the tile."""
    a = np.zeros(degree + 1, complex)
    a[1] = 1
    exact, z = offsets.copy(), middle
    for n in range(limit):
        # The product of the series with itself, without what is beyond the degree.
        a = 2 * z * a + np.convolve(a, a)[: degree + 1]
        exact = (2 * z + exact) * exact
        z = z * z + c
        error = np.abs(np.polynomial.polynomial.polyval(offsets, a) - exact)
        if abs(z) > EXIT or not (error <= TOLERANCE * np.abs(z + exact)).all():
            return n
    return limit


def altered_pixels(start: np.ndarray, middle: complex, c: complex) -> int:
    """Pixels whose point after one step comes out with other bits from Z₁ + (2Z₀δ + δ²), in which nothing is cut off."""
    offsets = start - middle
    polynomial = (middle * middle + c) + (2 * middle + offsets) * offsets
    return int((polynomial != start * start + c).sum())


def measure(workload: Workload, width: int, tiles: int) -> tuple[Share, Share, float]:
    """The shares of all orbits and of those that escape, for tiles of that width in `tiles` bands spread over the frame; and of
    how many pixels one step comes out with other bits."""
    everything, escaping = Share(), Share()
    altered = 0
    constants = workload.constants[:: max(1, len(workload.constants) // 6)]
    first_rows = [int((k + 0.5) * SIZE.height / tiles) // TILE_HEIGHT * TILE_HEIGHT for k in range(tiles)]
    for c in constants:
        for row in first_rows:
            for column in range(0, SIZE.width, width):
                start = points(workload, range(column, column + width), range(row, row + TILE_HEIGHT)).ravel()
                middle = (start[0] + start[-1]) / 2
                offsets = start - middle
                skips = [
                    skipped_steps(offsets, middle, c, degree, workload.maximum_iterations)
                    for degree in range(1, LARGEST_DEGREE + 1)
                ]
                lengths, escapes = orbit_lengths(start, c, workload.maximum_iterations)
                everything.add(lengths, skips)
                escaping.add(lengths[escapes], skips)
                altered += altered_pixels(start, middle, c)
    return everything, escaping, altered / everything.orbits


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Measures what a shared prefix could save.")
    parser.add_argument("--tiles", type=int, default=12, help="bands of a frame that are looked at")
    tiles = parser.parse_args().tiles
    cells = "steps replaced | of their steps | saved"
    print(f"| workload | tile | all orbits: {cells} | escaping orbits: {cells} | other bits after a step |")
    print("| --- | --- |" + " ---: |" * 7)
    for workload in (*WORKLOADS, DEEP):
        for width in (SIZE.width, BLOCK_WIDTH):
            with np.errstate(all="ignore"):
                everything, escaping, altered = measure(workload, width, tiles)
            print(f"| {workload.name} | {width}×{TILE_HEIGHT} | {everything} | {escaping} | {altered:.0%} |", flush=True)


if __name__ == "__main__":
    main()
