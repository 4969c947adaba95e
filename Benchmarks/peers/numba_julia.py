"""A loop per pixel, compiled by numba, with rows shared out by its prange."""

import math

import numba
import numpy as np


@numba.njit(fastmath=True, cache=True)
def smooth_count(x: float, y: float, cx: float, cy: float, radius: float, maximum_iterations: int) -> float:
    """The smooth count of the orbit of x + iy, or -1 if it does not escape."""
    x2, y2 = x * x, y * y
    n = 0
    while x2 + y2 <= radius * radius:
        if n == maximum_iterations:
            return -1.0
        y = 2 * x * y + cy
        x = x2 - y2 + cx
        x2, y2 = x * x, y * y
        n += 1
    return n + 1 - math.log2(0.5 * math.log(x2 + y2) / math.log(radius))


@numba.njit(parallel=True, fastmath=True, cache=True)
def fill_rows(counts: np.ndarray, c: complex, center: complex, step: complex, radius: float, maximum_iterations: int):
    """Writes the smooth counts of all rows."""
    height, width = counts.shape
    for row in numba.prange(height):
        up = 0.5 * height - row - 0.5
        for column in range(width):
            right = column + 0.5 - 0.5 * width
            x = center.real + right * step.real - up * step.imag
            y = center.imag + right * step.imag + up * step.real
            counts[row, column] = smooth_count(x, y, c.real, c.imag, radius, maximum_iterations)


def fill(counts: np.ndarray, c: complex, center: complex, step: complex, radius: float, maximum_iterations: int,
         threads: int) -> None:
    """Fills the field by `threads` threads."""
    numba.set_num_threads(threads)
    fill_rows(counts, complex(c), complex(center), complex(step), radius, maximum_iterations)
