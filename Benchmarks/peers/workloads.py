"""The frames that every program computes. FieldBenchmark has the same list in Swift; the agreement check compares them."""

import cmath
import math
from dataclasses import dataclass

ESCAPE_RADIUS = 256.0


@dataclass(frozen=True)
class Size:
    """Columns and rows of a frame."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        """Number of pixels."""
        return self.width * self.height

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True)
class Workload:
    """Frames that differ in the constant c only; frame k has the constant k modulo their number."""

    name: str
    constants: tuple[complex, ...]
    maximum_iterations: int
    center: complex = 0
    width: float = 3.2
    rotation_degrees: float = 0.0

    def column_step(self, size: Size) -> complex:
        """What one column to the right adds to a pixel's point; one row up adds i times that."""
        turn = cmath.rect(1.0, math.radians(self.rotation_degrees)) if self.rotation_degrees else 1
        return turn * self.width / size.width

    def constants_of(self, frames: int) -> list[complex]:
        """The constants of the first `frames` frames."""
        return [self.constants[k % len(self.constants)] for k in range(frames)]


SWEEP = tuple(cmath.rect(0.7885, 2 * math.pi * k / 24) for k in range(24))

WORKLOADS = (
    Workload("sweep", SWEEP, 500),
    Workload("rabbit", (-0.12 + 0.75j,), 2000),
    Workload("dendrite", (1j,), 2000),
    Workload("san-marco", (-0.75 + 0j,), 2000),
    Workload("siegel", (-0.390540870218 - 0.586787907346j,), 2000),
    Workload("off-centre", SWEEP, 500, center=0.3 + 0.2j, width=0.01, rotation_degrees=30),
)


def workload_named(name: str) -> Workload:
    """The workload of that name."""
    return next(workload for workload in WORKLOADS if workload.name == name)
