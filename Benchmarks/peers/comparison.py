"""Runs juliareel and the programs that people use for the same work side by side, and prints a table per workload."""

import argparse
import sys

from agreement import check_agreement
from programs import FULL_SIZE, Job, Program, available_programs
from report import Row, footnote, table, write_json
from workloads import WORKLOADS, Workload


def positive(text: str) -> int:
    """A number of 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    parser.add_argument("--runs", type=positive, default=5, help="rounds in which each program runs once (default: 5)")
    parser.add_argument("--threads", type=positive, default=2, help="threads of each program (default: 2)")
    parser.add_argument("--workload", action="append", choices=[workload.name for workload in WORKLOADS],
                        help="only this one; may be repeated")
    parser.add_argument("--json", metavar="FILE", help="also writes all figures to FILE")
    return parser.parse_args()


def measure(program: Program, workload: Workload, threads: int) -> float:
    """Milliseconds per frame at full size."""
    frames = program.frames(workload)
    seconds = program.seconds(Job(workload, program.size, frames, threads))
    return 1000 * seconds / frames * FULL_SIZE.pixels / program.size.pixels


def compare(programs: list[Program], workload: Workload, runs: int, threads: int) -> list[Row]:
    """The rows of one workload: agreement first, then the programs in turn, round after round."""
    agreements = check_agreement(programs, workload, threads)
    times: dict[str, list[float]] = {program.name: [] for program in programs}
    for round_number in range(runs):
        for program in programs:
            if round_number == 0 or not program.first_round_only:
                times[program.name].append(measure(program, workload, threads))
    return [Row(program.name, times[program.name], program.frames(workload), program.size != FULL_SIZE,
                agreements.get(program.name)) for program in programs]


def main() -> None:
    """Measures and reports; exits with 1 if a program computes another field."""
    options = parse_arguments()
    programs = available_programs()
    results: dict[str, list[Row]] = {}
    for workload in WORKLOADS:
        if options.workload is None or workload.name in options.workload:
            results[workload.name] = compare(programs, workload, options.runs, options.threads)
            print(table(workload.name, results[workload.name]), flush=True)
    print(footnote())
    if options.json:
        write_json(options.json, options.threads, results)
    disagreeing = [f"{row.program} on {name}" for name, rows in results.items() for row in rows
                   if row.agreement and not row.agreement.is_close]
    if disagreeing:
        sys.exit(f"run: other fields than the reference's: {', '.join(disagreeing)}")


if __name__ == "__main__":
    main()
