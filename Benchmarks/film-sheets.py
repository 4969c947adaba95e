#!/usr/bin/env python3
"""Draws the sheets of Docs/images/films: a dissolve, a palette that becomes another, a wave, transparency and a shutter.

Each is a contact sheet of a small film, or a still beside another, written as WebP by Pillow. Usage:

    Benchmarks/film-sheets.py [--program .build/release/juliareel] [--measure]

With --measure it renders each film, and the plain one beside it, to nothing, and prints the processor seconds of both.
"""

import argparse
import copy
import json
import pathlib
import resource
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "Docs/images/films"

PLAIN = {
    "version": 1, "title": "Plain", "duration": 2, "c": [-0.12, 0.665],
    "output": {"width": 1280, "height": 720, "frameRate": 30},
    "antialiasing": {"mode": "adaptive", "samples": 16},
    "camera": {"rotation": {"keyframes": [{"time": 0, "value": 0}, {"time": 2, "value": 40}], "interpolation": "linear"}},
    "shading": {"palette": "glacier", "density": 0.04},
}
SCENE_KEYS = ("version", "title", "duration", "c", "camera", "shading")


def scene(**changes):
    """The plain film as a scene."""
    return {key: value for key, value in {**PLAIN, **changes}.items() if key in SCENE_KEYS}


def films():
    """Each sheet's name, its film, and the plain film that its cost is compared with."""
    film = {key: PLAIN[key] for key in ("version", "title", "output", "antialiasing")}
    other = scene(c=[-0.8, 0.156], shading={"palette": "ember", "density": 0.04})
    cut = {"preset": scene(), "duration": 2}
    dissolve = {"preset": other, "duration": 2, "transition": {"kind": "dissolve", "duration": 2}}
    # Beside it, the same pictures one after another.
    yield "dissolve", {**film, "title": "Dissolve", "scenes": [cut, dissolve]}, {
        **film, "scenes": [cut, {"preset": other, "duration": 2}]}
    morph = copy.deepcopy(PLAIN)
    morph["shading"]["palette"] = {
        "keyframes": [{"time": 0, "value": "glacier"}, {"time": 2, "value": "ember"}]}
    yield "palette", {**morph, "title": "Palette to palette"}, PLAIN
    wave = copy.deepcopy(PLAIN)
    wave["camera"]["width"] = {"base": 2.6, "wave": "sine", "period": 1, "amplitude": 0.7}
    yield "wave", {**wave, "title": "Wave"}, PLAIN
    alpha = copy.deepcopy(PLAIN)
    alpha["output"]["codec"] = "ffv1"
    alpha["shading"].update(interior="transparent", palette={"stops": [
        {"at": 0, "color": "#0b3d6b00"}, {"at": 0.3, "color": "#7fd0e8"}, {"at": 0.7, "color": "#f4f7ff"}]})
    yield "transparency", {**alpha, "title": "Transparency"}, PLAIN
    shutter = copy.deepcopy(PLAIN)
    shutter["shutter"] = {"angle": 180, "samples": 16}
    yield "slow-shutter", shutter, PLAIN
    fast = copy.deepcopy(shutter)
    fast["camera"]["rotation"]["keyframes"][1]["value"] = 180
    yield "shutter", {**fast, "title": "Shutter"}, {key: fast[key] for key in fast if key != "shutter"}


def seconds(program, path):
    """Processor seconds of rendering the film at `path` to nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "render", path, "-o", "null", "--progress", "none"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--program", default=str(ROOT / ".build/release/juliareel"))
    options.add_argument("--measure", action="store_true")
    options.add_argument("--runs", type=int, default=3)
    options = options.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, film, plain in films():
            path, beside = f"{folder}/{name}.json", f"{folder}/plain.json"
            pathlib.Path(path).write_text(json.dumps(film))
            pathlib.Path(beside).write_text(json.dumps(plain))
            if options.measure:
                runs = sorted((seconds(options.program, path), seconds(options.program, beside)) for _ in range(options.runs))
                films_cost = sorted(run[0] for run in runs)[options.runs // 2]
                plain_cost = sorted(run[1] for run in runs)[options.runs // 2]
                print(f"{name}: {films_cost:.2f} s, plain {plain_cost:.2f} s, {films_cost / plain_cost:.2f}×", flush=True)
                continue
            if name == "slow-shutter":
                # Nothing to be seen in a small picture.
                continue
            subprocess.run([options.program, "sheet", path, "-o", f"{folder}/{name}.png", "--count", "6", "--columns", "3"],
                           check=True, stdout=subprocess.DEVNULL)
            from PIL import Image
            picture = Image.open(f"{folder}/{name}.png")
            picture.thumbnail((960, 960), Image.LANCZOS)
            picture.save(OUT / f"{name}.webp", quality=75, method=6)


main()
