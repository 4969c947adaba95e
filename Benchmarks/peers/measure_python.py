"""Runs one of the Python programs on one workload in this process and prints one JSON line with the time it took."""

import argparse
import json
import time
from collections.abc import Callable
from importlib import import_module

import numpy as np

from workloads import ESCAPE_RADIUS, Size, Workload, workload_named

Fill = Callable[[np.ndarray, complex, complex, complex, float, int, int], None]

# Steps of the frame that is computed before the clock starts: it compiles, starts threads and touches the memory.
WARM_UP_ITERATIONS = 50

PROGRAMS = {
    "cython-serial": ("cython_julia", "fill_serial"),
    "cython-static": ("cython_julia", "fill_static"),
    "cython-dynamic": ("cython_julia", "fill_dynamic"),
    "cython-guided": ("cython_julia", "fill_guided"),
    "numba": ("numba_julia", "fill"),
    "python": ("python_julia", "fill"),
}


def load(program: str) -> Fill:
    """The function that fills a field."""
    module, function = PROGRAMS[program]
    return getattr(import_module(module), function)


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", choices=PROGRAMS)
    parser.add_argument("--workload", type=workload_named, required=True)
    parser.add_argument("--size", type=lambda text: Size(*map(int, text.split("x"))), required=True)
    parser.add_argument("--frames", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--output", help="file for the fields, as float32 without a header")
    return parser.parse_args()


def compute(fill: Fill, workload: Workload, size: Size, frames: int, threads: int,
            accept: Callable[[np.ndarray], None]) -> float:
    """Computes the frames one after the other into one buffer; returns the seconds without warm-up."""
    counts = np.empty((size.height, size.width), np.float32)
    constants = workload.constants_of(frames)
    step = workload.column_step(size)
    fill(counts, constants[0], workload.center, step, ESCAPE_RADIUS, WARM_UP_ITERATIONS, threads)
    start = time.perf_counter()
    for c in constants:
        fill(counts, c, workload.center, step, ESCAPE_RADIUS, workload.maximum_iterations, threads)
        accept(counts)
    return time.perf_counter() - start


def main() -> None:
    """Computes and reports."""
    options = parse_arguments()
    fields: list[bytes] = []
    seconds = compute(
        load(options.program), options.workload, options.size, options.frames, options.threads,
        (lambda counts: fields.append(counts.tobytes())) if options.output else (lambda counts: None))
    if options.output:
        with open(options.output, "wb") as file:
            file.writelines(fields)
    print(json.dumps({"frames": options.frames, "seconds": seconds}))


if __name__ == "__main__":
    main()
