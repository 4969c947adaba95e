"""The film's formula in the form, and the set of its parameters in the plane."""

import json
import unittest

from selenium.webdriver.support.ui import Select

from browser_tests import BrowserTests
from page import Page
from studio import Studio

FILM = {
    "version": 1, "title": "Formulas", "duration": 0.4, "output": {"width": 160, "height": 90, "frameRate": 25},
    "fractal": {"maximumIterations": 60}, "c": [-0.4, 0.6],
}


class FormulaTests(BrowserTests):
    def setUp(self):
        self.studio = Studio(FILM).__enter__()
        self.addCleanup(self.studio.__exit__)
        self.page = Page(self.driver, self.studio.address)
        self.page.run("""
            const real = window.fetch;
            window.planes = [];
            window.fetch = (address, options) => {
              if (String(address).includes('/api/plane')) window.planes.push(JSON.parse(options.body).fractal ?? {});
              return real(address, options);
            };""")

    def tearDown(self):
        self.assertEqual(self.page.faults(), [])

    def fractal(self):
        return json.loads(self.page.text())["fractal"]

    def choose(self, formula):
        revision = self.page.settled()["revision"]
        Select(self.page.find('[data-path="fractal.formula"] select')).select_by_value(formula)
        self.page.settled(revision)

    def shown_keys(self):
        rows = self.page.all('.field[data-path^="fractal."]')
        return [row.get_attribute("data-path").split(".")[1] for row in rows]

    def plane(self):
        """The fractal of the last picture of the plane that was asked for."""
        return self.page.run("return window.planes.at(-1)")

    def ground(self):
        """The plane's pixels, some of them."""
        return self.page.run("""
            const canvas = document.querySelector('.plane-stage canvas');
            const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            return Array.from(data.filter((_, index) => index % 404 === 0));""")

    def test_degree_and_p_are_shown_with_the_formulas_that_have_them(self):
        self.assertEqual(self.shown_keys(), ["maximumIterations", "escapeRadius", "formula", "degree"])
        self.choose("phoenix")
        self.page.wait("p", lambda: self.shown_keys()[-1] == "p")
        self.choose("burning-ship")
        self.page.wait("neither", lambda: self.shown_keys()[-1] == "formula")
        self.assertEqual(self.fractal(), {"maximumIterations": 60, "formula": "burning-ship"})

    def test_a_degree_goes_when_another_formula_comes_and_comes_back_when_that_is_undone(self):
        revision = self.page.settled()["revision"]
        field = self.page.find('[data-path="fractal.degree"] input')
        field.clear()
        field.send_keys("5\n")
        revision = self.page.settled(revision)["revision"]
        self.assertEqual(self.fractal()["degree"], 5)
        self.choose("tricorn")
        self.assertEqual(self.fractal(), {"maximumIterations": 60, "formula": "tricorn"})
        revision = self.page.settled()["revision"]
        self.page.undo()
        self.page.settled(revision)
        self.assertEqual(self.fractal(), {"maximumIterations": 60, "degree": 5})

    def test_p_is_typed(self):
        self.choose("phoenix")
        revision = self.page.settled()["revision"]
        field = self.page.wait("p", lambda: self.page.all('[data-path="fractal.p"] input'))[0]
        field.clear()
        field.send_keys("-0.3\n")
        self.page.settled(revision)
        self.assertEqual(self.fractal()["p"][0], -0.3)
        self.page.wait("the plane", lambda: (self.plane() or {}).get("p") == [-0.3, 0])

    def test_the_plane_shows_the_set_of_the_formula(self):
        before = self.ground()
        self.choose("burning-ship")
        self.page.wait("the plane", lambda: (self.plane() or {}).get("formula") == "burning-ship")
        self.page.wait("another ground", lambda: sum(a != b for a, b in zip(before, self.ground())) > len(before) / 20)


if __name__ == "__main__":
    unittest.main()
