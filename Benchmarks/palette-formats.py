#!/usr/bin/env python3
"""Palettes of other programs, read by juliareel and by formulas written down here a second time.

Makes random files of every format that `juliareel palette` reads, with the colour that each should have at every place, lets juliareel
read them, runs along what it prints as the renderer does (mixing stops in Oklab), and prints the worst difference of a component, in
codes of 0 to 255. Plain Python. Ends with 1 where a difference is over --limit.

    Benchmarks/palette-formats.py --files 30 > table.md
"""
import argparse
import bisect
import json
import math
import random
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

JUMP = 3e-6  # Nearer to a jump than this nothing is compared: stops have six decimals.


# Colour spaces.

def linear(x):
    return x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4


def encoded(x):
    x = min(max(x, 0.0), 1.0)
    return 12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055


def cbrt(x):
    return math.copysign(abs(x) ** (1 / 3), x)


def oklab(rgb):
    """Codes 0…255 to Oklab."""
    r, g, b = (linear(x / 255) for x in rgb)
    l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)


def codes(lab):
    L, a, b = lab
    l, m, s = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3, (L - 0.1055613458 * a - 0.0638541728 * b) ** 3, (L - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return tuple(255 * encoded(x) for x in (
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))


def to_hsv(rgb):
    high, low = max(rgb), min(rgb)
    if high == low:
        return 0.0, 0.0, high
    r, g, b = rgb
    h = (g - b) / (high - low) if high == r else 2 + (b - r) / (high - low) if high == g else 4 + (r - g) / (high - low)
    return (h / 6) % 1, (high - low) / high, high


def from_hsv(h, s, v):
    h = (h % 1) * 6
    sector, f = int(h), h - int(h)
    p, q, t = v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f))
    return [(v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q)][sector % 6]


def from_hsl(h, s, l):
    c = (1 - abs(2 * l - 1)) * s
    x = c * (1 - abs((h / 60) % 2 - 1))
    r, g, b = [(c, x, 0), (x, c, 0), (0, c, x), (0, x, c), (x, 0, c), (c, 0, x)][int(h / 60) % 6]
    return tuple(255 * (y + l - c / 2) for y in (r, g, b))


def mix(a, b, f):
    return tuple(x + (y - x) * f for x, y in zip(a, b))


# What juliareel prints.

class Printed:
    def __init__(self, text):
        document = json.loads(text)
        assert document["space"] == "oklab"
        self.places = [stop["at"] for stop in document["stops"]]
        assert all(a < b for a, b in zip(self.places, self.places[1:])), "stops do not ascend"
        self.labs = [oklab(bytes.fromhex(stop["color"][1:])) for stop in document["stops"]]
        self.cyclic = document["cyclic"]

    def __call__(self, t):
        places, labs = self.places, self.labs
        if t < places[0] or t >= places[-1]:
            if not self.cyclic:
                return codes(labs[0] if t < places[0] else labs[-1])
            start, end = places[-1], places[0] + 1
            t = t + 1 if t < places[0] else t
            return codes(mix(labs[-1], labs[0], (t - start) / (end - start)))
        i = bisect.bisect_right(places, t)
        return codes(mix(labs[i - 1], labs[i], (t - places[i - 1]) / (places[i] - places[i - 1])))


# What the files should be: bytes, ending, colour at a place, jumps.

def color(rng):
    kind = rng.random()
    if kind < 0.15:
        return tuple(rng.choice((0, 255)) for _ in range(3))
    return tuple(rng.randrange(256) for _ in range(3))


def ending(rng, text, marks=True):
    if marks and rng.random() < 0.2:
        text = "\ufeff" + text
    return text.replace("\n", rng.choice(("\n", "\r\n", "\r"))).encode()


def circle(colors):
    """Colours at even distances of a circle, mixed in Oklab; a last one that repeats the first is left out."""
    if len(colors) > 1 and colors[-1] == colors[0]:
        colors = colors[:-1]
    labs = [oklab(c) for c in colors]

    def at(t):
        x = t * len(labs)
        i = int(x)
        return codes(mix(labs[i % len(labs)], labs[(i + 1) % len(labs)], x - i))
    return at


def places(rng, count):
    inner = sorted(rng.sample(range(1, 1000), count - 1))
    return [0.0] + [x / 1000 for x in inner] + [1.0]


def piecewise(pieces):
    """pieces: (from, to, colour of the fraction)."""
    starts = [p[0] for p in pieces]

    def at(t):
        i = max(0, bisect.bisect_right(starts, t) - 1)
        start, end, function = pieces[i]
        return function((t - start) / (end - start))
    return at


def ggr_factor(kind, middle, t):
    if kind == 1:
        return t ** (math.log(0.5) / math.log(min(max(middle, 1e-10), 1 - 1e-10)))
    if kind == 5:
        return 1.0 if t >= middle else 0.0
    if t <= middle:
        f = 0.0 if middle < 1e-10 else 0.5 * t / middle
    else:
        f = 1.0 if 1 - middle < 1e-10 else 0.5 + 0.5 * (t - middle) / (1 - middle)
    return {0: f, 2: (math.sin(math.pi * f - math.pi / 2) + 1) / 2, 3: math.sqrt(max(0, 1 - (f - 1) ** 2)), 4: 1 - math.sqrt(max(0, 1 - f * f))}[kind]


def ggr_color(left, right, coloring, f):
    if coloring == 0:
        return tuple(255 * x for x in mix(left, right, f))
    (h, s, v), (h2, s2, v2) = to_hsv(left), to_hsv(right)
    if coloring == 1:
        h += (h2 - h) * f if h < h2 else (1 - (h - h2)) * f
    else:
        h -= (h - h2) * f if h2 < h else (1 - (h2 - h)) * f
    return tuple(255 * x for x in from_hsv(h, s + (s2 - s) * f, v + (v2 - v) * f))


def ggr(rng):
    count = rng.choice((1, 1, 2, 3, 5, 8, 20, 80))
    edges, lines, pieces, jumps = places(rng, count), [], [], []
    kinds = list(range(6)) if rng.random() < 0.7 else [5]
    before = None
    for left, right in zip(edges, edges[1:]):
        a = before if before and rng.random() < 0.6 else tuple(round(x / 255, 6) for x in color(rng))
        b = a if rng.random() < 0.2 else tuple(round(x / 255, 6) for x in color(rng))
        share = rng.choice((0.5, rng.uniform(0.05, 0.95)))
        middle = round(left + (right - left) * share, 6)
        kind, coloring = rng.choice(kinds), rng.choice((0, 0, 1, 2))
        origins = [rng.choice((0, 0, 0, 1, 3)) if rng.random() < 0.1 else 0 for _ in range(2)]
        numbers = [left, middle, right, *a, 1, *b, 1]
        lines.append(" ".join(f"{x:.6f}" for x in numbers) + f" {kind} {coloring}" + (" %d %d" % tuple(origins) if any(origins) or rng.random() < 0.8 else ""))
        ends = [{0: c, 1: (0, 0, 0), 3: (1, 1, 1)}[o] for c, o in zip((a, b), origins)]
        m = (middle - left) / (right - left)
        pieces.append((left, right, lambda t, e=ends, k=kind, c=coloring, m=m: ggr_color(*e, c, ggr_factor(k, m, t))))
        jumps += [left, middle]
        before = b
    text = "GIMP Gradient\n" + ("Name: n\n" if rng.random() < 0.8 else "") + f"{count}\n" + "\n".join(lines) + "\n"
    if rng.random() < 0.15:
        text = text.replace(".", ",")
    return ending(rng, text), ".ggr", piecewise(pieces), jumps


def rows(rng, count):
    if rng.random() < 0.5:
        return [color(rng) for _ in range(count)]
    walk = [rng.randrange(256) for _ in range(3)]
    out = []
    for _ in range(count):
        walk = [min(255, max(0, x + rng.randint(-9, 9))) for x in walk]
        out.append(tuple(walk))
    return out


def fractint(rng):
    count = rng.choice((256, 256, 257, 200, 16))
    table = rows(rng, count)
    lines = ["%s%d %d %d%s" % (" " * rng.randrange(3), *c, rng.choice(("", "", " remark", " 5"))) for c in table]
    if rng.random() < 0.2:
        i = rng.randrange(min(count, 256))
        table[i] = (0, *table[i][1:])
        lines[i] = "256 %d %d" % table[i][1:]
    at = circle(table[:256] + [table[0]]) if len(table[:256]) > 1 else circle(table)
    return ending(rng, "\n".join(lines) + rng.choice(("\n", "\nmade by hand\n", "\n\x1a"))), ".map", at, []


def triples(rng):
    table = rows(rng, rng.choice((5, 30, 256, 512)))
    table[0] = (3, 45, 255)
    if rng.random() < 0.3:
        lines = [",".join(f"{x / 255:.6f}" for x in c) for c in table]
    else:
        lines = [rng.choice((" ", "\t", ", ")).join(map(str, c)) for c in table]
    return ending(rng, "\n".join(lines)), rng.choice((".txt", ".csv", ".dat")), circle(table + [table[0]]), []


def hexadecimal(c):
    return "%02x%02x%02x" % c


def hexes(rng):
    table = rows(rng, rng.choice((2, 5, 17, 256)))
    table[0] = (10, 11, 12)
    form = rng.choice(("#%s", "%s", "\"#%s\",", "'#%s',", "#%sff", "0x%s"))
    text = rng.choice(("\n", " ")).join(form % hexadecimal(c) for c in table)
    return ending(rng, text), rng.choice((".hex", ".txt")), circle(table), []


def coolors(rng):
    table = [color(rng) for _ in range(rng.randint(2, 10))]
    return ending(rng, "https://coolors.co/" + "-".join(map(hexadecimal, table))), ".txt", circle(table), []


def gpl(rng):
    table = rows(rng, rng.choice((2, 20, 300)))
    text = "GIMP Palette\nName: x\nColumns: 4\n#\n" + "".join("%3d %3d %3d\t%s\n" % (*c, rng.choice(("", "Untitled", "12 red"))) for c in table)
    return ending(rng, text), ".gpl", circle(table), []


def jasc(rng):
    table = rows(rng, rng.choice((2, 16, 256)))
    return ending(rng, f"JASC-PAL\n0100\n{len(table)}\n" + "".join("%d %d %d\n" % c for c in table)), ".pal", circle(table), []


def riff(rng):
    table = rows(rng, rng.choice((2, 16, 256)))
    data = struct.pack("<HH", 0x300, len(table)) + b"".join(bytes((*c, 0)) for c in table)
    body = b"PAL " + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body, ".pal", circle(table), []


def paintnet(rng):
    table = rows(rng, rng.choice((2, 16, 96)))
    return ending(rng, "; paint.net Palette File\n" + "".join("FF%s\n" % hexadecimal(c).upper() for c in table)), ".txt", circle(table), []


def monotone(xs, ys):
    """A closed monotone cubic (Fritsch and Carlson, 1980); xs go once round 400."""
    n = len(xs)
    spans = [(xs[(i + 1) % n] - xs[i]) % 400 or 400 for i in range(n)]
    secants = [(ys[(i + 1) % n] - ys[i]) / spans[i] for i in range(n)]
    first = []
    for i in range(n):
        d0, d1, h0, h1 = secants[i - 1], secants[i], spans[i - 1], spans[i]
        first.append((h1 * d0 + h0 * d1) / (h0 + h1) if d0 * d1 > 0 else 0.0)
    slopes = first + [first[0]]
    for i in range(n):
        if secants[i] == 0:
            slopes[i] = slopes[i + 1] = 0.0
            continue
        a, b = slopes[i] / secants[i], slopes[i + 1] / secants[i]
        r = math.hypot(a, b)
        if r > 3:
            slopes[i], slopes[i + 1] = slopes[i] * 3 / r, slopes[i + 1] * 3 / r
    slopes[0] = slopes[n] = min(slopes[0], slopes[n], key=abs)

    def at(x):
        x = x if x >= xs[0] else x + 400
        i = max(0, bisect.bisect_right(xs, x) - 1)
        h, u = spans[i], (x - xs[i]) / spans[i]
        y0, y1, m0, m1 = ys[i], ys[(i + 1) % n], slopes[i] * h, slopes[i + 1] * h
        return (1 + 2 * u) * (1 - u) ** 2 * y0 + u * (1 - u) ** 2 * m0 + u * u * (3 - 2 * u) * y1 + u * u * (u - 1) * m1
    return at


def ugr(rng):
    xs = sorted(rng.sample(range(400), rng.choice((1, 2, 5, 30, 120))))
    table = [color(rng) for _ in xs]
    smooth = rng.random() < 0.5
    stops = ["index=%d color=%d" % (x - (400 if rng.random() < 0.1 else 0), r + 256 * g + 65536 * b) for x, (r, g, b) in zip(xs, table)]
    rng.shuffle(stops)
    text = ("name {\ngradient:\n  title=\"a name\" smooth=%s rotation=0\n  " % ("yes" if smooth else "no") + rng.choice((" ", "\n  ")).join(stops)
            + "\nopacity:\n  smooth=no index=0 opacity=255\n}\n")
    if smooth:
        parts = [monotone(xs, [c[k] for c in table]) for k in range(3)]
        return ending(rng, text), ".ugr", lambda t: tuple(part(400 * t) for part in parts), []
    loop = [(x / 400, (y if y > x else y + 400) / 400, a, b) for x, y, a, b in zip(xs, xs[1:] + xs[:1], table, table[1:] + table[:1])]

    def at(t):
        t = t if t >= loop[0][0] else t + 1
        x, y, a, b = [part for part in loop if part[0] <= t][-1]
        return mix(a, b, (t - x) / (y - x))
    return ending(rng, text), ".ugr", at, []


def cpt(rng):
    kind = rng.choice(("rgb", "slash", "hsv", "grey", "category"))
    count = rng.choice((1, 3, 10, 60))
    if kind == "category":
        table = [color(rng) for _ in range(count)]
        text = "".join("%d %d/%d/%d ;key %d\n" % (i, *c, i) for i, c in enumerate(table))
        return ending(rng, text), ".cpt", lambda t: table[min(count - 1, int(t * count))], [i / count for i in range(count)]
    edges = [round(-500 + 1700 * x, 3) for x in places(rng, count)]
    lines, pieces, before = [f"# COLOR_MODEL = {'+HSV' if kind == 'hsv' else 'RGB'}"], [], None
    for low, high in zip(edges, edges[1:]):
        def one():
            if kind == "hsv":
                return (rng.randrange(361), round(rng.random(), 3), round(rng.random(), 3))
            if kind == "grey":
                return (rng.randrange(256),) * 3
            return color(rng)
        a = before if before and rng.random() < 0.6 else one()
        b = before = a if rng.random() < 0.3 else one()
        write = {"rgb": lambda c: "%d\t%d\t%d" % c, "slash": lambda c: rng.choice(("%d/%d/%d" % c, "#" + hexadecimal(c))),
                 "hsv": lambda c: "%d %.3f %.3f" % c, "grey": lambda c: "%d" % c[0]}[kind]
        lines.append(f"{low:g} {write(a)} {high:g} {write(b)}" + rng.choice(("", " U", " ; label")))
        function = (lambda f, a=a, b=b: tuple(255 * x for x in from_hsv((a[0] + (b[0] - a[0]) * f) / 360, *mix(a[1:], b[1:], f)))) if kind == "hsv" \
            else (lambda f, a=a, b=b: mix(a, b, f))
        low, high = float(f"{low:g}"), float(f"{high:g}")
        pieces.append(((low - edges[0]) / (edges[-1] - edges[0]), (high - edges[0]) / (edges[-1] - edges[0]), function))
    text = "\n".join(lines + ["B 0 0 0", "F 255 255 255", "N 128 128 128"]) + "\n"
    return ending(rng, text), ".cpt", piecewise(pieces), [p[0] for p in pieces]


NAMES = {"red": (255, 0, 0), "rebeccapurple": (102, 51, 153), "navy": (0, 0, 128), "white": (255, 255, 255), "tomato": (255, 99, 71)}


def css_color(rng):
    kind = rng.randrange(4)
    if kind == 0:
        name = rng.choice(sorted(NAMES))
        return name, NAMES[name]
    if kind == 1:
        h, s, l = rng.randrange(360), rng.randrange(101), rng.randrange(101)
        return f"hsl({h}, {s}%, {l}%)", from_hsl(h, s / 100, l / 100)
    c = color(rng)
    return ("#" + hexadecimal(c) if kind == 2 else "rgb(%d %d %d)" % c), c


def css(rng):
    count = rng.choice((2, 3, 6, 30))
    space = rng.choice(("", "", " in srgb", " in oklab", " in srgb-linear"))
    at = [x for x in places(rng, count - 1)]
    if count > 3 and rng.random() < 0.4:
        at[2] = at[1]
    words, parts = [], []
    colors = [css_color(rng) for _ in range(count)]
    hints = {}
    for i, ((word, c), place) in enumerate(zip(colors, at)):
        silent = i in (0, count - 1) and rng.random() < 0.5
        words.append(word if silent else f"{word} {100 * place:g}%")
        if i + 1 < count and at[i + 1] - place > 0.02 and rng.random() < 0.2:
            hints[i] = round(place + (at[i + 1] - place) * rng.uniform(0.2, 0.8), 4)
            words.append(f"{100 * hints[i]:g}%")
    for i in range(count - 1):
        if at[i + 1] == at[i]:
            continue
        (_, a), (_, b) = colors[i], colors[i + 1]
        power = math.log(0.5) / math.log((hints[i] - at[i]) / (at[i + 1] - at[i])) if i in hints else 1

        def function(f, a=a, b=b, power=power):
            f = f ** power
            if space == " in oklab":
                return codes(mix(oklab(a), oklab(b), f))
            if space == " in srgb-linear":
                return tuple(255 * encoded(x) for x in mix([linear(x / 255) for x in a], [linear(x / 255) for x in b], f))
            return mix(a, b, f)
        parts.append((at[i], at[i + 1], function))
    text = f".x {{\n  background: linear-gradient(90deg{space}, " + ",\n    ".join(words) + ");\n}\n"
    return ending(rng, text), ".css", piecewise(parts), [p[0] for p in parts]


def json_list(rng):
    table = rows(rng, rng.choice((2, 8, 100)))
    table[0] = (255, 128, 2)
    kind = rng.randrange(4)
    values = [["#" + hexadecimal(c) for c in table], [list(c) for c in table], [[round(x / 255, 6) for x in c] for c in table],
              [{"r": c[0], "g": c[1], "b": c[2]} for c in table]][kind]
    value = {"colors": values} if rng.random() < 0.3 else values
    return ending(rng, json.dumps(value), marks=True), rng.choice((".json", ".txt")), circle(table), []


def json_places(rng):
    count = rng.choice((2, 5, 40))
    at, table = places(rng, count - 1), [color(rng) for _ in range(count)]
    kind = rng.randrange(3)
    values = [[{"color": "#" + hexadecimal(c), "position": x} for x, c in zip(at, table)],
              [[x, "rgb(%d, %d, %d)" % c] for x, c in zip(at, table)],
              {"stops": [{"offset": f"{100 * x:g}%", "color": list(c)} for x, c in zip(at, table)]}][kind]
    if kind == 1:
        values = [[x, y] for x, y in values]
    labs = [oklab(c) for c in table]
    pieces = [(x, y, lambda f, a=a, b=b: codes(mix(a, b, f))) for x, y, a, b in zip(at, at[1:], labs, labs[1:])]
    return ending(rng, json.dumps(values, indent=rng.choice((None, 2)))), ".json", piecewise(pieces), []


FORMATS = {
    "GIMP gradient (.ggr)": ggr, "Fractint map (.map)": fractint, "table of decimals": triples, "list of hex colours": hexes,
    "coolors address": coolors, "GIMP palette (.gpl)": gpl, "JASC palette (.pal)": jasc, "RIFF palette (.pal)": riff,
    "paint.net (.txt)": paintnet, "Ultra Fractal (.ugr)": ugr, "GMT (.cpt)": cpt, "CSS gradient": css, "JSON list": json_list,
    "JSON with places": json_places,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--juliareel", default=".build/release/juliareel")
    parser.add_argument("--files", type=int, default=30, help="of each format")
    parser.add_argument("--samples", type=int, default=2000, help="places of each file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=math.inf, help="the largest difference that is no failure, in codes")
    options = parser.parse_args()
    failures = []
    print("| format | files | stops, most | worst difference, codes |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in FORMATS.items():
            worst = most = 0
            for number in range(options.files):
                rng = random.Random(f"{options.seed} {name} {number}")
                content, suffix, expected, jumps = make(rng)
                path = Path(folder) / f"{make.__name__}-{number}{suffix}"
                path.write_bytes(content)
                run = subprocess.run([options.juliareel, "palette", path], capture_output=True, text=True)
                if run.returncode != 0:
                    failures.append(f"{path.name}: {run.returncode}: {run.stderr.strip()}")
                    continue
                printed = Printed(run.stdout)
                most = max(most, len(printed.places))
                jumps = sorted(jumps)
                difference, place = 0, 0
                for sample in range(options.samples):
                    t = (sample + rng.random()) / options.samples
                    near = bisect.bisect(jumps, t)
                    if any(abs(t - j) < JUMP for j in jumps[max(0, near - 1):near + 1]):
                        continue
                    found, wanted = printed(t), expected(t)
                    off = max(abs(a - b) for a, b in zip(found, wanted))
                    if off > difference:
                        difference, place = off, t
                worst = max(worst, difference)
                if difference > options.limit:
                    failures.append(f"{path.name}: {difference:.2f} codes at {place:.6f}")
            print(f"| {name} | {options.files} | {most} | {worst:.2f} |", flush=True)
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
