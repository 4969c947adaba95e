"""What a comparison found, as Markdown and as JSON."""

import json
import platform
import statistics
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

from agreement import APART, Agreement
from programs import BASELINE, FOLDER, SMALL_SIZE


@dataclass(frozen=True)
class Row:
    """One program on one workload."""

    program: str
    # One value per run.
    milliseconds_per_frame: list[float]
    frames: int
    is_scaled: bool
    # None for the reference itself.
    agreement: Agreement | None

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.milliseconds_per_frame)


def table(workload: str, rows: list[Row]) -> str:
    """The Markdown table of one workload."""
    baseline = next(row.median for row in rows if row.program == BASELINE)
    lines = [
        f"### {workload}", "",
        f"| program | ms per frame: median | min | max | speed, {BASELINE} = 1 | frames × runs | max \\|Δν\\| "
        f"| \\|Δν\\| > {APART} | other verdict |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    return "\n".join(lines + [line(row, baseline) for row in rows]) + "\n"


def line(row: Row, baseline: float) -> str:
    """One line of a table."""
    times = row.milliseconds_per_frame
    cells = [row.program + (" \\*" if row.is_scaled else "")]
    cells += [f"{value:.2f}" for value in (row.median, min(times), max(times))]
    cells += [f"{baseline / row.median:.3g}", f"{row.frames} × {len(times)}"]
    if row.agreement:
        cells += [f"{row.agreement.largest_difference:.2g}", f"{row.agreement.share_apart:.4%}",
                  f"{row.agreement.share_other_verdict:.4%}"]
    else:
        cells += ["reference", "–", "–"]
    return f"| {' | '.join(cells)} |"


def footnote() -> str:
    """What the star means."""
    return f"\\* one thread, measured at {SMALL_SIZE} and scaled by the number of pixels"


def machine() -> dict[str, str]:
    """What the figures were measured on and with."""
    processor = platform.processor() or platform.machine()
    cpu_information = Path("/proc/cpuinfo")
    if cpu_information.exists():
        models = [text for text in cpu_information.read_text().splitlines() if text.startswith("model name")]
        processor = models[0].partition(": ")[2] if models else processor
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=FOLDER, capture_output=True, text=True)
    return {"processor": processor, "system": platform.platform(), "commit": commit.stdout.strip()}


def write_json(path: str, threads: int, results: dict[str, list[Row]]) -> None:
    """Writes everything that was measured."""
    report = {
        "machine": machine(), "threads": threads,
        "workloads": {name: [asdict(row) for row in rows] for name, rows in results.items()},
    }
    Path(path).write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
