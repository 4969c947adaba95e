"""Shaping a film by hand: every change is shown, is in the text, and can be taken back."""

import json
import unittest
from decimal import Decimal

from selenium.webdriver.common.keys import Keys

from browser_tests import BrowserTests
from page import Page
from studio import Studio

KEYS = {
    "version": 1, "title": "Keys", "duration": 8, "output": {"width": 320, "height": 180, "frameRate": 25},
    "c": {"keyframes": [
        {"time": 0, "value": [-0.4, 0.6]}, {"time": 4, "value": [-0.75, 0.1], "easing": "ease-in"}, {"time": 8, "value": [0.28, 0.01]},
    ]},
    "camera": {"width": {"keyframes": [{"time": 0, "value": 3.2}, {"time": 6, "value": 2}]}},
}


class EditingTests(BrowserTests):
    def setUp(self):
        self.studio = Studio(KEYS).__enter__()
        self.addCleanup(self.studio.__exit__)
        self.page = Page(self.driver, self.studio.address)

    def tearDown(self):
        self.assertEqual(self.page.faults(), [])

    def preset(self):
        return json.loads(self.page.text())

    def test_the_page_shows_the_film_and_takes_its_token_out_of_the_address(self):
        self.assertIn("Keys", self.driver.title)
        self.assertNotIn("#", self.driver.current_url)
        self.assertEqual(len(self.page.all(".timeline-label")), 6)
        self.driver.refresh()
        self.page.settled()

    def test_scrubbing_shows_pictures_on_the_way_and_the_exact_one_at_the_end(self):
        self.page.run("""
            window.seen = [];
            document.addEventListener('picture-shown', (event) => seen.push([event.detail.frame, event.detail.isExact]));""")
        ruler = self.page.find(".timeline-ruler")
        places = [self.page.time_place(0.2 * step, 8) for step in range(1, 31)]
        self.page.drag(ruler, (places[0][0], 12), *[(x, 12) for x, _ in places])
        self.page.settled(frame=150)
        seen = self.page.run("return seen")
        self.assertGreater(len({frame for frame, is_exact in seen if not is_exact}), 2)
        self.assertEqual(seen[-1], [150, True])

    def test_dragging_a_key_changes_its_time_and_nothing_else(self):
        before = self.preset()
        canvas = self.page.find(".timeline-canvas")
        self.page.drag(
            canvas, self.page.time_place(4, 8), *[self.page.time_place(4 + step / 4, 8) for step in range(1, 9)])
        self.page.settled(frame=0)
        self.page.wait("the key at 6 s", lambda: self.preset()["c"]["keyframes"][1]["time"] == 6)
        expected = json.loads(json.dumps(before))
        expected["c"]["keyframes"][1]["time"] = 6
        self.assertEqual(self.preset(), expected)
        self.page.undo()
        self.page.wait("the key at 4 s", lambda: self.preset() == before)

    def test_escape_takes_back_a_drag_that_is_not_over(self):
        before = self.page.text()
        canvas = self.page.find(".timeline-canvas")
        self.page.drag(
            canvas, self.page.time_place(4, 8), *[self.page.time_place(4 + step / 4, 8) for step in range(1, 9)], abandoned=True)
        self.page.wait("the key at 4 s", lambda: self.page.text() == before)
        stage = self.page.find(".picture-stage")
        self.page.drag(stage, (200, 100), (220, 110), (240, 120), (260, 130), abandoned=True)
        plane = self.page.find(".plane-canvas")
        self.page.drag(plane, self.page.plane_place(-1, 0.6), self.page.plane_place(-1.1, 0.4), self.page.plane_place(-1.2, 0.3), abandoned=True)
        self.page.wait("the film as it was", lambda: self.page.text() == before)
        # Nothing of it is left to undo, and the next drag is one of its own.
        self.assertTrue(self.page.run("return document.querySelector('.bar [title^=Undo]').disabled"))
        self.page.drag(canvas, self.page.time_place(4, 8), *[self.page.time_place(4 + step / 4, 8) for step in range(1, 9)])
        self.page.wait("the key at 6 s", lambda: self.preset()["c"]["keyframes"][1]["time"] == 6)

    def test_dragging_in_the_plane_sets_the_key_at_the_playhead(self):
        revision = self.page.settled()["revision"]
        plane = self.page.find(".plane-canvas")
        # Away from the key itself: a click sets c there.
        self.page.drag(plane, self.page.plane_place(-1, 0.6), self.page.plane_place(-1.1, 0.4), self.page.plane_place(-1.2, 0.3))
        self.page.settled(revision)
        self.page.wait("the key at −1.2", lambda: abs(self.preset()["c"]["keyframes"][0]["value"][0] + 1.2) < 0.02)
        first, *others = self.preset()["c"]["keyframes"]
        self.assertAlmostEqual(first["value"][1], 0.3, delta=0.02)
        self.assertEqual(others, KEYS["c"]["keyframes"][1:])
        self.page.undo()
        self.page.wait("the key where it was", lambda: self.preset() == KEYS)

    def test_dragging_the_picture_moves_the_camera_under_the_hand(self):
        stage = self.page.find(".picture-stage")
        width = self.page.run("return document.querySelector('.picture-canvas').clientWidth")
        size = self.page.run("return [arguments[0].clientWidth, arguments[0].clientHeight]", stage)
        middle = (size[0] / 2, size[1] / 2)
        revision = self.page.settled()["revision"]
        self.page.drag(stage, middle, (middle[0] + 20, middle[1]), (middle[0] + width / 4, middle[1]))
        self.page.settled(revision)
        self.page.wait("the camera's place", lambda: abs(self.preset()["camera"].get("center", [0])[0] + 3.2 / 4) < 0.03)

    def test_the_wheel_goes_on_where_numbers_end_and_the_point_under_it_stays(self):
        deep = {key: value for key, value in KEYS.items() if key not in ("c", "camera")} | {
            "c": [-0.8, 0.156], "camera": {"center": [-0.5275, 0.1], "width": 1e-6}}
        revision = self.page.settled()["revision"]
        self.page.type_text(json.dumps(deep))
        self.page.settled(revision)
        stage = self.page.find(".picture-stage")
        columns, rows = self.page.run("return [arguments[0].clientWidth, arguments[0].clientHeight]", stage)
        shown = self.page.run("return document.querySelector('.picture-canvas').clientWidth")
        for _ in range(30):
            revision = self.page.settled()["revision"]
            self.page.turn_wheel(stage, (columns / 2 + shown / 4, rows / 2), -1000)
            self.page.settled(revision)
        camera = self.preset()["camera"]
        self.assertLess(camera["width"], 1e-25)
        self.assertGreater(camera["width"], 1e-30)
        pointed = Decimal("-0.5275") + (Decimal("1e-6") - Decimal(camera["width"])) / 4
        # Where the page has an odd number of pixels the pointer is half of one beside the place that it was sent to.
        self.assertLess(abs(Decimal(camera["center"][0]) - pointed), Decimal("1e-8"))
        self.assertGreater(len(camera["center"][0]), 28)
        self.assertEqual(self.page.all(".diagnostics .is-error"), [])

    def test_a_gesture_begins_with_what_the_camera_is_at_the_playhead(self):
        ruler = self.page.find(".timeline-ruler")
        self.page.drag(ruler, (self.page.time_place(6, 8)[0], 12))
        revision = self.page.settled(frame=150)["revision"]
        stage = self.page.find(".picture-stage")
        columns, rows = self.page.run("return [arguments[0].clientWidth, arguments[0].clientHeight]", stage)
        self.page.turn_wheel(stage, (columns / 2, rows / 2), -100)
        self.page.settled(revision)
        # 2 at 6 s, not 3.2 as at the start.
        self.assertAlmostEqual(self.preset()["camera"]["width"]["keyframes"][-1]["value"], 2 * 2.718281828 ** -0.16, delta=0.02)

    def test_the_mark_of_c_on_a_path_moves_the_playhead(self):
        circle = {key: value for key, value in KEYS.items() if key not in ("c", "camera")} | {
            "loop": "wrap", "c": {"path": "circle", "center": [-0.5, 0], "radius": 0.5}}
        revision = self.page.settled()["revision"]
        self.page.type_text(json.dumps(circle))
        self.page.settled(revision)
        ruler = self.page.find(".timeline-ruler")
        self.page.drag(ruler, (self.page.time_place(2, 8)[0], 12))
        self.page.settled(frame=50)
        plane = self.page.find(".plane-stage canvas")
        self.page.drag(plane, self.page.plane_place(-0.5, 0.5), self.page.plane_place(-0.9, 0.3), self.page.plane_place(-1, 0))
        self.page.wait("the playhead half round", lambda: abs(int(self.page.shown()["frame"]) - 100) <= 2)
        self.assertEqual(self.preset()["c"], circle["c"])

    def test_a_point_is_caught_followed_and_made_a_zoom_loop(self):
        still = {key: value for key, value in KEYS.items() if key not in ("c", "camera")} | {
            "c": [-0.8, 0.156], "camera": {"center": [-0.5, 0.1], "width": 0.5}}
        revision = self.page.settled()["revision"]
        self.page.type_text(json.dumps(still))
        revision = self.page.settled(revision)["revision"]
        self.page.find('[aria-label="Catch a point"]').click()
        stage = self.page.find(".picture-stage")
        columns, rows = self.page.run("return [arguments[0].clientWidth, arguments[0].clientHeight]", stage)
        shown = self.page.run("return document.querySelector('.picture-canvas').clientWidth")
        # The fixed point -0.5275 + 0.0759i.
        self.page.click(stage, (columns / 2 - 0.0275 / 0.5 * shown, rows / 2 + 0.0241 / 0.5 * shown))
        revision = self.page.settled(revision)["revision"]
        camera = self.preset()["camera"]
        self.assertEqual(camera["follow"]["period"], 1)
        self.assertAlmostEqual(camera["follow"]["near"][0], -0.5275031, delta=1e-6)
        self.assertNotIn("center", camera)
        notice = self.page.find(".notice:last-child")
        self.assertIn("period 1 with the multiplier 1.07", notice.text)
        next(b for b in notice.find_elements("tag name", "button") if b.text == "Zoom loop").click()
        self.page.settled(revision)
        self.assertEqual((self.preset()["camera"]["zoomLoop"], self.preset()["loop"]), (1, "wrap"))
        self.assertEqual(self.page.all(".diagnostics .is-error"), [])

    def test_a_broken_text_keeps_the_last_film_and_tells_of_the_fault_at_its_line(self):
        revision = self.page.shown()["revision"]
        broken = self.page.text().replace('"duration": 8', '"duration": -8')
        line = broken[:broken.index("-8")].count("\n") + 1
        self.page.type_text(broken)
        self.page.wait("a diagnostic", lambda: self.page.all(".diagnostics .is-error"))
        self.assertTrue(self.page.find(".diagnostic-place").text.startswith(f"{line}:"))
        self.assertIn("is-stale", self.page.find(".picture-stage").get_attribute("class"))
        self.assertEqual(self.page.shown()["revision"], revision)
        self.page.undo()
        self.page.wait("a film without a fault", lambda: "is-stale" not in self.page.find(".picture-stage").get_attribute("class"))

    def test_a_text_that_is_typed_is_shown_at_once(self):
        revision = self.page.shown()["revision"]
        self.page.type_text(self.page.text().replace('"title": "Keys"', '"title": "Typed"'))
        self.page.wait("the title", lambda: "Typed" in self.driver.title)
        self.page.settled(revision)

    def test_keys_are_copied_and_pasted_at_the_playhead(self):
        canvas = self.page.find(".timeline-canvas")
        self.page.click(canvas, self.page.time_place(4, 8))
        self.page.press("c", modifier=Keys.CONTROL)
        self.page.run("""
            const field = document.querySelector('.readout input');
            field.value = '2'; field.dispatchEvent(new Event('change'));""")
        self.page.press("v", modifier=Keys.CONTROL)
        self.page.wait("four keys", lambda: len(self.preset()["c"]["keyframes"]) == 4)
        pasted = self.preset()["c"]["keyframes"][1]
        self.assertEqual(pasted, {"value": [-0.75, 0.1], "easing": "ease-in", "time": 2})

    def test_saving_writes_the_file(self):
        self.page.type_text(self.page.text().replace("Keys", "Saved"))
        self.page.wait("the title", lambda: "Saved" in self.driver.title)
        self.page.press("s", modifier=Keys.CONTROL)
        self.page.wait("the file", lambda: json.loads(self.studio.file.read_text())["title"] == "Saved")
        self.page.wait("no mark of changes", lambda: not self.driver.title.startswith("•"))

    def test_a_file_that_changes_on_disk_is_shown_at_once(self):
        self.studio.file.write_text(json.dumps({**KEYS, "title": "Elsewhere"}))
        self.page.wait("the title", lambda: "Elsewhere" in self.driver.title)
        self.assertFalse(self.driver.title.startswith("•"))

    def test_a_change_here_and_on_disk_is_a_choice_and_nothing_is_lost(self):
        self.page.type_text(self.page.text().replace("Keys", "Mine"))
        self.page.wait("the title", lambda: "Mine" in self.driver.title)
        self.studio.file.write_text(json.dumps({**KEYS, "title": "Theirs"}))
        self.page.wait("the choice", lambda: self.page.all("dialog .conflict"))
        self.page.find("dialog footer .button:not(.main)").click()
        self.page.wait("the disk's", lambda: "Theirs" in self.driver.title)
        self.page.undo()
        self.page.wait("mine again", lambda: "Mine" in self.driver.title)


if __name__ == "__main__":
    unittest.main()
