"""A loop per pixel in plain Python, on one thread."""

import math

import numpy as np


def smooth_count(z: complex, c: complex, radius: float, maximum_iterations: int) -> float:
    """The smooth count of the orbit of z, or -1 if it does not escape."""
    for n in range(maximum_iterations + 1):
        if abs(z) > radius:
            return n + 1 - math.log2(math.log(abs(z)) / math.log(radius))
        z = z * z + c
    return -1.0


def fill(counts: np.ndarray, c: complex, center: complex, step: complex, radius: float, maximum_iterations: int,
         threads: int) -> None:
    """Fills the field; `threads` is what the other programs' functions take, and is not used."""
    height, width = counts.shape
    for row in range(height):
        up = 0.5 * height - row - 0.5
        counts[row] = [
            smooth_count(center + complex(column + 0.5 - 0.5 * width, up) * step, c, radius, maximum_iterations)
            for column in range(width)
        ]
