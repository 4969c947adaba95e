#!/usr/bin/env python3
"""Playback in the studio's page: frames shown, dropped, and how far the picture is from the clock.

    scripts/install-browser.sh
    .build/browser/bin/python Benchmarks/studio-playback.py [PRESET.json] [--seconds 30] [--size 1280x720]
"""

import argparse
import json
import pathlib
import statistics
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from page import Page  # noqa: E402
from studio import Studio, missing, open_browser  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("preset", nargs="?", default=str(REPOSITORY / "presets/benchmarks/benchmark-loop.json"))
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--size", default="1280x720")
    options = parser.parse_args()
    if missing():
        sys.exit(missing())
    width, height = map(int, options.size.split("x"))
    preset = json.loads(pathlib.Path(options.preset).read_text())
    preset["output"] = {**preset.get("output", {}), "width": width, "height": height}
    driver = open_browser(2560, 1440)
    with Studio(preset) as studio:
        page = Page(driver, studio.address)
        page.set_picture_size(width, height)
        time.sleep(1)
        page.run("""
          window.shown = [];
          document.addEventListener('picture-shown', (event) => shown.push([performance.now(), event.detail.frame, event.detail.width]));
          document.activeElement.blur();""")
        page.press("l")
        time.sleep(options.seconds)
        page.press("k")
        shown = page.run("return shown")[:-1]
        rate = preset["output"].get("frameRate", 60)
        count = round(preset["duration"] * rate)
        # Frames as they go on over the loop's end, and how far each is behind the first by the time of day.
        turns, last, lags = 0, shown[0][1], []
        for moment, frame, _ in shown:
            if frame < last - count / 2:
                turns += 1
            last = frame
            due = (moment - shown[0][0]) * rate / 1000
            lags.append((due - (frame + turns * count - shown[0][1])) * 1000 / rate)
        due = round((shown[-1][0] - shown[0][0]) * rate / 1000) + 1
        widths = [w for _, _, w in shown]
        print(f"{len(shown)} frames shown, {due - len(shown)} of {due} dropped in {(shown[-1][0] - shown[0][0]) / 1000:.1f} s")
        print(f"picture {min(widths)}–{max(widths)} wide, median {statistics.median(widths):.0f}")
        print(f"behind the clock: median {statistics.median(lags):.1f} ms, last second {statistics.median(lags[-50:]):.1f} ms (drift), largest {max(lags):.1f} ms")
    driver.quit()


if __name__ == "__main__":
    main()
