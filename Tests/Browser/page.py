"""The page as a test sees it: what it shows, and what a hand does to it."""

import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.wheel_input import ScrollOrigin
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from studio import PATIENCE


class Page:
    def __init__(self, driver, address):
        self.driver = driver
        driver.get("about:blank")
        driver.get_log("browser")
        driver.get(address)
        self.wait("the first exact picture", lambda: self.shown()["exact"] == "true")

    def wait(self, what, condition, patience=PATIENCE):
        """Returns what `condition` gives once it is true."""
        end = time.monotonic() + patience
        while True:
            try:
                result = condition()
            except KeyError:
                # A key that the film does not have yet.
                result = None
            if result:
                return result
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.02)

    # What is shown

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def shown(self):
        """The frame, revision and exactness of the picture."""
        return self.run("const d = document.querySelector('.picture-canvas')?.dataset; return {frame: d?.frame, exact: d?.exact, revision: d?.revision}")

    def settled(self, revision=None, frame=None):
        """Waits for an exact picture, of another film than `revision` and of `frame`, where they are told."""
        def condition():
            shown = self.shown()
            is_right = shown["exact"] == "true" and shown["revision"] != revision
            return shown if is_right and (frame is None or shown["frame"] == str(frame)) else None
        return self.wait("an exact picture", condition)

    def pixels(self):
        """The picture's pixels: (width, height, RGBA from the top)."""
        import base64
        width, height, data = self.run("""
            const canvas = document.querySelector('.picture-canvas');
            const gl = canvas.getContext('webgl2');
            const {width, height} = canvas;
            const bytes = new Uint8Array(4 * width * height);
            gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
            let text = '';
            for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
            return [width, height, btoa(text)];""")
        import numpy
        rows = numpy.frombuffer(base64.b64decode(data), dtype=numpy.uint8).reshape(height, width, 4)
        return rows[::-1, :, :3].astype(int)

    def text(self):
        return self.run("return document.querySelector('.editor-text').value")

    def faults(self):
        """What the browser has complained about, answers that a newer request has made needless not counted."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] == "SEVERE" and entry["source"] != "network"]

    def set_picture_size(self, width, height):
        """Gives the picture's pane this size, so that its picture has it, too; it lies over the page, and the mouse goes through."""
        self.run("""
            document.querySelector('.picture-stage').style.cssText =
              `position: fixed; left: 0; top: 0; width: ${arguments[0]}px; height: ${arguments[1]}px; z-index: 5; pointer-events: none`;""", width, height)
        self.wait("the size", lambda: self.shown()["exact"] == "true" and self.run("return document.querySelector('.picture-canvas').width") == width)

    def seek(self, frame):
        self.run("""
            const field = document.querySelectorAll('.readout input')[1];
            field.value = arguments[0];
            field.dispatchEvent(new Event('change'));""", str(frame))
        return self.settled(frame=frame)

    # What a hand does

    def show_tab(self, name):
        self.find(f"#tab-{name}").click()

    def press(self, *keys, modifier=None):
        chain = ActionChains(self.driver)
        if modifier:
            chain.key_down(modifier)
        for key in keys:
            chain.send_keys(key)
        if modifier:
            chain.key_up(modifier)
        chain.perform()

    def undo(self):
        self.press("z", modifier=Keys.CONTROL)

    def drag(self, element, start, *steps, modifier=None, abandoned=False):
        """Presses at `start`, in CSS pixels from the element's corner, and moves to each of `steps`; `abandoned` by Escape before the last one."""
        box = self.run("const b = arguments[0].getBoundingClientRect(); return [b.left, b.top]", element)
        chain = ActionChains(self.driver, duration=0)
        pointer = chain.w3c_actions.pointer_action
        if modifier:
            chain.key_down(modifier)
        pointer.move_to_location(round(box[0] + start[0]), round(box[1] + start[1]))
        pointer.pointer_down()
        for number, (x, y) in enumerate(steps):
            if abandoned and number == len(steps) - 1:
                chain.perform()
                chain = ActionChains(self.driver, duration=0)
                chain.send_keys(Keys.ESCAPE).perform()
                chain = ActionChains(self.driver, duration=0)
                pointer = chain.w3c_actions.pointer_action
            pointer.move_to_location(round(box[0] + x), round(box[1] + y))
        pointer.pointer_up()
        if modifier:
            chain.key_up(modifier)
        chain.perform()

    def turn_wheel(self, element, place, amount):
        """Turns the wheel over `place`, in CSS pixels from the element's corner; away from oneself if `amount` is negative."""
        box = self.run("const b = arguments[0].getBoundingClientRect(); return [b.left, b.top]", element)
        origin = ScrollOrigin.from_viewport(round(box[0] + place[0]), round(box[1] + place[1]))
        ActionChains(self.driver, duration=0).scroll_from_origin(origin, 0, amount).perform()

    def click(self, element, place):
        self.drag(element, place)

    def time_place(self, time, duration, row=0):
        """Where `time` stands in row `row` of the timeline."""
        width = self.run("return document.querySelector('.timeline-area').clientWidth")
        return 14 + (width - 28) * time / duration, 46 * row + 23

    def plane_place(self, re, im, center=(-0.5, 0), width=3.6):
        """Where a point stands in the plane, as it is shown at first."""
        columns, rows = self.run("const c = document.querySelector('.plane-stage'); return [c.clientWidth, c.clientHeight]")
        step = width / columns
        return columns / 2 + (re - center[0]) / step, rows / 2 - (im - center[1]) / step

    def type_text(self, text):
        """Replaces the text in the editor, as by pasting."""
        self.show_tab("text")
        area = self.find(".editor-text")
        area.click()
        self.run("""
            arguments[0].focus(); arguments[0].select();
            document.execCommand('insertText', false, arguments[1]);""", area, text)
