"""Films of several scenes: blocks that are dragged, and what is seen of them."""

import json
import unittest

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser_tests import BrowserTests
from page import Page
from studio import Studio
from test_pictures import decoded, film_planes

RATE = 20
FILM = {
    "version": 1, "title": "Rooms", "output": {"width": 320, "height": 180, "frameRate": RATE},
    "scenes": [
        {"name": "one", "preset": {"version": 1, "title": "One", "duration": 4, "loop": "wrap", "c": {"path": "circle", "radius": 0.7885}}},
        {
            "name": "two", "preset": {"version": 1, "title": "Two", "duration": 3, "c": [-0.8, 0.156]},
            "transition": {"kind": "dissolve", "duration": 1},
        },
        {
            "name": "three", "preset": {"version": 1, "title": "Three", "duration": 3, "c": [0.285, 0.01]},
            "transition": {"kind": "fade", "duration": 0.5, "color": "#ffffff"},
        },
    ],
}
SECONDS = 9


class SceneTests(BrowserTests):
    def setUp(self):
        self.studio = Studio(FILM).__enter__()
        self.addCleanup(self.studio.__exit__)
        self.page = Page(self.driver, self.studio.address)
        self.page.wait("the blocks", lambda: self.page.all(".scene-block"))
        self.lane = self.page.find(".scene-lane")

    def preset(self):
        return json.loads(self.page.text())

    def names(self):
        return [scene["name"] for scene in self.preset()["scenes"]]

    def x(self, time):
        return self.page.time_place(time, SECONDS)[0], 18

    def test_scenes_are_blocks_with_names_lengths_and_transitions(self):
        blocks = self.page.all(".scene-block")
        self.assertEqual([block.text.split() for block in blocks], [["one", "4", "s"], ["two", "3", "s"], ["three", "3", "s"]])
        places = self.page.run("""
            return [...document.querySelectorAll('.scene-block, .scene-transition')].map((each) => [parseFloat(each.style.left), parseFloat(each.style.width)]);""")
        width = self.x(SECONDS)[0] - self.x(0)[0]
        for (left, length), (start, end) in zip(places, [(0, 4), (3, 6), (6, 9), (3, 4), (5.75, 6.25)]):
            self.assertAlmostEqual(left, self.x(start)[0], delta=1)
            self.assertAlmostEqual(length, width * (end - start) / SECONDS, delta=1)
        self.assertEqual(self.page.faults(), [])

    def test_a_click_goes_to_the_scene_and_its_fields_are_shown(self):
        self.page.click(self.lane, self.x(7))
        self.page.settled(frame=125)
        self.assertEqual(self.page.find(".scene-block[aria-current=true]").text.split()[0], "three")
        self.assertEqual(self.page.find("[aria-label=Transition]").get_attribute("value"), "fade")
        self.assertIn("Scene 3 of 3", self.page.find(".scene-fields").text)

    def test_dissolves_and_fades_are_seen_as_in_the_film(self):
        import numpy
        self.page.set_picture_size(320, 180)
        for frame in [10, 70, 119, 150]:
            self.page.seek(frame)
            pixels = self.page.pixels()
            difference = numpy.abs(pixels - decoded(*film_planes(self.studio.file, 320, 180, frame)))
            self.assertLessEqual(difference.max(), 1, f"frame {frame}")

    def test_dragging_the_end_of_a_scene_changes_its_length_and_what_follows_moves(self):
        before = self.page.text()
        self.page.drag(self.lane, (self.x(6)[0] - 3, 27), self.x(5.7), self.x(5.5))
        self.page.wait("the shorter scene", lambda: abs(self.preset()["scenes"][1].get("duration", 0) - 2.5) < 0.06)
        self.page.wait("the shorter film", lambda: self.page.run("return document.querySelector('.transport .scrubber').max") == "169")
        self.page.undo()
        self.page.wait("the film as it was", lambda: self.page.text() == before)
        # Longer than its own film lasts it cannot be; a loop can.
        self.page.drag(self.lane, (self.x(6)[0] - 3, 27), self.x(6.5), self.x(8))
        self.page.wait("its whole film", lambda: self.preset()["scenes"][1].get("duration") == 3)
        self.assertEqual(self.page.all(".picture-stage.is-stale"), [])
        self.assertEqual(self.page.faults(), [])

    def test_escape_takes_back_a_length(self):
        before = self.page.text()
        self.page.drag(self.lane, (self.x(6)[0] - 3, 27), self.x(5.7), self.x(5.5), self.x(5), abandoned=True)
        self.page.wait("the film as it was", lambda: self.page.text() == before)

    def test_dragging_a_block_changes_the_order_and_the_film_s_opening_stays(self):
        before = self.page.text()
        self.page.drag(self.lane, self.x(7.5), self.x(4), self.x(0.5))
        self.page.wait("the order", lambda: self.names() == ["three", "one", "two"])
        scenes = self.preset()["scenes"]
        self.assertNotIn("transition", scenes[0])
        self.assertEqual(scenes[1]["transition"], FILM["scenes"][2]["transition"])
        self.assertEqual(self.page.all(".picture-stage.is-stale"), [])
        self.page.undo()
        self.page.wait("the film as it was", lambda: self.page.text() == before)
        self.page.drag(self.lane, self.x(1), self.x(3), self.x(5.5))
        self.page.wait("the order", lambda: self.names() == ["two", "one", "three"])
        scenes = self.preset()["scenes"]
        self.assertEqual(scenes[1]["transition"], FILM["scenes"][1]["transition"])
        self.assertNotIn("transition", scenes[0])

    def test_a_transition_s_kind_and_length_are_changed(self):
        self.page.click(self.lane, self.x(4.7))
        self.page.settled(frame=80)
        kind = self.page.find("[aria-label=Transition]")
        self.page.run("arguments[0].value = 'fade'; arguments[0].dispatchEvent(new Event('change'))", kind)
        self.page.wait("the fade", lambda: self.preset()["scenes"][1]["transition"] == {"kind": "fade", "duration": 1})
        self.page.undo()
        self.page.wait("the dissolve", lambda: self.preset() == FILM)
        # The line is at the dissolve's start, and follows the pointer.
        self.page.drag(self.lane, (self.x(3)[0] + 3, 10), self.x(3.2), self.x(3.5))
        self.page.wait("the shorter one", lambda: abs(self.preset()["scenes"][1]["transition"]["duration"] - 0.5) < 0.06)
        self.assertEqual(self.preset()["scenes"][1]["transition"]["kind"], "dissolve")
        self.page.undo()
        self.page.wait("the film as it was", lambda: self.preset() == FILM)
        self.page.drag(self.lane, (self.x(6.25)[0] - 3, 10), self.x(6.4), self.x(6.5))
        self.page.wait("the longer fade", lambda: abs(self.preset()["scenes"][2]["transition"]["duration"] - 1) < 0.11)
        self.page.undo()
        self.page.wait("the film as it was", lambda: self.preset() == FILM)
        select = self.page.find("[aria-label=Transition]")
        self.page.run("arguments[0].value = 'cut'; arguments[0].dispatchEvent(new Event('change'))", select)
        self.page.wait("the cut", lambda: "transition" not in self.preset()["scenes"][1])
        self.assertEqual(self.page.faults(), [])

    def test_a_scene_is_entered_edited_alone_and_left(self):
        import numpy
        before = self.page.text()
        # In its own film that is 1.5 s: it begins at 3 s.
        self.page.seek(90)
        left, top = self.page.run("const b = arguments[0].getBoundingClientRect(); return [b.left, b.top]", self.lane)
        chain = ActionChains(self.driver, duration=0)
        chain.w3c_actions.pointer_action.move_to_location(round(left + self.x(4.6)[0]), round(top + 24))
        chain.double_click().perform()
        crumb = self.page.find(".scene-entered")
        self.page.wait("the scene", lambda: "two" in crumb.text)
        self.assertEqual(self.page.run("return document.querySelector('.transport .scrubber').max"), "59")
        self.assertFalse(self.lane.is_displayed())
        self.page.set_picture_size(320, 180)
        self.page.seek(20)
        alone = film_planes(self.studio.file, 320, 180, 20, "--scene", "two")
        self.assertLessEqual(numpy.abs(self.page.pixels() - decoded(*alone)).max(), 1)
        # A key of c, drawn as in every film.
        plane = self.page.find(".plane-canvas")
        revision = self.page.shown()["revision"]
        self.page.drag(plane, self.page.plane_place(-1, 0.6), self.page.plane_place(-1.1, 0.4), self.page.plane_place(-1.2, 0.3))
        self.page.settled(revision)
        self.page.wait("another c", lambda: abs(self.preset()["scenes"][1]["preset"]["c"][0] + 1.2) < 0.02)
        changed = self.preset()
        changed["scenes"][1]["preset"]["c"] = FILM["scenes"][1]["preset"]["c"]
        self.assertEqual(changed, FILM)
        self.page.undo()
        self.page.wait("the film as it was", lambda: self.page.text() == before)
        self.assertIn("two", crumb.text)
        self.page.run("arguments[0].click()", crumb)
        self.page.wait("the whole film", lambda: self.page.run("return document.querySelector('.transport .scrubber').max") == "179")
        self.page.settled(frame=80)
        self.assertFalse(crumb.is_displayed())
        self.assertEqual(self.page.faults(), [])

    def test_a_scene_that_names_a_preset_extends_it_when_it_is_changed(self):
        scenes = [{"preset": "classic-loop", "duration": 2}, *FILM["scenes"][1:]]
        revision = self.page.shown()["revision"]
        self.page.type_text(json.dumps({**FILM, "scenes": scenes}, indent=2))
        self.page.settled(revision)
        self.page.show_tab("film")
        self.page.find("[aria-label='Edit this scene']").click()
        crumb = self.page.find(".scene-entered")
        self.page.wait("the scene", lambda: crumb.is_displayed())
        self.assertEqual(self.page.run("return document.querySelector('.transport .scrubber').max"), str(10 * RATE - 1))
        self.page.run("""
            const field = document.querySelector('[aria-label="Width"]');
            field.value = '2.5'; field.dispatchEvent(new Event('change'));""")
        self.page.wait("the width", lambda: self.preset()["scenes"][0]["preset"] == {"extends": "classic-loop", "camera": {"width": 2.5}})
        self.assertEqual(self.page.all(".picture-stage.is-stale"), [])
        self.page.undo()
        self.page.wait("its name", lambda: self.preset()["scenes"][0]["preset"] == "classic-loop")
        self.page.undo()
        self.page.wait("the film as it was", lambda: self.preset() == FILM)
        self.assertTrue(crumb.is_displayed())
        self.assertEqual(self.page.faults(), [])

    def test_keys_go_to_a_scene_move_it_and_remove_it(self):
        self.page.run("document.querySelector('.scene-block').focus()")
        self.page.press("\ue014", "\ue014")
        self.page.press("\ue007")
        self.page.settled(frame=125)
        self.page.press("\ue012", modifier=Keys.SHIFT)
        self.page.wait("the order", lambda: self.names() == ["one", "three", "two"])
        self.page.undo()
        self.page.wait("the film as it was", lambda: self.preset() == FILM)
        self.page.run("document.querySelectorAll('.scene-block')[1].focus()")
        self.page.press("\ue017")
        self.page.wait("two scenes", lambda: self.names() == ["one", "three"])
        self.assertEqual(self.page.all(".picture-stage.is-stale"), [])
        self.assertEqual(self.page.faults(), [])

    def test_a_scene_is_added_from_the_gallery(self):
        self.page.click(self.lane, self.x(4.7))
        self.page.settled(frame=80)
        # Each comes after the one that is shown, and is shown then.
        for title, preset, place in [("Coral reef", "coral-reef", 2), ("An empty film", None, 3)]:
            count = len(self.preset()["scenes"])
            self.page.find("[aria-label='Add a scene after it']").click()
            self.page.wait("the gallery", lambda: len(self.page.all(".library-card")) > 10)
            self.page.run("[...document.querySelectorAll('.library-card')].find((card) => card.textContent.startsWith(arguments[0])).click()", title)
            self.page.wait("the scene", lambda: len(self.preset()["scenes"]) == count + 1)
            added = self.preset()["scenes"][place]["preset"]
            # As its neighbour does.
            self.assertEqual(self.preset()["scenes"][place]["transition"]["kind"], "dissolve")
            self.assertTrue(added == preset if preset else added["c"]["path"] == "circle", added)
            self.page.wait("its block", lambda: len(self.page.all(".scene-block")) == count + 1)
            self.page.wait("it", lambda: self.page.find(".scene-block[aria-current=true]").get_attribute("data-index") == str(place))
            self.assertEqual(self.page.all(".picture-stage.is-stale"), [])
        self.assertEqual(self.page.faults(), [])

    def test_what_belongs_to_a_scene_is_not_written_into_the_film(self):
        plane = self.page.find(".plane-canvas")
        self.page.drag(plane, self.page.plane_place(-1, 0.6), self.page.plane_place(-1.1, 0.4))
        self.page.show_tab("colors")
        self.assertFalse(self.page.find(".palette-bar").is_displayed())
        self.assertIn("scene", self.page.wait("the sentence", lambda: self.page.find("#notices").text))
        self.assertEqual(self.preset(), FILM)


if __name__ == "__main__":
    unittest.main()
