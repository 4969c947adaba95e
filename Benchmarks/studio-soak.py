#!/usr/bin/env python3
"""Random use of the studio for an hour: does the program or the page grow?

    scripts/install-browser.sh
    .build/browser/bin/python Benchmarks/studio-soak.py [--minutes 60] [--seed 1]

A hand that never rests: it scrubs, drags c, keys and the camera, turns the wheel, edits the text, undoes, plays and changes tabs. Once a
minute: the program's memory and open files, and, after a collection, the page's heap and nodes. Ends with 1 where the page complains.
"""

import argparse
import os
import pathlib
import random
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from selenium.webdriver.common.keys import Keys  # noqa: E402

from page import Page  # noqa: E402
from studio import Studio, missing, open_browser  # noqa: E402

FILM = {
    "version": 1, "title": "Random use", "duration": 8, "output": {"width": 1280, "height": 720, "frameRate": 30},
    "c": {"keyframes": [
        {"time": 0, "value": [-0.4, 0.6]}, {"time": 4, "value": [-0.75, 0.1], "easing": "ease-in"}, {"time": 8, "value": [0.28, 0.01]},
    ]},
    "camera": {"width": {"keyframes": [{"time": 0, "value": 3.2}, {"time": 6, "value": 2}]}},
}


class Hand:
    """What a user might do next, by chance."""

    def __init__(self, page, seed):
        self.page = page
        self.random = random.Random(seed)
        self.edits = 0

    def act(self):
        actions = [self.seek, self.scrub, self.drag_c, self.drag_camera, self.drag_key, self.turn_wheel, self.edit_text, self.undo, self.play, self.change_tab]
        weights = [4, 4, 4, 3, 3, 2, 2, 6, 1, 2]
        self.random.choices(actions, weights)[0]()

    def path(self, selector, steps=6):
        """Places on an element, away from its edges."""
        element = self.page.find(selector)
        width, height = self.page.run("return [arguments[0].clientWidth, arguments[0].clientHeight]", element)
        x, y = self.random.uniform(0.2, 0.8) * width, self.random.uniform(0.2, 0.8) * height
        places = [(x, y)]
        for _ in range(steps):
            x = min(max(x + self.random.uniform(-20, 20), 10), width - 10)
            y = min(max(y + self.random.uniform(-20, 20), 10), height - 10)
            places.append((x, y))
        return element, places

    def drag(self, selector):
        element, places = self.path(selector)
        self.page.drag(element, places[0], *places[1:])
        self.edits += 1

    def seek(self):
        self.page.run("""
            const field = document.querySelectorAll('.readout input')[1];
            field.value = arguments[0];
            field.dispatchEvent(new Event('change'));""", str(self.random.randrange(200)))

    def scrub(self):
        element = self.page.find(".timeline-ruler")
        places = [(self.page.time_place(self.random.uniform(0, 8), 8)[0], 12) for _ in range(8)]
        self.page.drag(element, places[0], *places[1:])

    def drag_c(self):
        self.drag(".plane-canvas")

    def drag_camera(self):
        self.drag(".picture-stage")

    def drag_key(self):
        element = self.page.find(".timeline-canvas")
        start = self.random.choice([0, 4, 8])
        self.page.drag(
            element, self.page.time_place(start, 8), *[self.page.time_place(self.random.uniform(0.5, 7.5), 8) for _ in range(4)])
        self.edits += 1

    def turn_wheel(self):
        _, (place, *_) = self.path(".picture-stage")
        box = self.page.run("const b = document.querySelector('.picture-stage').getBoundingClientRect(); return [b.left, b.top]")
        self.page.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {
            "type": "mouseWheel", "x": box[0] + place[0], "y": box[1] + place[1], "deltaX": 0, "deltaY": self.random.choice([-120, 120])})
        self.edits += 1

    def edit_text(self):
        self.page.type_text(self.page.text().replace("Random use", f"Random use {self.random.randrange(10)}"))
        self.edits += 1
        self.page.run("document.activeElement.blur()")

    def undo(self):
        self.page.run("document.activeElement.blur()")
        for _ in range(self.random.randrange(1, 4)):
            self.page.press("z", modifier=Keys.CONTROL)
        if self.random.random() < 0.3:
            self.page.press("y", modifier=Keys.CONTROL)

    def play(self):
        self.page.run("document.activeElement.blur()")
        self.page.press("l")
        time.sleep(1)
        self.page.press("k")

    def change_tab(self):
        tabs = self.page.all("[role=tab]")
        self.random.choice(tabs).click()


def program_figures(process):
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    resident = int(status.split("VmRSS:")[1].split()[0])
    return resident / 1024, len(os.listdir(f"/proc/{process}/fd"))


def page_figures(driver):
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    heap = driver.execute_cdp_cmd("Runtime.getHeapUsage", {})["usedSize"]
    return heap / 2**20, driver.execute_cdp_cmd("Memory.getDOMCounters", {})["nodes"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if missing():
        sys.exit(missing())
    driver = open_browser()
    faults = []
    with Studio(FILM) as studio:
        page = Page(driver, studio.address)
        hand = Hand(page, options.seed)
        print("minute  actions  edits  program MB  files  page's heap MB  nodes", flush=True)
        start, actions, minute = time.monotonic(), 0, 0
        while minute <= options.minutes:
            hand.act()
            actions += 1
            if time.monotonic() - start >= 60 * minute:
                (resident, files), (heap, nodes) = program_figures(studio.process.pid), page_figures(driver)
                print(f"{minute:6} {actions:8} {hand.edits:6} {resident:11.1f} {files:6} {heap:15.1f} {nodes:6}", flush=True)
                minute += 1
                faults += page.faults()
    driver.quit()
    print("\n".join(faults) or "the page has complained of nothing")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
