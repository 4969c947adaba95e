#!/usr/bin/env python3
"""Distinct smooth counts in pictures of 3840×2160 of one point of a Julia set at ever smaller widths: with too few digits there are blocks.

    Benchmarks/deep-blocks.py [--program .build/release/juliareel] [--pictures FOLDER]

The view is that of `Benchmarks/deep-views.py`. Needs Python with NumPy.
"""
import argparse
import importlib.util
import json
import pathlib
import subprocess
import tempfile

import numpy as np

WIDTHS = ["1e-10", "1e-13", "1e-16", "1e-30", "1e-300"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/juliareel")
    parser.add_argument("--pictures", help="where to put a picture of each")
    options = parser.parse_args()
    source = importlib.util.spec_from_file_location("views", pathlib.Path(__file__).with_name("deep-views.py"))
    views = importlib.util.module_from_spec(source)
    source.loader.exec_module(views)
    print("| width | distinct counts | pixels equal to their left neighbour |\n| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        path, array = pathlib.Path(folder, "view.json"), pathlib.Path(folder, "view.npy")
        for width in WIDTHS:
            preset = views.preset(width)
            preset["camera"]["width"] = width
            preset["output"] |= {"width": 3840, "height": 2160}
            path.write_text(json.dumps(preset))
            subprocess.run([options.program, "field", path, "-o", array], check=True, stdout=subprocess.DEVNULL)
            counts = np.load(array)
            equal = (counts[:, 1:] == counts[:, :-1]).mean()
            print(f"| {width} | {len(np.unique(counts)):,} | {equal:.2%} |", flush=True)
            if options.pictures:
                picture = pathlib.Path(options.pictures, f"{width}.png")
                subprocess.run([options.program, "still", path, "-o", picture], check=True, stdout=subprocess.DEVNULL)


main()
