"""Playback: the clock decides which frame is shown."""

import time
import unittest

from browser_tests import BrowserTests
from page import Page
from studio import REPOSITORY, Studio


class PlayingTests(BrowserTests):
    def test_frames_are_dropped_and_time_is_not(self):
        with Studio((REPOSITORY / "presets/classic-loop.json").read_text()) as studio:
            page = Page(self.driver, studio.address)
            page.run("""
                window.shown = [];
                document.addEventListener('picture-shown', (event) => shown.push([performance.now(), event.detail.frame]));
                document.activeElement.blur();""")
            page.press(" ")
            time.sleep(4)
            page.press(" ")
            page.wait("the exact picture", lambda: page.shown()["exact"] == "true")
            shown = page.run("return shown")
            playing = shown[:-1]
            # By the time of day, frame n is due n/60 s after the start; none may be shown before, and the last ones hardly after.
            (start, first), (end, last) = playing[0], playing[-1]
            elapsed = (end - start) * 60 / 1000
            self.assertGreater(last - first, 60)
            self.assertLess(abs((last - first) - elapsed), 0.15 * 60)
            self.assertEqual([frame for _, frame in playing], sorted(frame for _, frame in playing))

    def test_keys_play_and_step(self):
        with Studio((REPOSITORY / "presets/classic-loop.json").read_text()) as studio:
            page = Page(self.driver, studio.address)
            page.run("document.activeElement.blur()")
            page.press("\ue014")
            page.settled(frame=1)
            page.press("\ue012", "\ue012")
            page.settled(frame=599)
            page.press("l")
            page.wait("another frame", lambda: page.shown()["exact"] == "false")
            page.press("k")
            page.wait("rest", lambda: page.shown()["exact"] == "true")
            self.assertEqual(page.faults(), [])


if __name__ == "__main__":
    unittest.main()
