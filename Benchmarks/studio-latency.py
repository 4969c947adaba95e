#!/usr/bin/env python3
"""How long from an input event to pixels in the studio's page, in a headless Chromium.

    scripts/install-browser.sh
    .build/browser/bin/python Benchmarks/studio-latency.py [PRESET.json] [--events 200]

Real pointer events, sent by the browser's driver, drag c over the plane. For each picture that follows, the time from the newest event it
can know of to the end of its drawing: at 640×360, at 1920×1080, and for the strip of sixty pictures of 160×90. Also the time from the start
of `juliareel studio` to the first picture, the bytes of the page, and what of it and of answers had come by then, heads included.
"""

import argparse
import pathlib
import statistics
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from page import Page  # noqa: E402
from studio import Studio, missing, open_browser  # noqa: E402

RECORDER = """
  window.figures = {pictures: [], strips: [], sizes: []};
  const stage = document.querySelector('.plane-canvas');
  let input = 0;
  stage.addEventListener('pointermove', (event) => { input = event.timeStamp; }, {capture: true});
  const gl = document.querySelector('.picture-canvas').getContext('webgl2');
  document.addEventListener('picture-shown', (event) => {
    if (event.detail.isExact || !input) return;
    gl.finish();
    figures.pictures.push(performance.now() - input);
    figures.sizes.push(event.detail.width);
  });
  document.addEventListener('strip-shown', () => { if (input) figures.strips.push(performance.now() - input); });
"""


def summary(name, values):
    values = sorted(values)
    at95 = values[min(len(values) - 1, round(0.95 * len(values)))]
    print(f"{name:34} median {statistics.median(values):6.1f} ms   95th percentile {at95:6.1f} ms   ({len(values)} pictures)")


def drag(page, events):
    """One slow drag: each event is sent when what the last one has asked for is shown."""
    from selenium.webdriver.common.action_chains import ActionChains
    plane = page.find(".plane-canvas")
    box = page.run("const b = arguments[0].getBoundingClientRect(); return [b.left, b.top, b.width, b.height]", plane)
    places = [(box[0] + box[2] * (0.35 + 0.3 * (step % 40) / 40), box[1] + box[3] * (0.3 + 0.01 * (step // 40))) for step in range(events)]
    pointer = ActionChains(page.driver, duration=0)
    pointer.w3c_actions.pointer_action.move_to_location(round(places[0][0]), round(places[0][1]))
    pointer.w3c_actions.pointer_action.pointer_down()
    pointer.perform()
    for x, y in places:
        count = page.run("return figures.pictures.length + figures.strips.length")
        move = ActionChains(page.driver, duration=0)
        move.w3c_actions.pointer_action.move_to_location(round(x), round(y))
        move.perform()
        end = time.monotonic() + 2
        while page.run("return figures.pictures.length + figures.strips.length") < count + 2 and time.monotonic() < end:
            time.sleep(0.002)
    up = ActionChains(page.driver)
    up.w3c_actions.pointer_action.pointer_up()
    up.perform()


def measure(driver, preset, room, events):
    """Figures with a picture pane whose picture is `room` wide."""
    with Studio(preset) as studio:
        page = Page(driver, studio.address)
        page.find("#tab-colors").click()
        page.set_picture_size(*room)
        page.run(RECORDER)
        drag(page, 20)
        page.run("for (const list of Object.values(figures)) list.length = 0")
        drag(page, events)
        return page.run("return figures")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("preset", nargs="?", default=str(REPOSITORY / "presets/benchmarks/benchmark-constants.json"))
    parser.add_argument("--events", type=int, default=200)
    options = parser.parse_args()
    if missing():
        sys.exit(missing())
    files = list((REPOSITORY / "Sources/Studio/Page").iterdir())
    print(f"page: {sum(file.stat().st_size for file in files)} bytes in {len(files)} files")
    text = pathlib.Path(options.preset).read_text()
    driver = open_browser(2560, 1440)
    starts, loads = [], []
    for _ in range(5):
        with Studio(text) as studio:
            answered = time.perf_counter() - studio.started
            driver.get(studio.address)
            loads.append(driver.execute_async_script("""
              const done = arguments[0];
              const bytes = (come) => come.reduce((sum, { transferSize }) => sum + transferSize, 0);
              const count = () => {
                const come = performance.getEntriesByType('resource').filter(({ responseEnd }) => responseEnd > 0);
                const [page, answers] = [false, true].map((is) => come.filter(({ name }) => name.includes('/api/') === is));
                done([come.length, bytes(page), bytes(answers)]);
              };
              const look = () => document.querySelector('.picture-canvas')?.dataset.frame ? count() : setTimeout(look, 2);
              look();"""))
            starts.append((answered, time.perf_counter() - studio.started))
    print(f"start to address {statistics.median(a for a, _ in starts) * 1000:.0f} ms, to the first picture {statistics.median(b for _, b in starts) * 1000:.0f} ms (median of 5)")
    requests, page, answers = (statistics.median(load[part] for load in loads) for part in range(3))
    print(f"by then {requests:.0f} requests, {page / 1000:.0f} kB of the page and {answers / 1000:.0f} kB of answers")
    for room in ((640, 360), (1920, 1080)):
        figures = measure(driver, text, room, options.events)
        widths = sorted(set(figures["sizes"]))
        summary(f"{room[0]}x{room[1]} pane, sizes {widths[0]}–{widths[-1]}", figures["pictures"])
        if room[0] == 640:
            summary("strip of 60 at 160x90", figures["strips"])
    driver.quit()


if __name__ == "__main__":
    main()
