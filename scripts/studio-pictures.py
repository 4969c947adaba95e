#!/usr/bin/env python3
"""The pictures of Docs/Studio.md and README, taken of the studio itself.

    scripts/install-browser.sh
    .build/browser/bin/python scripts/studio-pictures.py
"""

import io
import json
import math
import pathlib
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from PIL import Image  # noqa: E402
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402

from page import Page  # noqa: E402
from studio import Studio, missing, open_browser  # noqa: E402

FOLDER = REPOSITORY / "Docs/images/studio"
SIZE = (1280, 720)
# Seconds until what a movement has changed is on the screen, with room to spare.
PAUSE = 0.6


def screenshot(driver):
    return Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")


def save(driver, name):
    """As a PNG of 256 colours, which is small."""
    time.sleep(1)
    picture = screenshot(driver).quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG)
    picture.save(FOLDER / f"{name}.png", optimize=True)
    print(name, (FOLDER / f"{name}.png").stat().st_size)


def move(driver, x, y):
    chain = ActionChains(driver, duration=0)
    chain.w3c_actions.pointer_action.move_to_location(round(x), round(y))
    chain.perform()


def corner(page, selector):
    return page.run("const b = document.querySelector(arguments[0]).getBoundingClientRect(); return [b.left, b.top]", selector)


def film_of(preset):
    return Studio((REPOSITORY / f"presets/{preset}.json").read_text())


def still_pictures(driver):
    with film_of("famous-constants") as studio:
        page = Page(driver, studio.address)
        page.seek(300)
        place = page.time_place(7.5, 24)
        page.click(page.find(".timeline-canvas"), place)
        left, top = corner(page, ".plane-canvas")
        x, y = page.plane_place(-1.05, 0.25)
        move(driver, left + x, top + y)
        save(driver, "studio")
        plane = page.find(".plane-canvas")
        page.run("document.activeElement.blur()")
        page.press("d")
        points = [page.plane_place(-0.15 + 0.75 * math.cos(a / 12), 0.68 * math.sin(a / 12) + 0.1 * math.sin(a / 3)) for a in range(74)]
        page.drag(plane, points[0], *points[1:])
        page.settled()
        move(driver, 700, 250)
        save(driver, "drawn")
    with Studio() as studio:
        page = Page(driver, studio.address)
        page.wait("what ships", lambda: len(page.all(".library-card")) > 10)
        time.sleep(4)
        save(driver, "start")
    with film_of("silk-ribbons") as studio:
        page = Page(driver, studio.address)
        page.seek(200)
        page.show_tab("colors")
        save(driver, "colours")
        page.show_tab("render")
        page.find(".render-form .button.main").click()
        page.wait("some frames", lambda: page.run("return Number(document.querySelector('.render progress')?.value)") >= 60)
        save(driver, "render")


def picture_of_scenes(driver):
    """Three scenes, in the middle of a dissolve."""
    with Studio(json.dumps(ROOMS, indent=2)) as studio:
        page = Page(driver, studio.address)
        page.wait("the scenes", lambda: page.all(".scene-block"))
        page.seek(205)
        page.wait("all films", lambda: page.run("return !document.querySelector('.strip-canvas').classList.contains('is-stale')"))
        time.sleep(4)
        save(driver, "scenes")


def moving_picture(driver):
    """A handle of a circle is dragged there and back, and the strip follows."""
    with film_of("silk-ribbons") as studio:
        page = Page(driver, studio.address)
        revision = page.shown()["revision"]
        page.type_text(CIRCLE)
        page.settled(revision)
        page.show_tab("film")
        left, top = corner(page, ".plane-canvas")
        frames = []
        chain = ActionChains(driver, duration=0)
        x, y = page.plane_place(*handle(0))
        move(driver, left + x, top + y)
        chain.w3c_actions.pointer_action.pointer_down()
        chain.perform()
        steps = 36
        for step in range(steps):
            x, y = page.plane_place(*handle(step / steps))
            move(driver, left + x, top + y)
            time.sleep(PAUSE)
            frames.append(screenshot(driver).resize((880, 495), Image.Resampling.LANCZOS))
        release = ActionChains(driver, duration=0)
        release.w3c_actions.pointer_action.pointer_up()
        release.perform()
        target = FOLDER / "studio.webp"
        frames[0].save(target, save_all=True, append_images=frames[1:], duration=130, loop=0, quality=60, method=2)
        print("studio.webp", target.stat().st_size)


ROOMS = {
    "version": 1, "title": "Three rooms", "output": {"width": 1920, "height": 1080, "frameRate": 30},
    "scenes": [
        {"name": "ribbons", "preset": "silk-ribbons", "duration": 7},
        {"name": "reef", "preset": "coral-reef", "duration": 5, "transition": {"kind": "dissolve", "duration": 1.5}},
        {"name": "necklace", "preset": "necklace", "duration": 5, "transition": {"kind": "fade", "duration": 1, "color": "#102040"}},
    ],
}

CIRCLE = """{
  "version": 1,
  "title": "A circle beside the heart",
  "duration": 12,
  "loop": "wrap",
  "output": { "width": 1920, "height": 1080, "frameRate": 60 },
  "fractal": { "maximumIterations": 1200 },
  "c": { "path": "circle", "center": [-0.2, 0], "radius": 0.8, "phase": 150 },
  "camera": { "width": 3.4 },
  "shading": { "density": 0.03, "palette": "lagoon", "interior": "#05060a" }
}
"""


def handle(share):
    """The place of the handle on the circle, which goes to a smaller circle and back."""
    radius = 0.8 - 0.14 * (1 - math.cos(2 * math.pi * share)) / 2
    angle = math.radians(150 - 40 * math.sin(2 * math.pi * share))
    return -0.2 + radius * math.cos(angle), radius * math.sin(angle)


def main():
    if missing():
        sys.exit(missing())
    FOLDER.mkdir(parents=True, exist_ok=True)
    driver = open_browser(*SIZE)
    still_pictures(driver)
    picture_of_scenes(driver)
    moving_picture(driver)
    driver.quit()


if __name__ == "__main__":
    main()
