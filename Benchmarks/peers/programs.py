"""The programs that are compared, and how each is started."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workloads import ESCAPE_RADIUS, Size, Workload

FOLDER = Path(__file__).resolve().parent
FIELD_BENCHMARK = FOLDER.parent / ".build" / "release" / "FieldBenchmark"
AVX512_JULIA = FOLDER / "build" / "avx512_julia"

FULL_SIZE = Size(1920, 1080)
# Plain Python computes this size; its times are scaled by the number of pixels.
SMALL_SIZE = Size(96, 54)


@dataclass(frozen=True)
class Job:
    """Frames to compute."""

    workload: Workload
    size: Size
    frames: int
    threads: int
    output: Path | None = None

    def named_arguments(self) -> list[str]:
        """The job for a program that knows the workloads by name."""
        arguments = ["--workload", self.workload.name, "--size", str(self.size), "--frames", str(self.frames),
                     "--threads", str(self.threads)]
        return arguments + (["--output", str(self.output)] if self.output else [])

    def numeric_arguments(self) -> list[str]:
        """The job for a program that knows no workload."""
        numbers = {
            "width": self.size.width, "height": self.size.height, "radius": ESCAPE_RADIUS,
            "iterations": self.workload.maximum_iterations, "center": pair(self.workload.center),
            "step": pair(self.workload.column_step(self.size)), "threads": self.threads,
        }
        if self.output:
            numbers["output"] = self.output
        named = [text for name, value in numbers.items() for text in (f"--{name}", str(value))]
        return named + [pair(c) for c in self.workload.constants_of(self.frames)]


def pair(z: complex) -> str:
    """A complex number as two that lose no digit."""
    return f"{complex(z).real!r},{complex(z).imag!r}"


@dataclass(frozen=True)
class Program:
    """One line of the tables."""

    name: str
    command: Callable[[Job], list[str]]
    # Frames of the workloads of which one has more than a second of work for scalar code.
    frames_if_long: int = 1
    size: Size = FULL_SIZE
    # The slowest are measured in the first round only.
    first_round_only: bool = False

    def frames(self, workload: Workload) -> int:
        """How many frames are measured: all of a series, some of a workload of which all are alike."""
        if len(workload.constants) > 1:
            return len(workload.constants)
        return 24 if workload.name == "dendrite" else self.frames_if_long

    def seconds(self, job: Job) -> float:
        """Runs the program and returns the time that it says the frames took."""
        result = subprocess.run(self.command(job), cwd=FOLDER, capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"run: {self.name} failed on {job.workload.name}:\n{result.stderr}")
        return json.loads(result.stdout)["seconds"]


def python_program(name: str, module_name: str, **settings) -> Program:
    """A program that measure_python.py runs."""
    return Program(
        name, lambda job: [sys.executable, "measure_python.py", module_name, *job.named_arguments()], **settings)


def juliareel(name: str, *options: str) -> Program:
    """This project with options for its renderer."""
    return Program(name, lambda job: [str(FIELD_BENCHMARK), *job.named_arguments(), *options], frames_if_long=8)


BASELINE = "Cython, prange guided"
REFERENCE = "Python"

PROGRAMS = (
    python_program(REFERENCE, "python", size=SMALL_SIZE, first_round_only=True),
    python_program("Cython, one thread", "cython-serial", first_round_only=True),
    python_program("Cython, prange static", "cython-static"),
    python_program("Cython, prange dynamic", "cython-dynamic"),
    python_program(BASELINE, "cython-guided"),
    python_program("numba, prange", "numba"),
    Program("C++, AVX-512", lambda job: [str(AVX512_JULIA), *job.numeric_arguments()], frames_if_long=8),
    juliareel("juliareel, brute force", "--brute-force"),
    juliareel("juliareel"),
)


def available_programs() -> list[Program]:
    """The programs that this machine can run."""
    if AVX512_JULIA.exists():
        return list(PROGRAMS)
    print("run: this processor has no AVX-512; the C++ program is left out", file=sys.stderr)
    return [program for program in PROGRAMS if not program.name.startswith("C++")]
