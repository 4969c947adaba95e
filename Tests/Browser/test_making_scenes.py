"""Films that become films of scenes, and the way back."""

import json
import pathlib
import subprocess
import unittest

from browser_tests import BrowserTests
from page import Page
from studio import PROGRAM, Studio

# With digits and lines of its own.
TEXT = """{
  "version": 1,
  "title": "Plain",
  "author": "me",
  "duration": 4.0,
  "loop": "wrap",
  "output": { "width": 320, "height": 180, "frameRate": 20 },
  "c": {
    "path": "circle", "radius": 0.78850
  },
  "camera": { "width": { "keyframes": [
    { "time": 0, "value": 3.20 },
    { "time": 2, "value": 2.5 },
    { "time": 4, "value": 3.2 }
  ] } },
  "antialiasing": { "samples": 4 }
}
"""


def frames(preset, *options):
    """All frames of a film: its Y4M stream."""
    return subprocess.run(
        [PROGRAM, "render", preset, "--size", "64x36", "-o", "-", "--progress", "none", *options], capture_output=True, check=True).stdout


class MakingScenesTests(BrowserTests):
    def open(self, text):
        self.studio = Studio(text).__enter__()
        self.addCleanup(self.studio.__exit__)
        self.page = Page(self.driver, self.studio.address)
        self.page.wait("the form", lambda: self.page.all(".scene-fields button"))

    def button(self, text):
        return next(each for each in self.page.all("button") if each.text.startswith(text))

    def add(self, title):
        self.page.wait("the button", lambda: self.page.all(".scene-fields button"))
        self.page.run("arguments[0].click()", self.page.find(".scene-fields button"))
        self.page.wait("the gallery", lambda: len(self.page.all(".library-card")) > 10)
        self.page.run("[...document.querySelectorAll('.library-card')].find((card) => card.textContent.startsWith(arguments[0])).click()", title)

    def preset(self):
        return json.loads(self.page.text())

    def written(self, name):
        """A file beside the studio's with the page's text."""
        file = pathlib.Path(self.studio.folder) / name
        file.write_text(self.page.text())
        return file

    def test_a_film_becomes_the_first_of_two_scenes_and_undo_brings_it_back(self):
        self.open(TEXT)
        self.add("A copy of this film")
        self.page.wait("two scenes", lambda: len(self.page.all(".scene-block")) == 2)
        film = self.preset()
        self.assertEqual(list(film), ["version", "title", "author", "output", "antialiasing", "scenes"])
        first, second = film["scenes"]
        self.assertEqual(first["preset"], second["preset"])
        self.assertEqual(list(first["preset"]), ["version", "title", "duration", "loop", "c", "camera"])
        self.assertEqual(second["transition"], {"kind": "dissolve", "duration": 1})
        # Digits and lines are those that were written, farther to the right.
        self.assertIn('        "duration": 4.0,\n        "loop": "wrap",\n        "c": {\n          "path": "circle", "radius": 0.78850\n        },\n', self.page.text())
        self.assertIn('          { "time": 0, "value": 3.20 },\n', self.page.text())
        # The second one is in sight, alone.
        self.page.settled(frame=80)
        self.assertEqual(self.page.all(".picture-stage.is-stale"), [])
        both = frames(self.written("scenes.json"), "--scene", "1")
        self.assertEqual(both, frames(self.studio.file))
        self.page.undo()
        self.page.wait("the film as it was", lambda: self.page.text() == TEXT)
        self.assertEqual(self.page.faults(), [])

    def test_a_film_with_one_scene_becomes_one_without_and_has_the_same_frames(self):
        self.open(TEXT)
        self.add("Coral reef")
        self.page.wait("two scenes", lambda: len(self.page.all(".scene-block")) == 2)
        self.assertEqual(self.preset()["scenes"][1]["preset"], "coral-reef")
        self.page.run("document.querySelectorAll('.scene-block')[1].focus()")
        self.page.press("\ue017")
        self.page.wait("one scene", lambda: len(self.page.all(".scene-block")) == 1)
        before = frames(self.written("one.json"))
        self.page.run("arguments[0].click()", self.page.wait("the button", lambda: self.button("Make it a film without")))
        self.page.wait("no scene", lambda: not self.page.find(".scene-lane").is_displayed())
        self.assertEqual(self.preset(), json.loads(TEXT))
        self.assertIn('  "duration": 4.0,\n', self.page.text())
        self.assertEqual(frames(self.written("plain.json")), before)
        self.assertEqual(frames(self.studio.file), before)
        self.assertEqual(self.page.faults(), [])

    def test_what_is_extended_or_named_becomes_scenes_and_comes_back_with_the_same_frames(self):
        base = {"version": 1, "title": "Base", "duration": 3, "c": [-0.8, 0.156], "output": {"width": 320, "height": 180, "frameRate": 20}}
        for scene in [{"extends": "base.json", "shading": {"palette": "ember"}}, "base.json"]:
            self.open({**base, "title": "Other", "duration": 1})
            (pathlib.Path(self.studio.folder) / "base.json").write_text(json.dumps(base))
            film = {"extends": "base.json", "title": "Mine", "output": {"frameRate": 10}, "scenes": [{"preset": scene, "transition": {"kind": "fade", "duration": 0.5}}]}
            self.page.type_text(json.dumps(film))
            self.page.wait("the scene", lambda: len(self.page.all(".scene-block")) == 1)
            before = frames(self.written("one.json"))
            self.page.show_tab("film")
            self.page.run("arguments[0].click()", self.page.wait("the button", lambda: self.button("Make it a film without")))
            self.page.wait("no scene", lambda: "scenes" not in self.preset())
            self.assertEqual(frames(self.written("plain.json")), before)
            if isinstance(scene, dict):
                self.add("A copy of this film")
                self.page.wait("two scenes", lambda: len(self.page.all(".scene-block")) == 2)
                self.assertEqual(self.preset()["scenes"][0]["preset"], {"extends": "base.json", "title": "Mine", "shading": {"palette": "ember"}})
                self.assertEqual(self.page.all(".picture-stage.is-stale"), [])

    def test_what_cannot_be_a_film_without_scenes_says_why(self):
        self.open(TEXT)
        part = {"version": 1, "title": "Part", "scenes": [{"preset": "coral-reef", "start": 1, "duration": 2}]}
        self.page.type_text(json.dumps(part))
        self.page.wait("the scene", lambda: len(self.page.all(".scene-block")) == 1)
        self.page.show_tab("film")
        self.page.run("arguments[0].click()", self.page.wait("the button", lambda: self.button("Make it a film without")))
        self.assertIn("start and duration", self.page.wait("the sentence", lambda: self.page.find("#notices").text))
        self.assertEqual(self.preset(), part)

    def test_what_cannot_have_scenes_stays_as_it_is_and_says_why(self):
        text = json.dumps({
            "version": 1, "title": "Beats", "duration": 3, "audio": {"file": "song.wav"}, "tempo": "detect", "output": {"width": 320, "height": 180},
            "c": {"keyframes": [{"beat": 0, "value": [-0.8, 0.156]}, {"beat": 2, "value": [-0.7, 0.2]}]},
        }, indent=2)
        from test_sound import write_song
        studio = Studio(TEXT)
        self.studio = studio.__enter__()
        self.addCleanup(studio.__exit__)
        write_song(studio.folder / "song.wav", clicks=[0.5 * index for index in range(8)])
        self.page = Page(self.driver, studio.address)
        revision = self.page.shown()["revision"]
        self.page.type_text(text)
        self.page.settled(revision)
        self.page.show_tab("film")
        self.add("A copy of this film")
        self.assertIn("beat", self.page.wait("the sentence", lambda: [each.text for each in self.page.all("#notices .is-fault")])[0])
        self.page.wait("the text as it was", lambda: self.page.text() == text)


if __name__ == "__main__":
    unittest.main()
