"""Whether all programs compute the same field: each against plain Python, at a size that Python can do."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from programs import REFERENCE, Job, Program
from workloads import Size, Workload

# Odd in one direction, so that no program gets by with whole vectors and bands.
SIZE = Size(240, 135)

# Counts that are farther apart than this belong to orbits that pass so close to the Julia set that rounding decides.
APART = 1e-3
# The part of the pixels for which rounding may decide.
TOLERATED_SHARE = 1e-4


@dataclass(frozen=True)
class Agreement:
    """How far a program's counts are from the reference's."""

    # Largest |Δν| of pixels that escape in both.
    largest_difference: float
    # Share of these pixels whose counts are farther apart than APART.
    share_apart: float
    # Share of all pixels that escape in one and not in the other.
    share_other_verdict: float

    @property
    def is_close(self) -> bool:
        """Whether the differences are those of rounding."""
        return max(self.share_apart, self.share_other_verdict) <= TOLERATED_SHARE


def fields(program: Program, workload: Workload, threads: int) -> np.ndarray:
    """The counts of all frames of the workload, one behind the other."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fields.f32"
        frames = len(workload.constants)
        program.seconds(Job(workload, SIZE, frames, threads, path))
        counts = np.fromfile(path, np.float32)
    assert counts.size == frames * SIZE.pixels, f"{program.name} wrote {counts.size} values for {frames} frames"
    return counts


def compare(counts: np.ndarray, reference: np.ndarray) -> Agreement:
    """The differences; −1, and nothing else that is negative, means that an orbit does not escape."""
    assert np.all((counts >= 0) | (counts == -1)), "a count is neither −1 nor positive"
    escapes, reference_escapes = counts >= 0, reference >= 0
    differences = np.abs(counts - reference)[escapes & reference_escapes]
    return Agreement(
        largest_difference=float(differences.max(initial=0)),
        share_apart=float(np.mean(differences > APART)) if differences.size else 0.0,
        share_other_verdict=float(np.mean(escapes != reference_escapes)))


def check_agreement(programs: list[Program], workload: Workload, threads: int) -> dict[str, Agreement]:
    """Every program's agreement with the reference, by program."""
    reference_program = next(program for program in programs if program.name == REFERENCE)
    reference = fields(reference_program, workload, threads)
    return {program.name: compare(fields(program, workload, threads), reference)
            for program in programs if program is not reference_program}
