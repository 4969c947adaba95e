#!/usr/bin/env python3
"""How evenly palettes change: the differences of neighbouring colours in Oklab and by CIEDE2000, beside palettes of others.

    Benchmarks/palettes.py [palettes…] [--picture FILE.png]

A palette is sampled at 256 places, as a preset mixes it. Even is the standard deviation of the differences by their mean: 0 is a palette whose colours change
as fast everywhere, and above about 0.5 some colours are a line and others a plain. Length is the sum of the differences by
CIEDE2000, so how much there is to see in a cycle; light is the least and the most lightness of Oklab. All that ship are measured without
an argument. Palettes of others are measured where the packages matplotlib (twilight), cmocean (phase) and cmcrameri (romaO, vikO, batlow)
are installed. With --picture all are drawn as bars.

CIEDE2000 after Sharma, Wu and Dalal, Color Research and Application 30 (2005) 21. Needs Python with NumPy; for a picture Pillow.
"""

import argparse
import json
from pathlib import Path

import numpy as np

SAMPLES = 256
TO_CONES = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                     [0.0883024619, 0.2817188376, 0.6299787005]])
TO_OKLAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                     [0.0259040371, 0.7827717662, -0.8086757660]])
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
WHITE = np.array([0.95047, 1, 1.08883])


def linear(srgb):
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def oklab(srgb):
    return np.cbrt(linear(srgb) @ TO_CONES.T) @ TO_OKLAB.T


def from_oklab(lab):
    light = (lab @ np.linalg.inv(TO_OKLAB).T) ** 3 @ np.linalg.inv(TO_CONES).T
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def cielab(srgb):
    t = linear(srgb) @ TO_XYZ.T / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], 1)


def ciede2000(one, two):
    (l1, a1, b1), (l2, a2, b2) = one.T, two.T
    mean = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1 + 0.5 * (1 - np.sqrt(mean / (mean + 25.0**7)))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = np.where(c1 * c2 == 0, 0, (h2 - h1 + 180) % 360 - 180)
    hue, chroma, light = h1 + turn / 2, (c1 + c2) / 2, ((l1 + l2) / 2 - 50) ** 2
    cosine = lambda angle: np.cos(np.radians(angle))
    t = 1 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue) + 0.32 * cosine(3 * hue + 6) - 0.2 * cosine(4 * hue - 63)
    blue = 60 * np.exp(-(((hue % 360 - 275) / 25) ** 2))
    cross = -np.sin(np.radians(blue)) * 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    dl = (l2 - l1) / (1 + 0.015 * light / np.sqrt(20 + light))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    return np.sqrt(np.maximum(dl**2 + dc**2 + dh**2 + cross * dc * dh, 0))


def shipped(path):
    """A palette's colours as a preset mixes them, and whether it is cyclic."""
    document = json.loads(path.read_text())
    at = np.array([stop["at"] for stop in document["stops"]])
    colors = oklab(np.array([[int(stop["color"][i:i + 2], 16) / 255 for i in (1, 3, 5)] for stop in document["stops"]]))
    cyclic = document.get("cyclic", True)
    if cyclic:
        at, colors = np.append(at, at[0] + 1), np.vstack([colors, colors[0]])
    places = np.arange(SAMPLES) / (SAMPLES if cyclic else SAMPLES - 1)
    return from_oklab(np.stack([np.interp(places, at, colors[:, i]) for i in range(3)], 1)), cyclic


def others():
    """Palettes of others by name, as far as they are installed."""
    found = {}
    try:
        import matplotlib
        found["twilight (matplotlib)"] = matplotlib.colormaps["twilight"], True
        found["viridis (matplotlib)"] = matplotlib.colormaps["viridis"], False
    except ImportError:
        return found
    try:
        import cmocean
        found["phase (cmocean)"], found["thermal (cmocean)"] = (cmocean.cm.phase, True), (cmocean.cm.thermal, False)
    except ImportError:
        pass
    try:
        from cmcrameri import cm
        found["romaO (Crameri)"], found["vikO (Crameri)"], found["batlow (Crameri)"] = (cm.romaO, True), (cm.vikO, True), (cm.batlow, False)
    except ImportError:
        pass
    return {name: (np.array([source(i / (SAMPLES - 1))[:3] for i in range(SAMPLES)]), cyclic) for name, (source, cyclic) in found.items()}


def measures(colors, cyclic):
    """Evenness in Oklab and by CIEDE2000, the length by CIEDE2000, and the least and the most lightness."""
    closed = np.vstack([colors, colors[:1]]) if cyclic else colors
    ok, lab = oklab(closed), cielab(closed)
    plain, seen = np.linalg.norm(np.diff(ok, axis=0), axis=1), ciede2000(lab[:-1], lab[1:])
    return plain.std() / plain.mean(), seen.std() / seen.mean(), seen.sum(), ok[:, 0].min(), ok[:, 0].max()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("palettes", nargs="*", type=Path)
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    paths = options.palettes or sorted(Path("presets/palettes").glob("*.json"))
    found = {path.stem: shipped(path) for path in paths} | others()
    print("| palette | cyclic | even in Oklab | even by CIEDE2000 | length | light |\n| --- | --- | ---: | ---: | ---: | ---: |")
    for name, (colors, cyclic) in found.items():
        plain, seen, length, least, most = measures(colors, cyclic)
        print(f"| {name} | {'yes' if cyclic else 'no'} | {plain:.2f} | {seen:.2f} | {length:.0f} | {least:.2f}–{most:.2f} |")
    if options.picture:
        from PIL import Image
        bars = [np.repeat(np.tile(np.rint(colors * 255).astype(np.uint8), (2 if cyclic else 1, 1))[None], 30, 0) for colors, cyclic in found.values()]
        Image.fromarray(np.vstack([np.array(Image.fromarray(bar).resize((768, 30))) for bar in bars])).save(options.picture)


if __name__ == "__main__":
    main()
