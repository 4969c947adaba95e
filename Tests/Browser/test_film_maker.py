"""What a film maker does one after the other, without the text: a drawn path, a song, scenes with colours of their own, a file."""

import json
import unittest

from browser_tests import BrowserTests
from page import Page
from studio import REPOSITORY, Studio
from test_sound import write_song

FILM = {
    "version": 1, "title": "My film", "duration": 2, "loop": "wrap", "output": {"width": 160, "height": 90, "frameRate": 10},
    "c": {"path": "circle", "radius": 0.7885},
}


class FilmMakerTests(BrowserTests):
    def setUp(self):
        studio = Studio(FILM)
        write_song(studio.folder / "song.wav")
        (studio.folder / "notes.txt").write_text("no song")
        self.studio = studio.__enter__()
        self.addCleanup(studio.__exit__)
        self.page = Page(self.driver, studio.address)
        self.page.wait("the form", lambda: self.page.all("[aria-label=Song]"))

    def preset(self):
        return json.loads(self.page.text())

    def enter(self, label, value):
        self.page.run("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))", self.page.find(f"[aria-label='{label}']"), value)

    def test_a_song_is_chosen_among_those_beside_the_preset_mixed_and_taken_away(self):
        page = self.page
        before = page.text()
        self.assertEqual(page.all("[aria-label=Gain]"), [])
        page.find("[aria-label=Song]").click()
        page.wait("the songs", lambda: page.run("return [...document.querySelectorAll('#songs-in-folder option')].map((each) => each.value)") == ["song.wav"])
        page.run("document.activeElement.blur()")
        self.enter("Song", "song.wav")
        page.wait("the song", lambda: self.preset().get("audio") == {"file": "song.wav"})
        page.wait("the sound", lambda: page.find("[aria-label=Sound]").is_displayed())
        page.wait("its fields", lambda: page.all("[aria-label=Gain]"))
        self.enter("Gain", "-6")
        page.wait("the gain", lambda: self.preset()["audio"] == {"file": "song.wav", "gain": -6})
        self.enter("Song", "")
        page.wait("silence", lambda: "audio" not in self.preset())
        page.wait("no field", lambda: not page.all("[aria-label=Gain]"))
        for _ in range(3):
            page.undo()
        page.wait("the film as it was", lambda: page.text() == before)
        self.assertEqual(page.faults(), [])

    def test_a_drawn_path_is_shaped_by_its_keys_at_once(self):
        page = self.page
        plane = page.find(".plane-canvas")
        page.run("document.activeElement.blur()")
        page.press("d")
        line = [page.plane_place(-0.6 + 0.02 * step, 0.6 + 0.01 * (step % 7)) for step in range(20)]
        page.drag(plane, line[0], *line[1:])
        page.wait("keys", lambda: "keyframes" in self.preset()["c"])
        self.assertEqual(page.find("[aria-label='Set c']").get_attribute("aria-pressed"), "true")
        count = len(self.preset()["c"]["keyframes"])
        first = self.preset()["c"]["keyframes"][0]["value"]
        page.drag(plane, page.plane_place(*first), page.plane_place(first[0], first[1] - 0.2))
        page.wait("the moved key", lambda: self.preset()["c"]["keyframes"][0]["value"] != first)
        self.assertEqual(len(self.preset()["c"]["keyframes"]), count)
        self.assertEqual(page.faults(), [])

    def test_a_stop_of_a_shipped_palette_is_changed_and_all_else_of_it_stays(self):
        page = self.page
        shipped = json.loads((REPOSITORY / "presets/palettes/dawn.json").read_text())
        self.assertFalse(shipped["cyclic"])
        page.show_tab("colors")
        page.find(".swatch[data-name=dawn]").click()
        page.wait("the palette", lambda: self.preset().get("shading") == {"palette": "dawn"})
        page.wait("its stops", lambda: len(page.all(".palette-stop")) == len(shipped["stops"]))
        self.enter("Colour as text", "#123456")
        palette = page.wait("its stops in the text", lambda: isinstance(self.preset()["shading"]["palette"], dict) and self.preset()["shading"]["palette"])
        self.assertIs(palette["cyclic"], False)
        self.assertEqual(palette["stops"], [{**shipped["stops"][0], "color": "#123456"}, *shipped["stops"][1:]])
        # Keys of palettes are text only, and that is told.
        keys = [{"time": time, "value": "ember"} for time in [0, 1, 2]]
        page.type_text(json.dumps({**FILM, "shading": {"palette": {"keyframes": keys}}}))
        page.wait("another palette", lambda: page.find(".film-title").text == "My film" and "keyframes" in self.preset()["shading"]["palette"])
        page.show_tab("colors")
        self.enter("Colour as text", "#654321")
        self.assertIn("changes over time", page.wait("the sentence", lambda: page.find("#notices").text))
        self.assertEqual(page.faults(), [])

    def test_a_second_scene_gets_colours_of_its_own(self):
        page = self.page
        page.find(".scene-fields button").click()
        page.wait("the gallery", lambda: page.all(".library-card"))
        page.all(".library-card")[0].click()
        page.wait("two scenes", lambda: len(page.all(".scene-block")) == 2)
        page.show_tab("colors")
        page.wait("the button", lambda: [each for each in page.all("#side button") if each.text.startswith("Edit the scene")])[0].click()
        page.wait("the palettes", lambda: page.find(".swatch[data-name=ember]").is_displayed())
        page.find(".swatch[data-name=ember]").click()
        page.wait("the colours", lambda: self.preset()["scenes"][1]["preset"].get("shading") == {"palette": "ember"})
        self.assertNotIn("shading", self.preset()["scenes"][0]["preset"])
        self.assertEqual(page.faults(), [])


if __name__ == "__main__":
    unittest.main()
