#!/usr/bin/env python3
"""How many samples pixels need: what Theory.md says under "Anti-aliasing" is measured here.

    Benchmarks/antialiasing.py                    # two Markdown tables, in a minute
    Benchmarks/antialiasing.py --size 1920x1080   # larger frames, in bands; some minutes

`juliareel field` computes frames of five constants at once, twice, four and eight times their size: the samples of a
pixel's middle and of its grids of 4, 16 and 64. Everything after that is done here as the renderer does it: palette,
light, means, signal. The mean of the 64 is the reference. Likeness is the PSNR of R'G'B'; cost is samples per pixel as a part of 16.

Needs Python with NumPy, and `.build/release/juliareel`.
"""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
PRESET = ROOT / "presets" / "benchmarks" / "benchmark-loop.json"
# Name, constant, width of the view.
VIEWS = [
    ("dendrite", (0.0, 1.0), 3.2),
    ("dust", (0.2436, 0.7499), 4.4),
    ("spiral", (-0.8, 0.156), 3.2),
    ("siegel", (-0.390541, -0.586788), 3.2),
    ("seahorse", (-0.7453, 0.1127), 3.2),
]
THRESHOLDS = [0.03, 0.05, 0.1, 0.15, 0.2, 0.3]
ENTRIES = 1 << 14
BAND = 60  # rows of pixels at a time
# Ottosson's matrices, as in Sources/FractalMath/Oklab.swift.
LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
CORNERS = [0, 3, 12, 15]


def linear(signal: np.ndarray) -> np.ndarray:
    """Light of sRGB signal values."""
    return np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)


def encoded(light: np.ndarray) -> np.ndarray:
    """sRGB signal values of light."""
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


class Colors:
    """The light of counts, with the palette of a preset."""

    def __init__(self, preset: Path):
        shading = json.loads(preset.read_text())["shading"]
        stops = shading["palette"]["stops"]
        lab = []
        for stop in stops:
            signal = np.array([int(stop["color"][i : i + 2], 16) for i in (1, 3, 5)]) / 255
            lab.append(np.cbrt(linear(signal) @ LMS.T) @ LAB.T)
        places = [stop["at"] for stop in stops] + [stops[0]["at"] + 1]
        at = np.arange(ENTRIES) / ENTRIES
        mixed = np.stack([np.interp(at, places, [c[i] for c in lab + lab[:1]]) for i in range(3)], axis=1)
        light = ((mixed @ np.linalg.inv(LAB).T) ** 3) @ np.linalg.inv(LMS).T
        # The last entry is the interior, black.
        self.table = np.vstack([np.clip(light, 0, 1), np.zeros((1, 3))]).astype(np.float32)
        self.density = shading["density"]

    def light(self, counts: np.ndarray) -> np.ndarray:
        """The light of each count."""
        entries = np.rint(counts.astype(np.float64) * self.density * ENTRIES).astype(np.int64) % ENTRIES
        return self.table[np.where(counts < 0, ENTRIES, entries)]


@dataclass
class Sum:
    """Squared error and samples, over bands."""

    squares: float = 0.0
    values: int = 0
    samples: float = 0.0
    pixels: int = 0

    def add(self, picture: np.ndarray, reference: np.ndarray, samples: float) -> None:
        self.squares += float(np.sum((picture - reference) ** 2, dtype=np.float64))
        self.values += picture.size
        self.samples += samples
        self.pixels += picture.size // 3

    @property
    def psnr(self) -> float:
        return -10 * float(np.log10(self.squares / self.values))

    @property
    def cost(self) -> float:
        return self.samples / self.pixels / 16


@dataclass
class Result:
    """What was found of one view."""

    grids: dict[int, Sum] = field(default_factory=lambda: {side: Sum() for side in (1, 2, 4)})
    adaptive: dict[float, Sum] = field(default_factory=lambda: {t: Sum() for t in THRESHOLDS})
    # Half of the reference's samples against the other half.
    halves: Sum = field(default_factory=Sum)


def fields(constant: tuple[float, float], view: float, size: tuple[int, int], folder: Path) -> dict[int, np.ndarray]:
    """The counts of the view at one, two, four and eight times the size."""
    arrays = {}
    for side in (1, 2, 4, 8):
        target = folder / f"{side}.npy"
        overrides = [f"c.center=[{constant[0]},{constant[1]}]", "c.radius=0", f"camera.width={view}"]
        command = [str(ROOT / ".build/release/juliareel"), "field", str(PRESET), "-o", str(target)]
        command += [word for override in overrides for word in ("--set", override)]
        command += ["--size", f"{size[0] * side}x{size[1] * side}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        arrays[side] = np.load(target, mmap_mode="r")
    return arrays


def bands(arrays: dict[int, np.ndarray], colors: Colors) -> Iterator[tuple[dict[int, np.ndarray], np.ndarray]]:
    """For bands of rows the light of the samples by grid, and the signal of the middles with a row above and below."""
    height, width = arrays[1].shape
    for first in range(0, height, BAND):
        last = min(first + BAND, height)
        light = {}
        for side, counts in arrays.items():
            part = colors.light(np.array(counts[first * side : last * side]))
            light[side] = part.reshape(last - first, side, width, side, 3).swapaxes(1, 2).reshape(-1, width, side**2, 3)
        rows = np.clip(np.arange(first - 1, last + 1), 0, height - 1)
        yield light, encoded(colors.light(np.array(arrays[1][rows])))


def contrast(middles: np.ndarray) -> np.ndarray:
    """The largest difference of each component from its eight neighbours; there is a row more above and below."""
    height, width = middles.shape[0] - 2, middles.shape[1]
    padded = np.pad(middles, ((0, 0), (1, 1), (0, 0)), mode="edge")
    own = middles[1:-1]
    parts = [np.abs(padded[y : y + height, x : x + width] - own) for y in range(3) for x in range(3)]
    return np.max(parts, axis=0)


def bend(middles: np.ndarray) -> np.ndarray:
    """The largest second difference of each component in four directions; there is a row more above and below."""
    height, width = middles.shape[0] - 2, middles.shape[1]
    padded = np.pad(middles, ((0, 0), (1, 1), (0, 0)), mode="edge")
    own = middles[1:-1]
    at = lambda y, x: padded[y : y + height, x : x + width]  # noqa: E731
    pairs = [((1, 0), (1, 2)), ((0, 1), (2, 1)), ((0, 0), (2, 2)), ((0, 2), (2, 0))]
    return np.max([np.abs(at(*one) + at(*other) - 2 * own) for one, other in pairs], axis=0)


def probed_bend(signals: np.ndarray) -> np.ndarray:
    """The largest second difference of four corners, row by row, and the middle: along both diagonals and between them."""
    falling, rising = signals[:, :, 0] + signals[:, :, 3], signals[:, :, 1] + signals[:, :, 2]
    twice = 2 * signals[:, :, 4]
    return np.max(np.abs([falling - twice, rising - twice, falling - rising]), axis=(0, -1))


def measure(arrays: dict[int, np.ndarray], colors: Colors) -> Result:
    """Compares everything with the reference."""
    result = Result()
    for light, middles in bands(arrays, colors):
        reference = encoded(light[8].mean(2))
        pixels = reference.shape[0] * reference.shape[1]
        for side, found in result.grids.items():
            found.add(encoded(light[side].mean(2)), reference, pixels * side**2)
        odd = (np.add.outer(np.arange(8), np.arange(8)) % 2 == 1).ravel()
        result.halves.add(encoded(light[8][:, :, odd].mean(2)), encoded(light[8][:, :, ~odd].mean(2)), 0)
        probes = np.concatenate([light[4][:, :, CORNERS], light[1]], axis=2)
        signals = encoded(probes)
        spread = (signals.max(2) - signals.min(2)).max(-1)
        few, all_samples, difference = encoded(probes.mean(2)), encoded(light[4].mean(2)), contrast(middles)
        bends, probed_bends = bend(middles), probed_bend(signals)
        for threshold, found in result.adaptive.items():
            probed = ((difference >= threshold) & (bends >= threshold)).any(-1)
            full = probed & (spread >= threshold) & (probed_bends >= threshold)
            picture = np.where(full[..., None], all_samples, np.where(probed[..., None], few, middles[1:-1]))
            found.add(picture, reference, pixels + 4 * int(probed.sum()) + 12 * int(full.sum()))
    return result


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="640x360", help="of the frames (640x360)")
    arguments = parser.parse_args()
    width, height = (int(part) for part in arguments.size.split("x"))
    colors = Colors(PRESET)
    results = {}
    for name, constant, view in VIEWS:
        with tempfile.TemporaryDirectory() as folder:
            results[name] = measure(fields(constant, view, (width, height), Path(folder)), colors)
    print("| dB | 1 | 2×2 | 4×4 | halves of 8×8 |\n| --- | ---: | ---: | ---: | ---: |")
    for name, result in results.items():
        cells = [f"{result.grids[side].psnr:.1f}" for side in (1, 2, 4)] + [f"{result.halves.psnr:.1f}"]
        print("| " + " | ".join([name, *cells]) + " |")
    print("\n| dB, cost | " + " | ".join(str(t) for t in THRESHOLDS) + " |\n| --- |" + " ---: |" * len(THRESHOLDS))
    for name, result in results.items():
        cells = [f"{found.psnr:.1f}, {100 * found.cost:.0f} %" for found in result.adaptive.values()]
        print("| " + " | ".join([name, *cells]) + " |")


if __name__ == "__main__":
    main()
