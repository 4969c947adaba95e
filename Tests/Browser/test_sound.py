"""Playback with sound: what is heard is the clock."""

import math
import struct
import unittest
import wave

from browser_tests import BrowserTests
from page import Page
from studio import Studio

CLICKS = [0.25, 1, 2, 2.75, 3.5]
RATE = 48_000

FILM = {
    "version": 1, "title": "Clicks", "duration": 4, "loop": "wrap", "output": {"width": 160, "height": 90, "frameRate": 25},
    "c": {"path": "circle", "radius": 0.7885}, "audio": {"file": "song.wav"},
}

# Notes which samples the page schedules and when, at which time of the audio output each frame is shown, and how loud the output is.
NOTES = """
  window.scheduled = [];
  window.frames = [];
  window.loudest = 0;
  const {start, connect} = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.connect = function (target) {
    if (!window.context) {
      window.context = this.context;
      window.analyser = new AnalyserNode(context, {fftSize: 32768});
    }
    connect.call(this, analyser);
    return connect.call(this, target);
  };
  AudioBufferSourceNode.prototype.start = function (when, offset) {
    const samples = this.buffer.getChannelData(0);
    const clicks = [];
    for (let index = 1; index + 1 < samples.length; index += 1) {
      if (samples[index] > 0.05 && samples[index] >= samples[index - 1] && samples[index] > samples[index + 1]) {
        clicks.push([index / 48000, samples[index]]);
      }
    }
    scheduled.push({when, offset, length: this.buffer.length, clicks});
    return start.call(this, when, offset);
  };
  document.addEventListener('picture-shown', ({detail}) => {
    if (detail.isExact || !window.context) return;
    frames.push([context.currentTime, detail.frame]);
    const wave = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(wave);
    loudest = Math.max(loudest, ...wave);
  });
  document.activeElement.blur();
"""


def write_song(file, seconds=4, clicks=CLICKS):
    """Clicks as in Tests/TestSupport/ClickSong.swift, in both channels."""
    samples = [0.0] * (seconds * RATE)
    for moment in clicks:
        for step in range(-60, 61):
            index = round(moment * RATE) + step
            if 0 <= index < len(samples):
                samples[index] += 0.7 * math.exp(-((step / RATE / 0.00015) ** 2) / 2)
    with wave.open(str(file), "wb") as song:
        song.setnchannels(2)
        song.setsampwidth(2)
        song.setframerate(RATE)
        song.writeframes(b"".join(struct.pack("<hh", *[round(32767 * sample)] * 2) for sample in samples))


class SoundTests(BrowserTests):
    def open(self, film, song=True):
        studio = Studio(film)
        if song:
            write_song(studio.folder / "song.wav")
        studio.__enter__()
        self.studio = studio
        self.addCleanup(studio.__exit__)
        page = Page(self.driver, studio.address)
        page.run("localStorage.removeItem('juliareel.sound')")
        page.run(NOTES)
        return page

    def play_to(self, page, frame):
        """Plays until `frame` of the first turn, or a later one, was shown with sound."""
        page.press(" ")
        page.wait(f"frame {frame}", lambda: page.run("return window.frames?.some(([, frame]) => frame >= arguments[0])", frame))

    def test_a_click_is_heard_when_its_frame_is_seen(self):
        page = self.open(FILM)
        self.play_to(page, 60)
        page.press(" ")
        scheduled, frames, loudest = page.run("return [scheduled, frames, loudest]")
        # The moment of the audio output at which second 0 of the film is heard, by each click of the song.
        first = scheduled[0]
        self.assertEqual(len(first["clicks"]), 5)
        starts = [first["when"] + place - first["offset"] - moment for (place, _), moment in zip(first["clicks"], CLICKS)]
        for start in starts:
            self.assertAlmostEqual(start, starts[0], delta=1.5 / RATE)
        # A frame is shown when what belongs to it is heard, or later on a busy machine, and never earlier than the output's delay.
        late = sorted(moment - start - frame / 25 for moment, frame in frames for start in starts[:1])
        self.assertGreater(len(frames), 10)
        self.assertGreater(late[0], -0.05)
        self.assertLess(late[len(late) // 2], 0.25)
        self.assertGreater(loudest, 0.3)
        print(f"frames are shown {1000 * late[0]:.0f} to {1000 * late[-1]:.0f} ms after their sound is computed, median {1000 * late[len(late) // 2]:.0f}")
        self.assertEqual(page.faults(), [])

    def test_the_sound_is_the_clock(self):
        page = self.open(FILM)
        self.play_to(page, 10)
        page.run("context.suspend(); window.stopped = performance.now()")
        page.wait("the sound to stand still", lambda: page.run("return context.state === 'suspended'"))
        page.wait("a while", lambda: page.run("return performance.now() - stopped > 500"))
        frame = int(page.shown()["frame"])
        page.wait("another while", lambda: page.run("return performance.now() - stopped > 1500"))
        self.assertEqual(int(page.shown()["frame"]), frame)
        page.run("frames.length = 0; context.resume()")
        page.wait("the film to go on", lambda: page.run("return frames.length > 0"))
        following = page.run("return frames[0][1]")
        self.assertLess((following - frame) % 100, 12)
        page.press(" ")
        self.assertEqual(page.faults(), [])

    def test_a_loop_is_heard_without_a_gap_and_a_new_place_at_once(self):
        page = self.open(FILM)
        self.play_to(page, 2)
        page.wait("the second turn", lambda: page.run("return scheduled.length > 1"))
        first, second = page.run("return scheduled.slice(0, 2)")
        self.assertAlmostEqual(second["when"] - first["when"], first["length"] / RATE - first["offset"], delta=1e-6)
        self.assertEqual((first["length"], second["offset"]), (4 * RATE, 0))
        # Two seconds on, while it plays.
        count = page.run("return scheduled.length")
        page.run("""
            const field = document.querySelectorAll('.readout input')[1];
            field.value = '50';
            field.dispatchEvent(new Event('change'));""")
        page.wait("the new place", lambda: page.run("return scheduled.length > arguments[0]", count))
        self.assertAlmostEqual(page.run("return scheduled[arguments[0]].offset", count), 2, delta=0.5)
        page.press(" ")

    def test_what_is_paused_at_once_is_heard_when_it_is_played_again(self):
        page = self.open(FILM)
        page.press(" ", " ", " ", " ", " ", " ")
        self.play_to(page, 5)
        page.press(" ")
        self.assertEqual(page.find("#notices").text, "")
        self.assertEqual(page.faults(), [])

    def test_gain_start_and_fades_are_those_of_the_film(self):
        page = self.open({**FILM, "loop": "none", "duration": 3, "audio": {"file": "song.wav", "start": 0.75, "gain": -6, "fadeIn": 0.5, "fadeOut": 1}})
        self.play_to(page, 2)
        clicks = page.run("return scheduled[0].clicks")
        page.press(" ")
        loud = 0.7 * 10 ** (-6 / 20)
        expected = [(0.25, loud / 2), (1.25, loud), (2, loud), (2.75, loud / 4)]
        self.assertEqual(len(clicks), 4)
        for (place, height), (moment, level) in zip(clicks, expected):
            self.assertAlmostEqual(place, moment, delta=1.5 / RATE)
            self.assertAlmostEqual(height, level, delta=0.002)

    def test_without_sound_the_wall_clock_goes_on(self):
        page = self.open(FILM)
        button = page.find("[aria-label=Sound]")
        self.assertEqual(button.get_attribute("aria-pressed"), "true")
        page.press("m")
        self.assertEqual(button.get_attribute("aria-pressed"), "false")
        page.run("window.seen = []; document.addEventListener('picture-shown', ({detail}) => seen.push(detail.frame))")
        page.press(" ")
        page.wait("the film to play", lambda: page.run("return seen.some((frame) => frame > 10)"))
        page.press(" ")
        self.assertEqual(page.run("return scheduled"), [])
        page.press("m")
        page.type_text(page.text().replace('"audio"', '"author"').replace('{\n    "file": "song.wav"\n  }', '"me"'))
        page.wait("no control for it", lambda: not button.is_displayed())
        self.assertEqual(page.faults(), [])

    def test_a_scene_alone_has_the_sound_of_its_part_of_the_film(self):
        own = {"version": 1, "title": "A", "duration": 3, "c": [-0.8, 0.156]}
        # The second one shows its own seconds 0.6 to 2.6 from 1.6 s of the film on.
        scenes = [{"preset": own, "duration": 2}, {"preset": own, "start": 0.6, "duration": 2, "transition": {"kind": "dissolve", "duration": 0.4}}]
        page = self.open({"version": 1, "title": "Two", "output": FILM["output"], "audio": FILM["audio"], "scenes": scenes})
        page.wait("the blocks", lambda: len(page.all(".scene-block")) == 2)
        page.run("document.querySelectorAll('.scene-block')[1].focus()")
        page.press("e")
        page.wait("the scene", lambda: page.find(".scene-entered").is_displayed())
        page.wait("its frames", lambda: page.run("return document.querySelector('.transport .scrubber').max") == "74")
        self.assertTrue(page.find("[aria-label=Sound]").is_displayed())
        page.seek(0)
        self.play_to(page, 5)
        page.press(" ")
        part = page.run("return scheduled[0]")
        # Its own second 0 is second 1 of the film, where a click's top is; the others are at 2, 2.75 and 3.5.
        self.assertEqual(part["length"], 3 * RATE)
        self.assertEqual(len(part["clicks"]), 3)
        for (place, height), moment in zip(part["clicks"], [1, 1.75, 2.5]):
            self.assertAlmostEqual(place, moment, delta=1.5 / RATE)
            self.assertAlmostEqual(height, 0.7, delta=0.01)
        # With the whole film it is the film's again.
        count = page.run("return scheduled.length")
        page.run("arguments[0].click()", page.find(".scene-entered"))
        page.wait("the film", lambda: page.run("return document.querySelector('.transport .scrubber').max") == "89")
        page.seek(0)
        page.press(" ")
        page.wait("its sound", lambda: page.run("return scheduled.length > arguments[0]", count))
        page.press(" ")
        whole = page.run("return scheduled[arguments[0]]", count)
        self.assertEqual([round(place, 3) for place, _ in whole["clicks"]], CLICKS)
        self.assertEqual(page.faults(), [])

    def test_a_song_that_is_replaced_on_disk_is_heard_and_seen(self):
        page = self.open({**FILM, "camera": {"width": {"base": 3, "audio": {"feature": "level", "to": [0, -1]}}}})
        folder = self.studio.folder
        def wave():
            return page.run("return document.querySelector('.timeline-ruler').toDataURL()")
        revision = page.shown()["revision"]
        before = wave()
        self.play_to(page, 5)
        page.press(" ")
        count = page.run("return scheduled.length")
        write_song(folder / "new.wav", clicks=[0.5, 1.5])
        (folder / "new.wav").replace(folder / "song.wav")
        # What follows the song is another film of the same text.
        text = page.text()
        page.settled(revision)
        page.wait("the wave", lambda: wave() != before)
        page.seek(0)
        page.press(" ")
        page.wait("the new sound", lambda: page.run("return scheduled.length > arguments[0]", count))
        page.press(" ")
        clicks = page.run("return scheduled[arguments[0]].clicks", count)
        self.assertEqual([round(place, 3) for place, _ in clicks], [0.5, 1.5])
        self.assertEqual(page.text(), text)
        # Without it, the last film stays, and the text says why it is not the film's; with it again, all is well.
        (folder / "song.wav").rename(folder / "away.wav")
        page.wait("the old film", lambda: page.all(".picture-stage.is-stale"))
        self.assertIn("song.wav", page.find(".state").get_attribute("title"))
        (folder / "away.wav").rename(folder / "song.wav")
        page.wait("the film", lambda: not page.all(".picture-stage.is-stale"))

    def test_a_song_that_cannot_be_read_is_told_and_the_film_plays(self):
        page = self.open(FILM, song=False)
        page.run("window.seen = []; document.addEventListener('picture-shown', ({detail}) => seen.push(detail.frame))")
        page.press(" ")
        page.wait("the film to play", lambda: page.run("return seen.some((frame) => frame > 10)"))
        self.assertIn("song.wav", page.wait("the sentence", lambda: page.find("#notices").text))
        page.press(" ")


if __name__ == "__main__":
    unittest.main()
