"""From the page to a finished film: render, cancel, resume, watch."""

import json
import subprocess
import unittest

from browser_tests import BrowserTests
from page import Page
from studio import PROGRAM, Studio

FILM = {
    "version": 1, "title": "Render", "duration": 12, "loop": "wrap", "output": {"width": 640, "height": 360, "frameRate": 50},
    "fractal": {"maximumIterations": 2000}, "c": {"path": "circle", "center": [-0.1, 0.65], "radius": 0.1},
}


class RenderingTests(BrowserTests):
    def test_a_render_is_cancelled_resumed_and_plays_in_the_page(self):
        # Long enough not to be finished while the page is asked how far it is.
        with Studio({**FILM, "duration": 24, "output": {"width": 1280, "height": 720, "frameRate": 50}}) as studio:
            page = Page(self.driver, studio.address)
            page.show_tab("render")
            page.find(".render-form .button.main").click()
            card = lambda state: page.all(f".render.is-{state}")
            page.wait("some frames", lambda: page.run("return Number(document.querySelector('.render progress')?.value ?? 0)") >= 20)
            card("rendering")[0].find_element("css selector", ".button").click()
            page.wait("the end of the render", lambda: card("cancelled") or self.fail_of(card("finished")), patience=240)
            self.assertFalse((studio.folder / "film.mp4").exists())
            self.assertTrue((studio.folder / "film.mp4.juliareel").exists())
            card("cancelled")[0].find_element("css selector", ".button").click()
            page.wait("the film", lambda: card("finished"), patience=240)
            whole = (studio.folder / "film.mp4").read_bytes()
            card("finished")[0].find_element("css selector", ".button.main").click()
            page.wait("the film to play", lambda: page.run("return document.querySelector('.render video')?.currentTime > 0.2"))
            self.assertEqual(page.faults(), [])
            # The film that was interrupted is the one that `render` makes.
            again = studio.folder / "again.mp4"
            subprocess.run([PROGRAM, "render", studio.file, "-o", again, "--progress", "none"], check=True, capture_output=True)
            self.assertEqual(whole, again.read_bytes())

    def fail_of(self, cards):
        """Fails if the render has ended in another way."""
        self.assertEqual([card.text for card in cards], [])

    def test_an_output_outside_of_the_folder_is_refused_in_a_sentence(self):
        with Studio({**FILM, "duration": 0.2}) as studio:
            page = Page(self.driver, studio.address)
            page.show_tab("render")
            output = page.find("input[name=output]")
            output.clear()
            output.send_keys("../elsewhere.mp4")
            page.find(".render-form .button.main").click()
            page.wait("a sentence", lambda: page.all(".notice.is-fault"))
            self.assertEqual(page.all(".render"), [])

    def test_a_new_film_from_an_empty_folder(self):
        with Studio() as studio:
            page = Page(self.driver, studio.address)
            page.wait("what ships", lambda: len(page.all(".library-card")) > 10)
            # The films in sight move.
            seen = "return [...document.querySelectorAll('.library-card canvas')].map((canvas) => canvas.dataset.index ?? null)"
            page.wait("pictures", lambda: sum(index is not None for index in page.run(seen)) > 3)
            first = page.run(seen)
            page.wait("motion", lambda: sum(one is not None and one != other for one, other in zip(first, page.run(seen))) > 3)
            revision = page.shown()["revision"]
            page.run("[...document.querySelectorAll('.library-card')].find((card) => card.textContent.startsWith('Coral reef')).click()")
            page.settled(revision)
            page.find(".bar .button.main").click()
            page.wait("the dialog", lambda: page.all("dialog.is-small"))
            page.find("dialog .button.main").click()
            page.wait("the file", lambda: (studio.folder / "coral-reef.json").exists())
            film = json.loads((studio.folder / "coral-reef.json").read_text())
            self.assertEqual(film["title"], "Coral reef")
            # Whoever starts from it is its author from then on.
            self.assertTrue({"author", "description"}.isdisjoint(film))


if __name__ == "__main__":
    unittest.main()
