#!/usr/bin/env python3
"""Iterations per processor second of each formula: of `juliareel field` where nothing escapes, and of the bare arithmetic in registers.

    Benchmarks/formula-speed.py --juliareel .build/release/juliareel [--clang clang] [--isa avx512,avx2] [--runs 5]

The bare loops are those of Sources/CLanes/include, without any test, compiled here with as many vectors in flight as is fastest. Both are measured in
turns, one thread each, and the best of the runs counts, since other programs only slow them down. Needs clang, as Swift's toolchain has it.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HEADERS = Path(__file__).resolve().parent.parent / "Sources/CLanes/include"
QUADRATIC = "((complex_lanes){LANES_MULTIPLY_ADD(x[v], x[v], LANES_MULTIPLY_ADD(-y[v], y[v], re)), LANES_MULTIPLY_ADD(x[v] + x[v], y[v], im)})"
FORMULAS = [("z² + c", {}, QUADRATIC)]
FORMULAS += [(f"z{'³⁴⁵⁶⁷⁸'[d - 3]} + c", {"degree": d}, f"power_lanes_step(x[v], y[v], re, im, {d}, v & 1)") for d in range(3, 9)]
FORMULAS += [
    (name, {"formula": name}, f"{name.replace('-', '_')}_lanes_step(x[v], y[v], re, im)")
    for name in ("tricorn", "burning-ship", "celtic", "buffalo")
]
PHOENIX = "phoenix_lanes_step(x[v], y[v], u[v], w[v], re, im, p, q)"
FORMULAS += [("phoenix", {"formula": "phoenix", "p": [-0.2, 0.1]}, PHOENIX)]
BARE = r"""
#include "CLanes.h"
#include <stdio.h>
#include <time.h>
static __attribute__((noinline)) void advance(lanes *xs, lanes *ys, int steps, double real, double imaginary) {
  const lanes re = (lanes)real, im = (lanes)imaginary, p = (lanes)-0.2, q = (lanes)0.1;
  lanes x[V], y[V], u[V], w[V];
  for (int v = 0; v < V; ++v) { x[v] = xs[v]; y[v] = ys[v]; u[v] = w[v] = (lanes)0; }
#pragma clang loop unroll_count(2)
  for (int step = 0; step < steps; ++step) {
#pragma clang loop unroll(full)
    for (int v = 0; v < V; ++v) {
      const complex_lanes next = STEP;
      u[v] = x[v]; w[v] = y[v]; x[v] = next.x; y[v] = next.y;
    }
  }
  for (int v = 0; v < V; ++v) { xs[v] = x[v] + (MEMORY ? u[v] : (lanes)0); ys[v] = y[v] + (MEMORY ? w[v] : (lanes)0); }
}
int main(void) {
  lanes x[16], y[16];
  for (int v = 0; v < 16; ++v) for (int l = 0; l < LANE_COUNT; ++l) { x[v][l] = 0.01 * v + 0.001 * l; y[v][l] = -0.01 * v; }
  struct timespec start, end;
  const int calls = 400000 / V;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  for (int call = 0; call < calls; ++call) advance(x, y, 64, 0.05, -0.05);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  printf("%g %g\n", 64.0 * calls * V * LANE_COUNT / (end.tv_sec - start.tv_sec + 1e-9 * (end.tv_nsec - start.tv_nsec)), x[0][0]);
  return 0;
}
"""


def bare_programs(clang, isa, step, folder):
    """The loop with each number of vectors in flight."""
    source = folder / "bare.c"
    source.write_text(BARE)
    level = {"avx512": ["-march=x86-64-v4"], "avx2": ["-march=x86-64-v3"], "baseline": []}[isa]
    programs = []
    for vectors in (2, 3, 4, 6, 8):
        program = folder / f"bare-{isa}-{abs(hash(step))}-{vectors}"
        memory = "1" if "phoenix" in step else "0"
        defines = [f"-DV={vectors}", f"-DSTEP={step}", f"-DMEMORY={memory}"]
        subprocess.run([clang, "-O2", *level, "-ffp-contract=off", f"-I{HEADERS}", *defines, str(source), "-o", str(program)], check=True, stderr=subprocess.DEVNULL)
        programs.append(program)
    return programs


def bare_rate(programs):
    return max(float(subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()[0]) for program in programs)


def seconds(juliareel, preset, isa, folder):
    """Processor seconds of one field."""
    output = folder / "field.npy"
    output.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    shortcuts = ["--no-symmetry", "--no-traps", "--no-certificates", "--no-cycles"]
    subprocess.run([juliareel, "field", preset, "-o", output, "--isa", isa, "--threads", "1", *shortcuts], check=True, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before.ru_utime


def kernel_rate(juliareel, fractal, isa, folder):
    """Iterations per second where nothing escapes; start and end of the program are taken off."""
    width, height, few, many = 320, 240, 16, 30_000 if isa != "baseline" else 12_000
    times = []
    for limit in (few, many):
        preset = folder / f"{limit}.json"
        document = {"version": 1, "title": "speed", "duration": 1, "output": {"width": width, "height": height, "frameRate": 1}}
        document |= {"camera": {"width": 0.1}, "c": [0.05, -0.05], "fractal": fractal | {"maximumIterations": limit}}
        preset.write_text(json.dumps(document))
        times.append(seconds(juliareel, preset, isa, folder))
    return width * height * (many - few) / (times[1] - times[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--clang", default="clang")
    parser.add_argument("--isa", default="avx512,avx2,baseline")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print("| | formula | bare, 10⁹/s | kernel, 10⁹/s | of z² + c | of bare |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for isa in options.isa.split(","):
            programs = [bare_programs(options.clang, isa, step, folder) for _, _, step in FORMULAS]
            bare, kernel = [0.0] * len(FORMULAS), [0.0] * len(FORMULAS)
            for _ in range(options.runs):
                for index, (_, fractal, _) in enumerate(FORMULAS):
                    bare[index] = max(bare[index], bare_rate(programs[index]))
                    kernel[index] = max(kernel[index], kernel_rate(options.juliareel, fractal, isa, folder))
            for index, (label, _, _) in enumerate(FORMULAS):
                share, own = 100 * kernel[index] / kernel[0], 100 * kernel[index] / bare[index]
                print(f"| {isa} | {label} | {bare[index] / 1e9:.2f} | {kernel[index] / 1e9:.2f} | {share:.0f} % | {own:.0f} % |")
                sys.stdout.flush()


main()
