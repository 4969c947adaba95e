#!/usr/bin/env python3
"""Searches x264's options for the best trade of processor time against size at equal likeness.

    Benchmarks/encoder-search.py make FOLDER           the films, by juliareel with 4×4 samples a pixel (8 × 48 frames, 720p)
    Benchmarks/encoder-search.py run FOLDER            encodes, measures, adds to FOLDER/results.json; goes on where it stopped
    Benchmarks/encoder-search.py report FOLDER         tables: the Pareto front on five films, the chosen points on the other three
    Benchmarks/encoder-search.py plot FOLDER FILE.svg  the front as a picture

Each configuration is encoded at two rate factors, on one thread, with the options that every segment has (stitchable, no macroblock
tree). Size and time are interpolated to the SSIM that `superfast` with crf 20 has on the same film, sizes in the logarithm, so that
all are compared at equal likeness. Time is the encoder's user time. Run it alone on the machine. Needs the program ffmpeg, and `.build/release/juliareel`
or what JULIAREEL names. ENCODER_SEARCH_CHECK names the points, PRESET/OPTIONS with semicolons between, that `run` tries on the other three.
"""
import itertools, json, math, os, re, resource, statistics, subprocess, sys, time

SEARCHED = ["classic", "descent", "dust", "dendrite", "cycling"]
HELD_OUT = ["famous", "seahorse", "siegel"]
ANCHOR = ("superfast", "")
CIRCLE = {"path": "circle", "radius": 0.7885, "turns": 0.1, "phase": 40}


def between(first, last):
    """A track from one value to another in the eight seconds of a film."""
    return {"keyframes": [{"time": 0, "value": first}, {"time": 8, "value": last}]}


# What each film shows: a preset that ships, or the keys of one; and its frames.
FILMS = {
    "classic": ("benchmark-loop", "100..<148"),
    "descent": ("spiral-descent", "300..<348"),
    "dust": ({"duration": 10, "c": CIRCLE, "shading": {"density": 0.03}}, "100..<148"),
    "dendrite": ({"duration": 8, "c": between([0, 1], [-0.15, 1.03]), "camera": {"width": between(3, 0.6)},
                  "fractal": {"maximumIterations": 800}, "shading": {"density": 0.015}}, "200..<248"),
    "cycling": ({"duration": 4, "c": [-0.8, 0.156],
                 "shading": {"density": 0.02, "phase": {"keyframes": [{"time": 0, "value": 0}, {"time": 4, "value": 1}],
                                                        "interpolation": "linear"}}}, "30..<78"),
    "famous": ("benchmark-constants", "200..<248"),
    "seahorse": ({"duration": 8, "c": between([-0.7453, 0.1127], [-0.73, 0.18]),
                  "camera": {"width": 2.2, "rotation": between(0, 90)}, "shading": {"density": 0.025}}, "100..<148"),
    "siegel": ({"duration": 8, "c": between([-0.390541, -0.586788], [-0.30, -0.63]), "camera": {"width": 1.6},
                "shading": {"density": 0.02}}, "200..<248"),
}
RATE_FACTORS = (18, 22)
CHOICES = {
    "subme": ["0", "1", "2", "4", "6", "7"],
    "me": ["dia", "hex", "umh"],
    "ref": ["1", "2", "3"],
    "bframes": ["0", "2", "3", "5"],
    "b-adapt": ["0", "1", "2"],
    "rc-lookahead": ["0", "10", "20"],
    "aq-mode": ["0", "1", "2", "3"],
    "aq-strength": ["0.5", "0.8", "1.0"],
    "trellis": ["0", "1", "2"],
    "deblock": ["-1,-1", "0,0", "1,1"],
    "8x8dct": ["0", "1"],
    "partitions": ["none", "i4x4,i8x8", "p8x8,b8x8,i8x8,i4x4"],
    "weightp": ["0", "1", "2"],
}


# What helped by itself, in all combinations.
SECOND_ROUND = {
    "bframes": ["3", "5", "8"],
    "subme": ["1", "6", "7"],
    "trellis": ["0", "1"],
    "ref": ["1", "2"],
}


def make(folder):
    """Renders the films that are not there yet."""
    os.makedirs(folder, exist_ok=True)
    for name, (preset, frames) in FILMS.items():
        target = f"{folder}/{name}.y4m"
        if os.path.exists(target):
            continue
        if isinstance(preset, dict):
            path = f"{folder}/{name}.json"
            with open(path, "w") as file:
                json.dump({"version": 1, "title": name, **preset}, file)
            preset = path
        command = [os.environ.get("JULIAREEL", ".build/release/juliareel"), "render", preset, "--size", "1280x720", "--frames", frames,
                   "--antialiasing", "grid", "--samples", "16", "--progress", "none", "-o", "-"]
        with open(f"{target}.part", "wb") as file:
            subprocess.run(command, check=True, stdout=file)
        os.rename(f"{target}.part", target)


def configurations():
    """x264's presets as they are, one option changed at a time, and combinations of the changes that helped."""
    found = [(preset, "") for preset in ("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow")]
    for key, values in CHOICES.items():
        found += [("superfast", f"{key}={value}") for value in values]
    for values in itertools.product(*SECOND_ROUND.values()):
        mixture = ":".join(f"{key}={value}" for key, value in zip(SECOND_ROUND, values))
        found.append(("superfast", f"b-adapt=0:{mixture}"))
    found += [("ultrafast", f"{options}") for options in
              ("cabac=1", "8x8dct=1:cabac=1", "cabac=1:bframes=3:b-adapt=0", "8x8dct=1:cabac=1:bframes=3:b-adapt=0:aq-mode=1:deblock=0,0")]
    return found


def encode(film, folder, preset, options, factor):
    """User seconds, bytes and SSIM of one encode."""
    source, target = f"{folder}/{film}.y4m", f"{folder}/{film}.h264.mp4"
    parameters = ":".join(filter(None, ["stitchable=1:mbtree=0", options]))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-i", source, "-c:v", "libx264", "-preset", preset, "-crf", str(factor),
         "-threads", "1", "-x264-params", parameters, target], check=True)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    size = os.path.getsize(target)
    told = subprocess.run(
        ["ffmpeg", "-v", "info", "-nostats", "-i", target, "-i", source, "-lavfi", "ssim", "-f", "null", "-"],
        check=True, capture_output=True, text=True).stderr
    likeness = float(re.search(r"SSIM .*All:([0-9.]+)", told)[1])
    return {"seconds": seconds, "bytes": size, "ssim": likeness}


def run(folder, budget):
    path = f"{folder}/results.json"
    results = json.load(open(path)) if os.path.exists(path) else {}
    end = time.monotonic() + budget
    films = SEARCHED + HELD_OUT
    for preset, options in configurations():
        for film in films:
            for factor in RATE_FACTORS + ((20,) if (preset, options) == ANCHOR else ()):
                key = f"{preset}/{options}/{film}/{factor}"
                if key in results or (film in HELD_OUT and options and key not in wanted_held_out(results)):
                    continue
                if time.monotonic() > end:
                    return False
                results[key] = encode(film, folder, preset, options, factor)
                json.dump(results, open(path, "w"))
    return True


def wanted_held_out(results):
    """Held-out films are for the points that are chosen, named in the environment, not for the search."""
    chosen = os.environ.get("ENCODER_SEARCH_CHECK", "")
    return {f"{item}/{film}/{factor}" for item in chosen.split(";") if item
            for film in HELD_OUT for factor in RATE_FACTORS}


def at_equal_likeness(results, preset, options, film):
    """Time and size relative to the anchor's at its SSIM; None where it was not measured."""
    low, high = (results.get(f"{preset}/{options}/{film}/{factor}") for factor in RATE_FACTORS)
    anchor = results.get(f"{'/'.join(ANCHOR)}/{film}/20")
    if not (low and high and anchor) or low["ssim"] == high["ssim"]:
        return None
    # 1 − SSIM grows about exponentially with the rate factor, and bytes fall so.
    loss = lambda result: math.log(1 - result["ssim"])
    share = (loss(anchor) - loss(low)) / (loss(high) - loss(low))
    between = lambda key: math.exp(math.log(low[key]) * (1 - share) + math.log(high[key]) * share)
    factor = RATE_FACTORS[0] + share * (RATE_FACTORS[1] - RATE_FACTORS[0])
    return between("seconds") / anchor["seconds"], between("bytes") / anchor["bytes"], factor


def points(results, films):
    found = {}
    for preset, options in configurations():
        figures = [at_equal_likeness(results, preset, options, film) for film in films]
        if all(figures):
            found[(preset, options)] = tuple(statistics.geometric_mean(map(abs, column)) for column in zip(*figures))
    return found


def front(found):
    best, least = [], math.inf
    for name, (seconds, size, factor) in sorted(found.items(), key=lambda item: item[1]):
        if size < least:
            best.append((name, seconds, size, factor))
            least = size
    return best


def report(folder):
    results = json.load(open(f"{folder}/results.json"))
    found = points(results, SEARCHED)
    print(f"{len(found)} configurations on {', '.join(SEARCHED)}, relative to superfast crf 20 at equal SSIM\n")
    print("| preset | options | time | size | crf for equal SSIM |\n|---|---|---|---|---|")
    for (preset, options), seconds, size, factor in front(found):
        print(f"| {preset} | `{options or '–'}` | {seconds:.2f} | {size:.3f} | {factor:.1f} |")
    print("\nx264's own presets:\n")
    for (preset, options), (seconds, size, factor) in found.items():
        if not options:
            print(f"| {preset} | – | {seconds:.2f} | {size:.3f} | {factor:.1f} |")
    held = points(results, HELD_OUT)
    print("\nOn films that were not searched on:\n")
    for (preset, options), (seconds, size, factor) in sorted(held.items(), key=lambda item: item[1]):
        print(f"| {preset} | `{options or '–'}` | {seconds:.2f} | {size:.3f} | {factor:.1f} |")


def plot(folder, path):
    """Time across, size up, both relative and logarithmic; the front as a line."""
    found = points(json.load(open(f"{folder}/results.json")), SEARCHED)
    width, height, margin = 860, 520, 60
    across = lambda seconds: margin + (math.log(seconds) - math.log(0.3)) / math.log(12 / 0.3) * (width - 2 * margin)
    up = lambda size: height - margin - (math.log(size) - math.log(0.7)) / math.log(2.5 / 0.7) * (height - 2 * margin)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">',
             f'<rect width="{width}" height="{height}" fill="white"/>']
    for value in (0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 8, 12):
        parts.append(f'<path d="M{across(value):.1f} {margin}V{height - margin}" stroke="#ddd"/>'
                     f'<text x="{across(value):.1f}" y="{height - margin + 18}" text-anchor="middle">{value}</text>')
    for value in (0.7, 0.8, 0.9, 1, 1.25, 1.5, 2, 2.5):
        parts.append(f'<path d="M{margin} {up(value):.1f}H{width - margin}" stroke="#ddd"/>'
                     f'<text x="{margin - 8}" y="{up(value) + 4:.1f}" text-anchor="end">{value}</text>')
    searched = {key: value for key, value in found.items() if key[1]}
    presets = {key: value for key, value in found.items() if not key[1]}
    for seconds, size, _ in searched.values():
        parts.append(f'<circle cx="{across(seconds):.1f}" cy="{up(size):.1f}" r="3" fill="#7fa7c9"/>')
    line = " ".join(f"{across(seconds):.1f},{up(size):.1f}" for _, seconds, size, _ in front(found))
    parts.append(f'<polyline points="{line}" fill="none" stroke="#1b6ca8" stroke-width="2"/>')
    # Last, so that no point hides a preset, and with a rim, so that none runs into a name.
    for (preset, _), (seconds, size, _) in presets.items():
        parts.append(f'<circle cx="{across(seconds):.1f}" cy="{up(size):.1f}" r="5" fill="#d95f02" stroke="white"/>'
                     f'<text x="{across(seconds) + 8:.1f}" y="{up(size) - 8:.1f}" stroke="white" stroke-width="4" '
                     f'paint-order="stroke">{preset}</text>')
    parts.append(f'<circle cx="{margin + 6}" cy="30" r="5" fill="#d95f02"/><text x="{margin + 18}" y="34">presets as they are</text>'
                 f'<circle cx="{margin + 176}" cy="30" r="3" fill="#7fa7c9"/><text x="{margin + 186}" y="34">options searched</text>'
                 f'<path d="M{margin + 320} 30h24" stroke="#1b6ca8" stroke-width="2"/>'
                 f'<text x="{margin + 352}" y="34">none is both smaller and faster</text>')
    parts.append(f'<text x="{width / 2}" y="{height - 14}" text-anchor="middle">processor time, superfast crf 20 = 1</text>'
                 f'<text x="16" y="{height / 2}" text-anchor="middle" transform="rotate(-90 16 {height / 2})">size at equal SSIM</text></svg>')
    open(path, "w").write("\n".join(parts) + "\n")


def main():
    command, folder = sys.argv[1], sys.argv[2]
    if command == "make":
        make(folder)
    if command == "run":
        sys.exit(0 if run(folder, float(os.environ.get("ENCODER_SEARCH_SECONDS", "inf"))) else 3)
    if command == "report":
        report(folder)
    if command == "plot":
        plot(folder, sys.argv[3])


if __name__ == "__main__":
    main()
