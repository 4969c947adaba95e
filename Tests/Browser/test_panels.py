"""The panels at the side and the keys that are held: palette, measurement, the last saved film."""

import array
import json
import math
import pathlib
import re
import struct
import tempfile
import unittest
import wave
import zlib

from selenium.webdriver.common.action_chains import ActionChains

from browser_tests import BrowserTests
from page import Page
from studio import Studio

FILM = {
    "version": 1, "title": "Panels", "duration": 0.4, "output": {"width": 160, "height": 90, "frameRate": 25},
    "fractal": {"maximumIterations": 60}, "c": [-0.4, 0.6],
    "shading": {"palette": {"stops": [{"at": 0, "color": "#102030"}, {"at": 0.5, "color": "#f0c080"}]}},
}


def picture_file(colors):
    """A PNG of vertical bars."""
    rows = b"".join(b"\0" + b"".join(bytes(color) * 8 for color in colors) for _ in range(16))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", 8 * len(colors), 16, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write_drums(path, seconds=8, rate=8000):
    """A drum at 0.3 s and every half second after it."""
    samples = array.array("h", (
        int(20_000 * math.exp(-since / 0.05) * math.sin(2 * math.pi * 180 * since)) if since >= 0 else 0
        for since in ((index / rate - 0.3) % 0.5 if index > 0.3 * rate else -1 for index in range(seconds * rate))))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, len(samples), "NONE", ""))
        file.writeframes(samples.tobytes())


class PanelTests(BrowserTests):
    def open(self, film):
        self.studio = Studio(film).__enter__()
        self.addCleanup(self.studio.__exit__)
        self.page = Page(self.driver, self.studio.address)
        return self.page

    def preset(self):
        return json.loads(self.page.text())

    def stops(self):
        return self.preset()["shading"]["palette"]["stops"]

    def test_an_interior_that_has_the_films_palette_gets_the_new_one_with_it(self):
        film = FILM | {"shading": {"palette": "reef", "interior": {"by": "nearest", "palette": "reef"}}}
        page = self.open(film)
        revision = page.settled()["revision"]
        page.show_tab("colors")
        page.find('.swatch[data-name="ember"]').click()
        page.settled(revision)
        shading = self.preset()["shading"]
        self.assertEqual((shading["palette"], shading["interior"]["palette"]), ("ember", "ember"))

    def test_a_palette_that_follows_the_song_goes_on_following_it(self):
        follower = {"feature": "onset", "to": [0, 0.5], "toward": "#ffffff"}
        film = FILM | {
            "duration": 4, "audio": {"file": "song.wav"},
            "shading": {"palette": {"base": FILM["shading"]["palette"], "audio": follower}}}
        self.studio = Studio(film).__enter__()
        self.addCleanup(self.studio.__exit__)
        write_drums(self.studio.folder / "song.wav")
        self.page = page = Page(self.driver, self.studio.address)
        page.show_tab("colors")
        palette = lambda: self.preset()["shading"]["palette"]
        self.assertEqual(len(page.all(".palette-stop")), 2)
        page.run("""
            const field = document.querySelector('.palette-detail .hex-field');
            field.value = '#0a0b0c'; field.dispatchEvent(new Event('change'));""")
        page.wait("the colour", lambda: palette()["base"]["stops"][0]["color"] == "#0a0b0c")
        page.find('.swatch[data-name="ember"]').click()
        page.wait("the palette", lambda: palette()["base"] == "ember")
        self.assertEqual(palette()["audio"], follower)
        self.assertEqual(page.find('.swatch[data-name="ember"]').get_attribute("aria-pressed"), "true")
        self.assertEqual(page.faults(), [])

    def test_the_song_is_in_the_timeline_and_keys_snap_to_its_beats(self):
        film = FILM | {
            "duration": 8, "audio": {"file": "song.wav"},
            "c": {"keyframes": [{"time": 0, "value": [-0.4, 0.6]}, {"time": 4, "value": [-0.5, 0.5]}]}}
        self.studio = Studio(film).__enter__()
        self.addCleanup(self.studio.__exit__)
        write_drums(self.studio.folder / "song.wav")
        text = self.studio.file.read_text()
        self.page = page = Page(self.driver, self.studio.address)
        page.wait("the beats", lambda: int(page.find(".timeline-ruler").get_attribute("data-beats") or 0) > 10)
        page.drag(
            page.find(".timeline-canvas"), page.time_place(4, 8),
            *[page.time_place(4 + step * 0.1825, 8) for step in range(1, 11)])
        page.wait("the key at a beat", lambda: abs(self.preset()["c"]["keyframes"][1]["time"] - 5.8) < 0.015)
        self.assertEqual(self.studio.file.read_text(), text)

    def test_a_colour_is_picked_from_the_picture(self):
        page = self.open(FILM)
        page.show_tab("colors")
        next(each for each in page.all("button") if each.text == "Pick from the picture").click()
        pixels = page.pixels()
        height, width, _ = pixels.shape
        stage = page.find(".picture-stage")
        box = page.run("const s = arguments[0].getBoundingClientRect(), c = document.querySelector('.picture-canvas').getBoundingClientRect(); return [c.left - s.left, c.top - s.top, c.width, c.height]", stage)
        before = self.preset()
        page.click(stage, (box[0] + box[2] * 0.25, box[1] + box[3] * 0.75))
        page.wait("the colour", lambda: self.stops()[0]["color"] != "#102030")
        red, green, blue = (int(self.stops()[0]["color"][place:place + 2], 16) for place in (1, 3, 5))
        near = pixels[round(0.75 * height) - 2:round(0.75 * height) + 3, round(0.25 * width) - 2:round(0.25 * width) + 3]
        self.assertTrue((near == [red, green, blue]).all(axis=2).any())
        # The camera has not moved, and the next click moves it again.
        self.assertEqual({**before, "shading": None}, {**self.preset(), "shading": None})

    def test_a_stop_is_dragged_and_its_colour_typed(self):
        page = self.open(FILM)
        page.show_tab("colors")
        handle = page.all(".palette-stop")[1]
        width = page.run("return document.querySelector('.palette-bar').getBoundingClientRect().width")
        page.drag(handle, (4, 4), (4 + width / 8, 4), (4 + width / 4, 4))
        page.wait("the stop at 0.75", lambda: abs(self.stops()[1]["at"] - 0.75) < 0.02)
        page.run("""
            const field = document.querySelector('.palette-detail .hex-field');
            field.value = '#0a0b0c'; field.dispatchEvent(new Event('change'));""")
        page.wait("the colour", lambda: self.stops()[1]["color"] == "#0a0b0c")
        self.assertEqual(page.faults(), [])

    def test_palettes_are_imported_from_other_programs_and_from_pictures(self):
        page = self.open(FILM)
        page.show_tab("colors")
        with tempfile.TemporaryDirectory() as folder:
            table = pathlib.Path(folder, "two.gpl")
            table.write_text("GIMP Palette\nName: Two\n#\n255 0 0 red\n0 0 255 blue\n")
            photo = pathlib.Path(folder, "photo.png")
            photo.write_bytes(picture_file([(200, 30, 30), (30, 160, 60), (20, 40, 200)]))
            nothing = pathlib.Path(folder, "nothing.bin")
            nothing.write_bytes(bytes(range(256)))
            field = page.find(".file-input")
            field.send_keys(str(table))
            page.wait("two colours", lambda: [stop["color"] for stop in self.stops()] == ["#ff0000", "#0000ff"])
            page.find(".file-input").send_keys(str(photo))
            page.wait("the picture's colours", lambda: len(self.stops()) > 2 or self.stops()[0]["color"] != "#ff0000")
            before = page.text()
            page.find(".file-input").send_keys(str(nothing))
            page.wait("a sentence", lambda: page.all(".notice.is-fault"))
            self.assertEqual(page.text(), before)
        self.assertEqual(page.faults(), [])

    def test_where_a_film_is_black_is_told_and_marked_under_the_strip(self):
        film = {
            "version": 1, "title": "Dark", "duration": 6, "output": {"width": 160, "height": 90, "frameRate": 25},
            "c": {"keyframes": [
                {"time": time, "value": value} for time, value in zip([0, 1, 1.5, 4.5, 5, 6], [[0.4, 0.4], [0.4, 0.4], [0, 0], [0, 0], [0.4, 0.4], [0.4, 0.4]])]},
            "camera": {"width": 2}, "shading": {"palette": {"stops": [{"at": 0, "color": "#8080ff"}, {"at": 0.5, "color": "#ffffff"}]}},
        }
        page = self.open(film)
        words = page.wait("the passage", lambda: page.run("return document.querySelector('.strip-text .idle')?.textContent"))
        black = re.search(r"black ([\d.]+)–([\d.]+) s", words)
        start, end = float(black[1]), float(black[2])
        self.assertTrue(0.8 < start < 2 and 4 < end < 5.2, words)
        # The bar stands under the pictures of these moments, and of no others.
        color = page.run("return getComputedStyle(document.querySelector('.strip-text .idle')).color")
        marked = page.run("""
            const canvas = document.querySelector('.strip-canvas');
            const context = canvas.getContext('2d');
            const wanted = arguments[0].match(/\\d+/g).map(Number);
            const lines = new Set();
            let marks = 0;
            const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
            for (let index = 0; index < data.length; index += 4) {
              if (!wanted.every((part, place) => Math.abs(data[index + place] - part) < 2)) continue;
              marks += 1;
              lines.add(Math.floor(index / 4 / canvas.width));
            }
            return marks / (lines.size * canvas.width);""", color)
        self.assertAlmostEqual(marked, (end - start) / 6, delta=0.03)
        print(f"{words}: bars over {marked:.2f} of the strip")
        self.assertEqual(page.faults(), [])

    def test_a_number_that_may_also_be_a_word_is_typed_and_a_switch_with_a_word_is_chosen(self):
        page = self.open({**FILM, "duration": 2})
        duration = page.wait("the field", lambda: page.all("[aria-label=Duration]"))[0]
        self.assertEqual(duration.get_attribute("value"), "2")
        enter = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))"
        page.run(enter, duration, "3")
        page.wait("the duration", lambda: self.preset()["duration"] == 3)
        page.settled(frame=0)
        page.run(enter, duration, "nonsense")
        self.assertEqual(duration.get_attribute("aria-invalid"), "true")
        page.run(enter, duration, "1.5")
        page.wait("the duration", lambda: self.preset()["duration"] == 1.5)
        fit = page.find("[aria-label='Fit the set']")
        for shown, written in [("figure", "figure"), ("true", True)]:
            page.run(enter, fit, shown)
            page.wait("the camera", lambda: self.preset().get("camera") == {"fit": written})
        self.assertEqual(page.faults(), [])

    def test_the_last_saved_film_is_shown_while_b_is_held(self):
        page = self.open(FILM)
        saved = page.shown()["revision"]
        page.type_text(page.text().replace("0.6", "0.55"))
        changed = page.settled(saved)["revision"]
        page.run("document.activeElement.blur()")
        ActionChains(self.driver).key_down("b").perform()
        page.wait("the saved film", lambda: page.shown()["revision"] == saved and page.shown()["exact"] == "true")
        self.assertFalse(page.find(".picture-badge").get_attribute("hidden"))
        ActionChains(self.driver).key_up("b").perform()
        page.wait("the present film", lambda: page.shown()["revision"] == changed and page.shown()["exact"] == "true")

    def test_the_strip_is_asked_for_again_only_if_the_film_is_measured(self):
        page = self.open(FILM)
        page.run("""
            window.asked = [];
            const { fetch } = window;
            window.fetch = (path, options) => {
              if (/picture|changes/.test(path)) asked.push([path, JSON.parse(options.body)]);
              return fetch(path, options);
            };""")
        for timing, isExact in [("visual", True), ("written", False)]:
            page.run("asked.length = 0")
            page.type_text(json.dumps({**FILM, "timing": timing}))
            page.wait("the moment of rest", lambda: page.run("return asked.some(([path]) => path === '/api/changes')"))
            strips = page.run("return asked.filter(([, { channel }]) => channel === 'strip').map(([, { isExact }]) => isExact === true)")
            self.assertEqual(strips[-1], isExact, timing)
            self.assertFalse(strips[0])

    def test_this_film_is_measured_and_its_limit_told(self):
        page = self.open(FILM)
        page.show_tab("measure")
        page.find(".measure-head .button").click()
        page.wait("bars", lambda: len(page.all(".measure .bars tr")) > 4, patience=240)
        words = page.find(".measure").text
        self.assertIn("160×90", words)
        self.assertIn("of processor time", words)
        self.assertEqual(page.faults(), [])


if __name__ == "__main__":
    unittest.main()
