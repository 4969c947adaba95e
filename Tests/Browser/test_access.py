"""The page for everybody: text that can be read, and controls that say what they are."""

import unittest

import test_modifiers
import test_scenes
import test_sound
from page import Page
from studio import REPOSITORY, Studio, missing, open_browser

TABS = ["film", "colors", "text", "render", "measure"]

# Text of less contrast than WCAG 2.1 asks for (1.4.3: 4.5, or 3 where it is large); what cannot be used is exempt.
FAINT = """
  const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const probe = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  // Any colour notation as red, green, blue and opacity.
  const color = (text) => {
    if (/^rgba?\\(/.test(text)) return parse(text);
    probe.clearRect(0, 0, 1, 1); probe.fillStyle = text; probe.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, index) => part * a + under[index] * (1 - a)).concat(1);
  const light = ([r, g, b]) => {
    const linear = [r, g, b].map((part) => { const s = part / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) layers.push(color(getComputedStyle(each).backgroundColor));
    return layers.reverse().reduce((under, layer) => over(layer, under), color(getComputedStyle(document.documentElement).backgroundColor));
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    if (element.closest(':disabled, [aria-disabled=true], [aria-hidden=true], svg, option, noscript')) continue;
    const style = getComputedStyle(element);
    const under = ground(element);
    const [one, other] = [light(over(color(style.color), under)), light(under)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 30)}" ${ratio.toFixed(2)}`);
  }
  return [...new Set(faint)];
"""

# Controls without a name that a screen reader could say.
NAMELESS = """
  return [...document.querySelectorAll('button, input, select, textarea, canvas[tabindex], [role=slider], [role=separator], [role=tab]')]
    .filter((each) => each.checkVisibility())
    .filter((each) => !(each.getAttribute('aria-label') || each.getAttribute('aria-labelledby') || each.title || each.labels?.length || each.textContent.trim()))
    .map((each) => each.outerHTML.slice(0, 100));
"""


@unittest.skipIf(missing(), missing())
class AccessTests(unittest.TestCase):
    def test_text_is_readable_and_controls_have_names_in_both_schemes_and_all_tabs(self):
        preset = (REPOSITORY / "presets/spiral-descent.json").read_text()
        for scheme in ["dark", "light"]:
            driver = open_browser(scheme=scheme)
            self.addCleanup(driver.quit)
            with Studio(preset) as studio:
                page = Page(driver, studio.address)
                for tab in TABS:
                    page.show_tab(tab)
                    with self.subTest(scheme=scheme, tab=tab):
                        self.assertEqual(page.run(FAINT), [])
                        self.assertEqual(page.run(NAMELESS), [])
            driver.quit()

    def test_scenes_and_waves_are_readable_and_have_names(self):
        wave = {**test_modifiers.FILM, "camera": {"width": {"base": 3, "wave": "sine", "period": 1, "amplitude": 0.3}}}
        for scheme in ["dark", "light"]:
            driver = open_browser(scheme=scheme)
            self.addCleanup(driver.quit)
            for preset, mark in [(test_scenes.FILM, ".scene-block"), (wave, ".modifiers .field")]:
                studio = Studio(preset)
                test_sound.write_song(studio.folder / "song.wav")
                with studio:
                    page = Page(driver, studio.address)
                    page.wait("what is new", lambda: page.all(mark))
                    if preset is wave:
                        page.run("document.querySelector('[aria-label=\"Width: follows the song\"]').click()")
                        page.wait("its fields", lambda: page.all("[data-modifier='audio.release']"))
                    with self.subTest(scheme=scheme, film=preset["title"]):
                        self.assertEqual(page.run(FAINT), [])
                        self.assertEqual(page.run(NAMELESS), [])
            driver.quit()

    def test_every_control_is_reached_by_the_tab_key_and_shows_it(self):
        driver = open_browser()
        self.addCleanup(driver.quit)
        with Studio((REPOSITORY / "presets/classic-loop.json").read_text()) as studio:
            page = Page(driver, studio.address)
            page.run("document.activeElement.blur()")
            reached, unseen = set(), []
            for _ in range(150):
                page.press("\ue004")
                name, pane, is_shown = page.run("""
                    const each = document.activeElement;
                    if (each === document.body) return ['', '', true];
                    const style = getComputedStyle(each);
                    const isShown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
                    return [each.getAttribute('aria-label') || each.title || each.textContent.trim().slice(0, 30) || each.className, each.closest('[id]')?.closest('.pane, .bar')?.id ?? '', isShown];""")
                reached.add(pane)
                if not is_shown:
                    unseen.append(name)
            self.assertLessEqual({"bar", "plane", "picture", "side", "strip", "timeline"}, reached)
            self.assertEqual(unseen, [])


if __name__ == "__main__":
    unittest.main()
