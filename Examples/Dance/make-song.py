#!/usr/bin/env python3
"""Makes song.wav: 24 seconds of drums, a bass and chords at 112 beats in a minute, from the standard library alone.

    python3 make-song.py && flac -8 song.wav       # or: ffmpeg -i song.wav -compression_level 12 song.flac
"""
import array
import math
import random
import wave

RATE = 16_000
BEAT = 60 / 112
BEATS = 44
SECONDS = BEATS * BEAT + 0.43


def note(number):
    return 440 * 2 ** ((number - 69) / 12)


def add(song, start, length, shape):
    first = int(start * RATE)
    for index in range(min(int(length * RATE), len(song) - first)):
        song[first + index] += shape(index / RATE)


def kick(t):
    return 0.8 * math.exp(-t / 0.09) * math.sin(2 * math.pi * (48 * t + 3.2 * (1 - math.exp(-t / 0.03))))


def snare(t):
    return math.exp(-t / 0.05) * (0.18 * random.uniform(-1, 1) + 0.15 * math.sin(2 * math.pi * 190 * t))


def hat(t):
    return 0.06 * math.exp(-t / 0.018) * random.uniform(-1, 1)


def bass(frequency):
    return lambda t: 0.22 * math.exp(-t / 0.3) * (
        math.sin(2 * math.pi * frequency * t) + 0.4 * math.sin(4 * math.pi * frequency * t))


def chord(numbers, length):
    def shape(t):
        level = min(1, t / 0.4, (length - t) / 0.4)
        return 0.028 * level * sum(
            math.sin(2 * math.pi * note(n) * t) + 0.5 * math.sin(2 * math.pi * note(n) * 1.004 * t) for n in numbers)
    return shape


def main():
    random.seed(7)
    song = [0.0] * int(SECONDS * RATE)
    chords = [(57, 60, 64, 69), (53, 57, 60, 65), (48, 55, 60, 64), (55, 59, 62, 67)]
    for bar in range(BEATS // 4):
        numbers = chords[bar % 4]
        add(song, bar * 4 * BEAT, 4 * BEAT, chord(numbers, 4 * BEAT))
    for beat in range(BEATS):
        start, bar = beat * BEAT, beat // 4
        # It begins with chords alone, then drums come; one bar before the end they leave.
        if bar < 1 or bar >= 10:
            continue
        if bar >= 2 or beat % 4 == 0:
            add(song, start, 0.4, kick)
        if bar >= 3 and beat % 2:
            add(song, start, 0.25, snare)
        for half in (0, 0.5):
            if bar >= 2:
                add(song, start + half * BEAT, 0.08, hat)
            add(song, start + half * BEAT, 0.5 * BEAT, bass(note(chords[bar % 4][0] - 24)))
    samples = array.array("h", (round(32_767 * math.tanh(value)) for value in song))
    with wave.open("song.wav", "wb") as file:
        file.setparams((1, 2, RATE, len(samples), "NONE", ""))
        file.writeframes(samples.tobytes())


main()
