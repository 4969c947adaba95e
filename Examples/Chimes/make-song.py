#!/usr/bin/env python3
"""Makes song.wav: 24 seconds of bells over a low fifth, from the standard library alone. Its end leads to its beginning.

    python3 make-song.py && ffmpeg -i song.wav -compression_level 12 song.flac
"""
import array
import math
import random
import wave

RATE = 16_000
SECONDS = 24
STEP = 0.75
# Partials of a bell: their frequencies and loudness, and how long they last, relative to the prime.
PARTIALS = [(0.5, 0.35, 1.4), (1, 1, 1), (1.19, 0.45, 0.8), (1.5, 0.3, 0.7), (2, 0.55, 0.5), (2.74, 0.22, 0.3), (4.07, 0.12, 0.18)]
SCALE = [62, 64, 66, 69, 71, 74, 76, 78, 81]


def frequency(note):
    return 440 * 2 ** ((note - 69) / 12)


def add(song, start, length, shape):
    """Adds a sound; what would follow the end is at the beginning, since the song goes round."""
    first = int(start * RATE)
    for index in range(int(length * RATE)):
        song[(first + index) % len(song)] += shape(index / RATE)


def bell(note, loudness):
    prime, lasts = frequency(note), 2.6 * 2 ** ((66 - note) / 24)

    def shape(t):
        return loudness * min(1, t / 0.004) * sum(
            level * math.exp(-t / (lasts * life)) * math.sin(2 * math.pi * prime * ratio * t)
            for ratio, level, life in PARTIALS)
    return shape


def drone(note, turns):
    """Swells so many times in the whole song; whole periods of both, so that it has no seam."""
    cycles = round(frequency(note) * SECONDS)
    return lambda t: 0.05 * (0.6 - 0.4 * math.cos(2 * math.pi * turns * t / SECONDS)) * math.sin(
        2 * math.pi * cycles * t / SECONDS)


def main():
    random.seed(11)
    song = [0.0] * (SECONDS * RATE)
    add(song, 0, SECONDS, drone(38, 2))
    add(song, 0, SECONDS, drone(45, 3))
    place = 4
    for step in range(int(SECONDS / STEP)):
        # A low bell begins each bar of eight; between, others wander up and down the scale, and sometimes rest.
        if step % 8 == 0:
            add(song, step * STEP, 9, bell(SCALE[0] - 12, 0.2))
        elif random.random() < 0.72:
            place = min(max(place + random.choice([-2, -1, -1, 1, 1, 2]), 0), len(SCALE) - 1)
            add(song, step * STEP, 7, bell(SCALE[place], random.uniform(0.07, 0.14)))
    samples = array.array("h", (round(32_767 * math.tanh(1.3 * value)) for value in song))
    with wave.open("song.wav", "wb") as file:
        file.setparams((1, 2, RATE, len(samples), "NONE", ""))
        file.writeframes(samples.tobytes())


main()
