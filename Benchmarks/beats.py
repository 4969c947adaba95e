#!/usr/bin/env python3
"""How right the beats of `juliareel beats` are, and what they cost, beside those of librosa and aubio where they are installed.

    Benchmarks/beats.py [JULIAREEL]

Makes ten songs of known beats (numpy), has all find them, and prints the F-measure with a tolerance of 70 ms (MIREX), the tempo,
and the processor seconds of a song of four minutes. Needs Python 3.9 and numpy; librosa 0.11 (pip install librosa) for the second columns,
and aubiotrack 0.4.9 (apt install aubio-tools) for the third.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np

RATE = 48000
TOLERANCE = 0.07


def hit(kind, random):
    """One sound of a drum, or a note."""
    time = np.arange(int(0.4 * RATE)) / RATE
    if kind == "kick":
        return np.sin(2 * np.pi * (50 * time + 6 * (1 - np.exp(-time * 40)))) * np.exp(-time * 14)
    if kind == "snare":
        return random.uniform(-1, 1, time.size) * np.exp(-time * 28) * 0.7 + np.sin(2 * np.pi * 190 * time) * np.exp(-time * 30) * 0.4
    if kind == "hat":
        noise = random.uniform(-1, 1, time.size)
        return np.diff(noise, prepend=0) * np.exp(-time * 90) * 0.25
    pitch = float(kind)
    return sum(np.sin(2 * np.pi * pitch * part * time) / part for part in (1, 2, 3)) * np.exp(-time * 5) * 0.35


def song(spec, seconds):
    """The samples and the beats of a song: `beats` from beat to beat, patterns of what sounds on eighths."""
    random = np.random.default_rng(spec["seed"])
    samples = np.zeros(int(seconds * RATE) + RATE)
    beats, moment, eighth = [], spec.get("offset", 0.4), 0
    while moment < seconds - 0.5:
        progress = moment / seconds
        bpm = spec["bpm"] * (1 + spec.get("drift", 0) * progress)
        if eighth % 2 == 0:
            beats.append(moment)
        swing = spec.get("swing", 0) * 30 / bpm if eighth % 2 else 0
        for kind, steps in spec["pattern"].items():
            if steps[eighth % len(steps)] == "x":
                at = int((moment + swing + random.normal(0, spec.get("jitter", 0.002))) * RATE)
                sound = hit(kind, random) * random.uniform(0.7, 1)
                samples[at:at + sound.size] += sound[:samples.size - at]
        moment += 30 / bpm
        eighth += 1
    time = np.arange(samples.size) / RATE
    for pitch in spec.get("pad", []):
        samples += 0.08 * np.sin(2 * np.pi * pitch * time + 2 * np.sin(2 * np.pi * 5 * time))
    samples += random.normal(0, spec.get("noise", 0.002), samples.size)
    samples = samples[:int(seconds * RATE)]
    return samples / max(1, np.abs(samples).max()) * 0.9, np.array(beats)


ROCK = {"kick": "x...x...", "snare": "..x...x.", "hat": "xxxxxxxx"}
HOUSE = {"kick": "x.x.x.x.", "hat": ".x.x.x.x"}
SONGS = {
    "house 128": {"bpm": 128, "pattern": HOUSE, "seed": 1, "pad": [110, 165]},
    "rock 100": {"bpm": 100, "pattern": ROCK, "seed": 2, "offset": 0.7},
    "rock 140, noise": {"bpm": 140, "pattern": ROCK, "seed": 3, "noise": 0.05},
    "slow 72": {"bpm": 72, "pattern": ROCK, "seed": 4, "pad": [98, 147, 196]},
    "swing 116": {"bpm": 116, "pattern": {"kick": "x...x...", "snare": "..x...x.", "hat": "x.xxx.xx"}, "seed": 5, "swing": 0.33},
    "no drums 90": {"bpm": 90, "pattern": {"220": "x...x...", "277": "..x...x.", "330": "x.x.x.x."}, "seed": 6},
    "drums and bass 172": {"bpm": 172, "pattern": {"kick": "x....x..", "snare": "..x...x.", "hat": "xxxxxxxx"}, "seed": 7},
    "drift 110 to 121": {"bpm": 110, "pattern": ROCK, "seed": 8, "drift": 0.1},
    "loose 95": {"bpm": 95, "pattern": ROCK, "seed": 9, "jitter": 0.012},
    "waltz 132": {"bpm": 132, "pattern": {"kick": "x.....", "hat": "..x.x.", "165": "x....."}, "seed": 10},
}


def write(path, samples):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())


def f_measure(found, known):
    """Each known beat is matched once."""
    known, hits = list(known), 0
    for time in found:
        near = [beat for beat in known if abs(beat - time) <= TOLERANCE]
        if near:
            known.remove(min(near, key=lambda beat: abs(beat - time)))
            hits += 1
    total = len(found) + len(known) + hits
    return 2 * hits / total if total else 0


def run(*command):
    """What a command says, and the processor seconds that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return answer, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(program, path):
    answer, cost = run(program, "beats", "--json", str(path))
    report = json.loads(answer)
    return [beat["time"] for beat in report["beats"]], (report.get("tempo") or {}).get("bpm", 0), cost


def aubios(path):
    """Beats, tempo (from the median interval) and cost; `None` without aubiotrack."""
    if not shutil.which("aubiotrack"):
        return None
    answer, cost = run("aubiotrack", str(path))
    beats = [float(line) for line in answer.split()]
    return beats, 60 / float(np.median(np.diff(beats))) if len(beats) > 1 else 0.0, cost


def librosas(path):
    try:
        import librosa
    except ImportError:
        return None
    samples, rate = librosa.load(path, sr=22050)
    tempo, beats = librosa.beat.beat_track(y=samples, sr=rate, units="time")
    return beats, float(np.atleast_1d(tempo)[0])


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else ".build/release/juliareel"
    with tempfile.TemporaryDirectory() as folder:
        print("| song | F | beats/min | F of librosa | beats/min | F of aubio | beats/min |\n|---|---:|---:|---:|---:|---:|---:|")
        totals = []
        for name, spec in SONGS.items():
            samples, beats = song(spec, 60)
            path = Path(folder) / "song.wav"
            write(path, samples)
            found, bpm, _ = ours(program, path)
            trackers = [(found, bpm), librosas(path), aubios(path)]
            row = [tracker and (f_measure(tracker[0], beats), tracker[1]) for tracker in trackers]
            totals.append(row)
            cells = [f"{cell[0]:.3f} | {cell[1]:.1f}" if cell else "– | –" for cell in row]
            print(f"| {name} | {' | '.join(cells)} |")
        columns = list(zip(*totals))
        means = [f"{sum(cell[0] for cell in column) / len(column):.3f} | " if all(column) else "– | " for column in columns]
        print(f"| mean | {' | '.join(means)} |")
        samples, _ = song(SONGS["rock 100"], 240)
        path = Path(folder) / "long.wav"
        write(path, samples)
        print(f"\nfour minutes: {min(ours(program, path)[2] for _ in range(3)):.2f} s of processor time", end="")
        if shutil.which("aubiotrack"):
            print(f", aubio {min(aubios(path)[2] for _ in range(3)):.2f} s", end="")
        print()


if __name__ == "__main__":
    main()
