"""Waves, and what follows the song, in the form."""

import json
import unittest

from browser_tests import BrowserTests
from page import Page
from studio import Studio
from test_sound import write_song

FILM = {
    "version": 1, "title": "Swings", "duration": 4, "loop": "wrap", "output": {"width": 160, "height": 90, "frameRate": 25},
    "c": {"path": "circle", "radius": 0.7885}, "camera": {"width": 3}, "audio": {"file": "song.wav"},
}


class ModifierTests(BrowserTests):
    def open(self, film):
        studio = Studio(film)
        write_song(studio.folder / "song.wav")
        studio.__enter__()
        self.addCleanup(studio.__exit__)
        self.page = Page(self.driver, studio.address)
        self.page.wait("the form", lambda: self.page.all(".modifier-button"))

    def width(self):
        return json.loads(self.page.text())["camera"]["width"]

    def switch(self, name):
        self.page.run("document.querySelector(`[aria-label=\"${arguments[0]}\"]`).click()", name)

    def set(self, name, value):
        self.page.run("""
            const field = document.querySelector(`[aria-label="${arguments[0]}"]`);
            field.value = arguments[1];
            field.dispatchEvent(new Event('change'));""", name, str(value))

    def curve(self):
        """The least and the greatest value that is drawn."""
        return self.page.run("""
            const { least, most } = document.querySelector('.modifier-canvas')?.dataset ?? {};
            return least === undefined ? null : [Number(least), Number(most)];""")

    def test_a_wave_is_added_and_its_curve_is_drawn(self):
        self.open(FILM)
        self.switch("Width: waves and song")
        self.page.wait("its switches", lambda: self.page.all(".modifiers .modifier-kinds"))
        self.assertEqual(self.width(), 3)
        self.switch("Width: a wave")
        self.page.wait("the wave", lambda: self.width() == {"base": 3, "wave": "sine", "period": 2, "amplitude": 0.3})
        low, high = self.page.wait("its curve", self.curve)
        self.assertAlmostEqual(low, 2.7, delta=0.01)
        self.assertAlmostEqual(high, 3.3, delta=0.01)
        for name, value in [("wave", "pulse"), ("period", 1), ("amplitude", 0.6), ("phase", 0.25)]:
            self.set(f"Width: {name}", value)
        self.page.wait("the other wave", lambda: self.width() == {"base": 3, "wave": "pulse", "period": 1, "amplitude": 0.6, "phase": 0.25})
        self.page.wait("its curve", lambda: self.curve()[1] > 3.5 and self.curve()[0] >= 2.99)
        # The number itself is the base, and what swings stays.
        self.set("Width", 2.5)
        self.page.wait("the other base", lambda: self.width()["base"] == 2.5 and self.width()["wave"] == "pulse")
        self.switch("Width: a wave")
        self.page.wait("the number alone", lambda: self.width() == 2.5)
        for _ in range(7):
            self.page.undo()
        self.page.wait("the film as it was", lambda: json.loads(self.page.text()) == FILM)
        self.assertEqual(self.page.faults(), [])

    def test_a_number_follows_the_song(self):
        self.open(FILM)
        self.switch("Width: waves and song")
        self.switch("Width: follows the song")
        self.page.wait("the song", lambda: self.width() == {"base": 3, "audio": {"feature": "level", "to": [0, 0.3]}})
        self.set("Width: feature", "onset")
        self.page.wait("another feature", lambda: self.width()["audio"]["feature"] == "onset")
        self.set("Width: to, loud", -1)
        self.set("Width: release", 0.1)
        self.page.wait("the range", lambda: self.width()["audio"] == {"feature": "onset", "to": [0, -1], "release": 0.1})
        # At a click the view is narrower, and between them as it was.
        self.page.wait("its curve", lambda: self.curve() and self.curve()[0] < 2.6 and self.curve()[1] > 2.99)
        self.set("Width: feature", "band")
        self.page.wait("its band", lambda: self.width()["audio"].get("band") == [30, 150])
        self.set("Width: band, to", 400)
        self.page.wait("another band", lambda: self.width()["audio"]["band"] == [30, 400])
        self.switch("Width: integrate")
        self.page.wait("a speed", lambda: self.width()["audio"]["integrate"] is True)
        self.set("Width: feature", "level")
        self.page.wait("no band", lambda: "band" not in self.width()["audio"])
        self.switch("Width: follows the song")
        self.page.wait("the number alone", lambda: self.width() == 3)
        self.assertEqual(self.page.faults(), [])

    def test_keys_under_a_wave_are_moved_as_others(self):
        wave = {"base": {"keyframes": [{"time": 0, "value": 3}, {"time": 2, "value": 2}, {"time": 4, "value": 3}]}, "wave": "sine", "period": 0.5, "amplitude": 0.1}
        self.open({**FILM, "camera": {"width": wave}})
        self.page.run("document.querySelector('.timeline-body').scrollTop = 70")
        x, _ = self.page.time_place(2, 4)
        # The lowest value is at the bottom of its row.
        for offset in (14, 10, 6):
            self.page.drag(self.page.find(".timeline-canvas"), (x, 46 * 3 - offset), (self.page.time_place(2.5, 4)[0], 46 * 3 - offset), (self.page.time_place(3, 4)[0], 46 * 3 - offset))
            if self.width()["base"]["keyframes"][1]["time"] != 2:
                break
        self.page.wait("the key at 3 s", lambda: self.width()["base"]["keyframes"][1]["time"] == 3)
        self.assertEqual({key: value for key, value in self.width().items() if key != "base"}, {"wave": "sine", "period": 0.5, "amplitude": 0.1})
        self.assertEqual(self.page.faults(), [])


if __name__ == "__main__":
    unittest.main()
