"""A studio that runs for a test, and the page of it in a real browser without a window."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("JULIAREEL", REPOSITORY / ".build/release/juliareel"))

# No test waits longer for anything; a busy machine is slow, a broken page never gets there.
PATIENCE = 90


class Studio:
    """`juliareel studio` in a folder of its own, with `preset` as film.json; without one, a new film."""

    def __init__(self, preset=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="juliareel-browser-"))
        self.file = self.folder / "film.json"
        arguments = [str(PROGRAM), "studio", "--no-open", "--port", "0"]
        if preset is not None:
            self.file.write_text(preset if isinstance(preset, str) else json.dumps(preset, indent=2) + "\n")
            arguments.append(str(self.file))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(arguments, cwd=self.folder, stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=PATIENCE)
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        if status != 0:
            raise AssertionError(f"the studio ended with {status}")


def open_browser(width=1280, height=720, scheme="dark", scale=1):
    """Chromium without a window, `width` × `height` CSS pixels."""
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = chromium()
    for argument in (
        "--headless=new", "--no-sandbox", f"--window-size={width},{height}", "--hide-scrollbars", "--no-first-run",
        "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        "--autoplay-policy=no-user-gesture-required",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    # A page with changes that are not saved asks before it goes.
    options.unhandled_prompt_behavior = "accept"
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(PATIENCE)
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False})
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    return driver


def chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def missing():
    """Why there can be no test in a browser, or None."""
    if chromium() is None or shutil.which("chromedriver") is None:
        return "chromium and chromedriver are missing (scripts/install-browser.sh)"
    try:
        import numpy, PIL, selenium  # noqa: E401, F401
    except ImportError as error:
        return f"{error.name} for Python is missing (scripts/install-browser.sh)"
    return None if PROGRAM.exists() else f"{PROGRAM} is not built"
