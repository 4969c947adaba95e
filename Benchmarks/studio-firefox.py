#!/usr/bin/env python3
"""The pixels of the studio's picture in Firefox, by the same test as in Chromium (Tests/Browser/test_pictures.py).

    sudo apt-get install firefox-esr xvfb libegl-mesa0 libgl1-mesa-dri
    .build/browser/bin/pip install marionette_driver
    xvfb-run .build/browser/bin/python Benchmarks/studio-firefox.py

Firefox has no WebGL without a window, so it runs on a screen in memory.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from marionette_driver.errors import MarionetteException  # noqa: E402
from marionette_driver.marionette import Marionette  # noqa: E402

import browser_tests  # noqa: E402
import test_pictures  # noqa: E402
from studio import PATIENCE  # noqa: E402

PORT = 2829


class Firefox:
    """A Firefox of its own, with those commands of selenium's driver that the page object needs."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="juliareel-firefox-")
        preferences = {"marionette.port": PORT, "webgl.force-enabled": "true", "gfx.x11-egl.force-enabled": "true"}
        lines = [f'user_pref("{name}", {value});\n' for name, value in preferences.items()]
        (pathlib.Path(self.profile.name) / "user.js").write_text("".join(lines))
        self.process = subprocess.Popen(
            ["firefox-esr", "--marionette", "--no-remote", "--profile", self.profile.name],
            env={**os.environ, "LIBGL_ALWAYS_SOFTWARE": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.marionette = Marionette(host="127.0.0.1", port=PORT)
        self.connect()
        self.marionette.timeout.script = PATIENCE

    def connect(self):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self.marionette.start_session()
            except (MarionetteException, OSError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.5)

    def get(self, address):
        self.marionette.navigate(address)

    def execute_script(self, script, *arguments):
        return self.marionette.execute_script(script, script_args=list(arguments), sandbox=None)

    def find_element(self, by, selector):
        return self.marionette.find_element(by, selector)

    def get_log(self, _):
        return []

    def quit(self):
        self.marionette.delete_session()
        self.process.terminate()
        self.process.wait()


def main():
    browser_tests.open_browser = Firefox
    tests = unittest.defaultTestLoader.loadTestsFromModule(test_pictures)
    result = unittest.TextTestRunner(verbosity=2).run(tests)
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
