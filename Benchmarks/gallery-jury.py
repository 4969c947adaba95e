#!/usr/bin/env python3
"""Finds the weak passages of films: where they are blank, black, still, restless, cut off, or would band. Eyes decide.

    Benchmarks/gallery-jury.py [films…] [--juliareel .build/release/juliareel] [--sheets FOLDER] [--size 320x180]

A film is the name of a shipped preset or a file; all that ship are taken without one. Each is rendered small, at 10 frames a second, as it is
before it is encoded. What a moment looks like is measured at 24 moments, what moves in all frames. With --sheets a contact sheet of the
24 moments of each film is written, too.

The measures, and why a film that passes them may be looked at:

colour   The largest share of a picture that is of one colour (a cell of 8 codes of luma and 16 of each chroma). Above 0.80 at a moment
         the picture is blank: what is left is less than the figure of a film that fills a third of its height.
black    The share of luma below 24 codes of 255. Above 0.60 there is more black than a telephone in a bright room shows as anything else.
detail   The share of pixels that differ from a neighbour by more than 6 codes, which is seen as a line. Below 0.04 nothing is drawn;
         above 0.85 lines are as dense as pixels, and are seen as grey noise.
still    The longest time, in seconds, in which the mean change of luma is below 0.25 codes in every tenth of a second. The eye waits half
         a second for something; after that the film seems to have stopped.
change   The mean and the largest mean change of luma in a tenth of a second, in codes. A mean above 32, or a largest above 60, is restless: a
         picture full of detail that is zoomed into for ever has 25 to 30, and is pleasant. The step from the last frame to the first counts for films with a loop: a cut there is the largest change.
cut      The share of moments at which the figure, which is what has steps of 24 codes, leaves the picture at the top and at the bottom and is on less
         than 0.7 of its width: so a picture looks that was made for another shape. Pictures full from edge to edge are not cut.
bands    The share of the picture whose luma rises by 0.02 to 0.3 codes a pixel of 320: at 1920 pixels the steps are 20 to 300 pixels wide.
         Above 0.30 in the dark (luma below 96) steps are seen where nothing else is.
flash    The largest number of times in a second that a quarter of the picture becomes brighter and darker by 26 codes within 0.4 s. Above 3
         it is what WCAG 2.3.1 forbids, as far as 10 frames a second can tell; `juliareel validate` looks at all frames.

Needs Python with NumPy and Pillow.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

MOMENTS, RATE = 24, 10
BLANK, BLACK, FAINT, NOISE, STILL, STILL_CODES = 0.80, 0.60, 0.04, 0.85, 0.5, 0.25
RESTLESS, JUMP, BANDS, CUT, FLASHES = 32, 60, 0.30, 0.25, 3


def frames(juliareel, film, width, height):
    """All frames as Y, Cb and Cr."""
    stream = subprocess.run(
        [juliareel, "render", film, "-o", "-", "--progress", "none", "--size", f"{width}x{height}", "--fps", str(RATE), "--chroma", "4:4:4"],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    start, step = stream.index(b"\n") + 1, len(b"FRAME\n") + 3 * width * height
    count = (len(stream) - start) // step
    read = [np.frombuffer(stream, np.uint8, 3 * width * height, start + i * step + 6).reshape(3, height, width) for i in range(count)]
    return np.stack(read)


def luma(planes):
    """Luma from 0 to 255."""
    return (planes[..., 0, :, :].astype(np.float32) - 16) * (255 / 219)


def one_color(picture):
    cells = (picture[0] >> 3).astype(np.int32) * 256 + (picture[1] >> 4) * 16 + (picture[2] >> 4)
    return np.bincount(cells.ravel()).max() / cells.size


def lines(y, codes=6):
    """Where a pixel differs from the one to the right of it or below."""
    found = np.zeros(y.shape, bool)
    found[:, :-1] |= np.abs(np.diff(y, axis=1)) > codes
    found[:-1] |= np.abs(np.diff(y, axis=0)) > codes
    return found


def is_cut(drawn):
    """Whether the figure leaves at the top and at the bottom and is on less than 0.7 of the width."""
    rows = 2
    columns = np.flatnonzero(drawn.mean(0) > 0.04)
    if columns.size == 0:
        return False
    across = (columns.max() - columns.min() + 1) / drawn.shape[1]
    return bool(drawn[:rows].mean() > 0.02 and drawn[-rows:].mean() > 0.02 and across < 0.7)


def banding(y):
    """The share of 8×8 blocks that are dark and rise so slowly that their steps will be wide."""
    height, width = y.shape[0] // 8 * 8, y.shape[1] // 8 * 8
    blocks = y[:height, :width].reshape(height // 8, 8, width // 8, 8).transpose(0, 2, 1, 3)
    across = blocks[..., 4:].mean((2, 3)) - blocks[..., :4].mean((2, 3))
    down = blocks[..., 4:, :].mean((2, 3)) - blocks[..., :4, :].mean((2, 3))
    slope = np.hypot(across, down) / 4
    calm = blocks.max((2, 3)) - blocks.min((2, 3)) < 6
    return float((calm & (slope > 0.02) & (slope < 0.3) & (blocks.mean((2, 3)) < 96)).mean())


def longest(flags):
    """The longest run of true values."""
    best = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        best = max(best, run)
    return best


def flashes(y):
    """How often in a second a quarter of the picture becomes brighter and darker again, or the other way round, within 0.4 s."""
    small = y[:, : y.shape[1] // 8 * 8, : y.shape[2] // 8 * 8].reshape(len(y), y.shape[1] // 8, 8, y.shape[2] // 8, 8).mean((2, 4))
    found = np.zeros(len(small), int)
    for i in range(2, len(small) - 2):
        for j in (1, 2):
            back, on = small[i] - small[i - j], small[i + j] - small[i]
            if ((back > 26) & (on < -26)).mean() > 0.25 or ((back < -26) & (on > 26)).mean() > 0.25:
                found[i] = not found[i - 1]
    return int(max((found[i:i + RATE].sum() for i in range(len(found))), default=0))


def judge(planes, loops):
    """The measures of a film by name, and the moments at fault in words."""
    y = luma(planes)
    at = [round(i * len(y) / MOMENTS) for i in range(MOMENTS)]
    drawn = [lines(y[i]) for i in at]
    color = np.array([one_color(planes[i]) for i in at])
    black = np.array([(y[i] < 24).mean() for i in at])
    detail = np.array([d.mean() for d in drawn])
    step = np.abs(np.diff(y, axis=0)).mean((1, 2))
    seam = np.abs(y[0] - y[-1]).mean() if loops else 0
    cut = np.array([is_cut(lines(y[i], 24)) for i in at])
    bands = np.array([banding(y[i]) for i in at])
    measures = {
        "colour": color.max(), "black": black.max(), "detail": detail.min(), "most": detail.max(), "still": longest(step < STILL_CODES) / RATE,
        "change": step.mean(), "largest": max(step.max(), seam), "cut": cut.mean(), "bands": bands.mean(), "flash": flashes(y)}
    where = lambda flags: " ".join(f"{at[i] / RATE:.1f}" for i in np.flatnonzero(flags))
    faults = []
    for name, flags in (("blank", color > BLANK), ("black", black > BLACK), ("faint", detail < FAINT), ("noise", detail > NOISE)):
        if flags.any():
            faults.append(f"{name} at {where(flags)} s")
    if measures["still"] > STILL:
        faults.append(f"still for {measures['still']:.1f} s")
    if measures["change"] > RESTLESS or measures["largest"] > JUMP:
        faults.append("restless")
    if measures["cut"] > CUT:
        faults.append(f"cut off at {where(cut)} s")
    if measures["bands"] > BANDS:
        faults.append("bands")
    if measures["flash"] > FLASHES:
        faults.append("flashes")
    return measures, faults, at


def sheet(planes, at, path):
    """A contact sheet of the moments, six in a row."""
    pictures = [Image.merge("YCbCr", [Image.fromarray(full(planes[i][k], k)) for k in range(3)]).convert("RGB") for i in at]
    width, height = pictures[0].size
    columns = 6 if width > height else 12
    whole = Image.new("RGB", (columns * (width + 4), -(-len(pictures) // columns) * (height + 4)), (60, 60, 60))
    for i, picture in enumerate(pictures):
        whole.paste(picture, (i % columns * (width + 4) + 2, i // columns * (height + 4) + 2))
    whole.save(path)


def full(plane, k):
    """A plane of the limited range in the full range."""
    scaled = (plane.astype(np.float32) - 16) * (255 / 219) if k == 0 else (plane.astype(np.float32) - 128) * (255 / 224) + 128
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("films", nargs="*")
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--sheets", type=Path)
    parser.add_argument("--size", default="320x180")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    films = options.films or [str(path) for path in sorted(Path("presets").glob("*.json"))]
    print("| film | colour | black | detail, least and most | still, s | change, mean and largest | cut | bands | flash | weak |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    for film in films:
        loops = not film.endswith(".json") or json.loads(Path(film).read_text()).get("loop", "none") != "none"
        planes = frames(options.juliareel, film, width, height)
        m, faults, at = judge(planes, loops)
        name = Path(film).stem
        print(f"| {name} | {m['colour']:.2f} | {m['black']:.2f} | {m['detail']:.2f}, {m['most']:.2f} | {m['still']:.1f} | {m['change']:.1f}, "
              f"{m['largest']:.1f} | {m['cut']:.2f} | {m['bands']:.2f} | {m['flash']} | {'; '.join(faults) or '–'} |", flush=True)
        if options.sheets:
            options.sheets.mkdir(parents=True, exist_ok=True)
            sheet(planes, at, options.sheets / f"{name}.png")


if __name__ == "__main__":
    main()
