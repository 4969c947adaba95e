"""What goes wrong round a page: files that go, windows that meet, a studio that is started again, windows that are narrow."""

import json
import re
import signal
import subprocess
import unittest

from browser_tests import BrowserTests
from page import Page
from studio import PROGRAM, Studio

FILM = {
    "version": 1, "title": "Mishaps", "duration": 2, "loop": "wrap", "output": {"width": 160, "height": 90, "frameRate": 10},
    "c": {"path": "circle", "radius": 0.6},
}


class MishapTests(BrowserTests):
    def open(self):
        self.studio = Studio(FILM).__enter__()
        self.addCleanup(self.studio.__exit__)
        page = Page(self.driver, self.studio.address)
        page.wait("the form", lambda: page.all("[aria-label=Radius]"))
        return page

    def notices(self, page):
        return page.find("#notices").text

    def set_radius(self, page, value):
        page.run("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))", page.find("[aria-label=Radius]"), value)

    def test_a_file_that_is_deleted_is_told_of_and_written_again(self):
        page = self.open()
        text = page.text()
        self.studio.file.unlink()
        self.assertIn("film.json is gone", page.wait("the sentence", lambda: self.notices(page)))
        self.assertEqual(page.text(), text)
        self.assertIn("•", page.find(".film-file").text)
        page.press("s", modifier="\ue009")
        page.wait("the file", self.studio.file.exists)
        page.wait("the mark to go", lambda: "•" not in page.find(".film-file").text)
        self.assertEqual(self.studio.file.read_text(), text)
        self.assertEqual(page.faults(), [])

    def test_a_text_with_an_error_is_saved_as_it_is_and_that_is_told(self):
        page = self.open()
        page.type_text(page.text()[:-4])
        page.wait("the error", lambda: page.find(".state").text == "1 error")
        page.press("s", modifier="\ue009")
        self.assertIn("makes no film", page.wait("the sentence", lambda: self.notices(page)))
        self.assertEqual(self.studio.file.read_text(), page.text())

    def test_a_preset_with_an_error_is_opened_at_its_error(self):
        self.studio = Studio(json.dumps({**FILM, "duration": -1}, indent=2)).__enter__()
        self.addCleanup(self.studio.__exit__)
        self.driver.get("about:blank")
        self.driver.get(self.studio.address)
        page = Page.__new__(Page)
        page.driver = self.driver
        page.wait("the error", lambda: page.run("return document.querySelector('.diagnostics')?.textContent.includes('-1')"))
        self.assertEqual(page.run("const area = document.querySelector('.editor-text'); return area.value.slice(area.selectionStart, area.selectionStart + 2)"), "-1")
        page.run("document.activeElement.blur()")
        page.type_text(json.dumps(FILM))
        page.settled()
        self.assertEqual(page.find(".film-title").text, "Mishaps")

    def test_a_window_shows_what_another_one_has_changed_once_it_is_used_again(self):
        page = self.open()
        first = self.driver.current_window_handle
        text = page.text()
        self.driver.switch_to.new_window("tab")
        try:
            other = Page(self.driver, self.studio.address)
            other.type_text(text.replace("Mishaps", "Elsewhere"))
            other.wait("the title", lambda: other.find(".film-title").text == "Elsewhere")
        finally:
            self.driver.close()
            self.driver.switch_to.window(first)
        page.run("window.dispatchEvent(new Event('focus'))")
        page.wait("the title", lambda: page.find(".film-title").text == "Elsewhere")
        self.set_radius(page, "0.7")
        page.wait("the change", lambda: json.loads(page.text())["c"]["radius"] == 0.7)
        self.assertEqual(json.loads(page.text())["title"], "Elsewhere")
        page.undo()
        page.undo()
        page.wait("this one's text", lambda: page.text() == text)
        self.assertEqual(page.faults(), [])

    def test_a_studio_that_ends_is_told_of_and_one_that_is_started_again_too(self):
        page = self.open()
        text = page.text()
        port = re.search(r":(\d+)/", self.studio.address)[1]
        self.studio.process.send_signal(signal.SIGTERM)
        self.studio.process.wait()
        banner = page.find("#banner")
        self.assertIn("does not answer", page.wait("the banner", lambda: banner.text))
        self.set_radius(page, "0.7")
        self.assertIn("does not answer", page.wait("the sentence", lambda: self.notices(page)))
        self.studio.process.stdout.close()
        self.studio.process = subprocess.Popen(
            [PROGRAM, "studio", "--no-open", "--port", port, self.studio.file], cwd=self.studio.folder, stdout=subprocess.PIPE, text=True)
        address = self.studio.process.stdout.readline().strip()
        page.wait("the banner", lambda: "was started again" in banner.text)
        self.assertEqual(page.text(), text)
        again = Page(self.driver, address)
        self.assertFalse(again.find("#banner").is_displayed())

    def test_all_controls_are_in_sight_in_narrow_windows(self):
        page = self.open()
        for width, height in [(1024, 768), (390, 844)]:
            self.driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
            page.wait("the width", lambda: page.run("return innerWidth") == width)
            outside = page.run("""
                return [...document.querySelectorAll('.bar button, .transport button, .plane-bar button, .pane')].filter((each) => {
                  const { left, right, width } = each.getBoundingClientRect();
                  const room = each.parentElement.closest('.pane, body').getBoundingClientRect();
                  return each.offsetParent !== null && width > 0 && (left < room.left - 1 || right > room.right + 1);
                }).map((each) => each.getAttribute('aria-label') ?? each.textContent);""")
            self.assertEqual(outside, [], f"{width}×{height}")
            page.wait("all of the strip", lambda: page.run("""
                const [pane, canvas] = [...document.querySelectorAll('.strip, .strip-canvas')].map((each) => each.getBoundingClientRect());
                return canvas.height > 40 && canvas.top >= pane.top && canvas.bottom <= pane.bottom;"""))
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": False})


if __name__ == "__main__":
    unittest.main()
