"""What the canvas shows, code by code."""

import subprocess
import unittest

from browser_tests import BrowserTests
from page import Page
from studio import PROGRAM, REPOSITORY, Studio

PRESETS = (
    "classic-loop", "coral-reef", "famous-constants", "heart-walk", "hammered-copper", "into-the-eye", "necklace", "siegel-pond",
    "spiral-descent", "three-winds",
)
FRAME = 150
WIDTH, HEIGHT = 640, 360
PLAIN = ("--set", "output.dither=none")


def film_planes(preset, width, height, frame=FRAME, *options):
    """Frame `frame` as a film has it, made with `options`: Y′, Cb, Cr of its Y4M stream."""
    import numpy
    command = [PROGRAM, "render", preset, "--size", f"{width}x{height}", "--frames", str(frame), "-o", "-", "--progress", "none", *options]
    stream = subprocess.run(command, capture_output=True, check=True).stdout
    start = stream.index(b"FRAME") + 6
    codes = numpy.frombuffer(stream, dtype=numpy.uint8, offset=start)
    luma, chroma = width * height, width * height // 4
    return (codes[:luma].reshape(height, width), codes[luma:luma + chroma].reshape(height // 2, width // 2),
            codes[luma + chroma:luma + 2 * chroma].reshape(height // 2, width // 2))


def decoded(luma, blue, red):
    """R′G′B′ by ITU-R BT.709, limited range, in double precision; chroma sited left, interpolated linearly."""
    import numpy

    def full(plane):
        plane = plane.astype(float) - 128
        padded = numpy.pad(plane, ((1, 1), (0, 1)), mode="edge")
        rows = numpy.empty((2 * plane.shape[0], plane.shape[1] + 1))
        rows[0::2] = 0.75 * padded[1:-1] + 0.25 * padded[:-2]
        rows[1::2] = 0.75 * padded[1:-1] + 0.25 * padded[2:]
        columns = numpy.empty((rows.shape[0], 2 * plane.shape[1]))
        columns[:, 0::2] = rows[:, :-1]
        columns[:, 1::2] = 0.5 * (rows[:, :-1] + rows[:, 1:])
        return columns / 224

    y, pb, pr = (luma.astype(float) - 16) / 219, full(blue), full(red)
    r, b = y + 1.5748 * pr, y + 1.8556 * pb
    g = (y - 0.2126 * r - 0.0722 * b) / 0.7152
    return numpy.clip(255 * numpy.stack([r, g, b], axis=2), 0, 255)


def luma_codes(pixels):
    return 16 + 219 * (0.2126 * pixels[..., 0] + 0.7152 * pixels[..., 1] + 0.0722 * pixels[..., 2]) / 255


class PictureTests(BrowserTests):
    def test_the_picture_at_rest_is_the_film_s_code_by_code(self):
        import numpy
        with Studio((REPOSITORY / "presets/lightning.json").read_text()) as studio:
            page = Page(self.driver, studio.address)
            page.set_picture_size(WIDTH, HEIGHT)
            page.seek(FRAME)
            for preset in PRESETS:
                with self.subTest(preset):
                    revision = page.shown()["revision"]
                    page.type_text((REPOSITORY / f"presets/{preset}.json").read_text())
                    page.settled(revision)
                    # The page keeps the time, which is another frame at another frame rate.
                    page.seek(FRAME)
                    pixels = page.pixels()
                    planes = film_planes(preset, WIDTH, HEIGHT)
                    difference = numpy.abs(pixels - decoded(*planes))
                    # Half a code is what rounding makes.
                    self.assertLessEqual(difference.max(), 1)
                    # A still has chroma at every pixel, a film at every fourth: luma is what they share, without the noise that each has of its own.
                    still = self.still(studio.folder / "still.png", preset, options=PLAIN)
                    shared = numpy.abs(luma_codes(still) - film_planes(preset, WIDTH, HEIGHT, FRAME, *PLAIN)[0])
                    print(f"{preset:18} largest difference: {difference.max():.2f} codes from the film's planes; "
                          f"from still {shared.max():.2f} of luma")
                    self.assertLessEqual(shared.max(), 1)

    def test_what_is_translucent_lies_over_a_checkerboard(self):
        import numpy
        film = {
            "version": 1, "title": "Glass", "duration": 4, "output": {"width": 640, "height": 360, "frameRate": 25, "codec": "prores"},
            "c": [-0.12, 0.75],
            "shading": {"interior": "transparent", "palette": {"stops": [{"at": 0, "color": "#203080"}, {"at": 0.5, "color": "#ffd08040"}]}},
        }
        with Studio(film) as studio:
            page = Page(self.driver, studio.address)
            page.set_picture_size(WIDTH, HEIGHT)
            page.seek(30)
            pixels = page.pixels()
            still = self.still(studio.folder / "still.png", studio.file, frame=30, mode="RGBA")
            rows, columns = numpy.indices((HEIGHT, WIDTH)) // 8
            ground = numpy.where((rows + columns) % 2 == 0, 153, 102)[..., None]
            opacity = still[..., 3:] / 255
            seen = opacity * still[..., :3] + (1 - opacity) * ground
            clear = still[..., 3] == 0
            self.assertGreater(clear.mean(), 0.05)
            self.assertGreater(((still[..., 3] > 20) & (still[..., 3] < 235)).mean(), 0.1)
            self.assertTrue((pixels[clear] == numpy.broadcast_to(ground, pixels.shape)[clear]).all())
            # A still has chroma at every pixel, the page's picture at every fourth: luma is what they share, but where chroma is clipped.
            difference = numpy.abs(luma_codes(pixels) - luma_codes(seen))
            print(f"over a checkerboard: luma differs by {numpy.quantile(difference, 0.99):.2f} codes at most in 99 of 100 pixels")
            self.assertLess(numpy.quantile(difference, 0.99), 2)
            # The strip has it, too: grey where the interior is.
            corner = page.run("""
                const canvas = document.querySelector('.strip-canvas');
                const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width / 20, canvas.height / 8).data;
                return [...pixels].filter((_, index) => index % 4 === 0 && pixels[index] === pixels[index + 1] && pixels[index] === pixels[index + 2]).length;""")
            self.assertGreater(corner, 10)
            self.assertEqual(page.faults(), [])

    def test_the_picture_at_rest_is_exposed_as_long_as_the_shutter_is_open(self):
        import numpy
        film = {
            "version": 1, "title": "Blur", "duration": 2, "output": {"width": 320, "height": 180, "frameRate": 25},
            "c": {"path": "circle", "radius": 0.7885}, "camera": {"rotation": {"keyframes": [{"time": 0, "value": 0}, {"time": 2, "value": 360}]}},
            "shutter": {"angle": 360, "samples": 16},
        }
        with Studio(film) as studio:
            page = Page(self.driver, studio.address)
            page.set_picture_size(320, 180)
            page.seek(20)
            exposed = page.pixels()
            self.assertLessEqual(numpy.abs(exposed - decoded(*film_planes(studio.file, 320, 180, 20))).max(), 1)
            revision = page.shown()["revision"]
            page.type_text(page.text().replace('"shutter"', '"antialiasing"').replace('"angle": 360,', '"mode": "adaptive",'))
            page.settled(revision)
            self.assertGreater(numpy.abs(page.pixels() - exposed).mean(), 2)
            self.assertEqual(page.faults(), [])

    def still(self, file, preset, frame=FRAME, mode="RGB", options=()):
        import numpy
        from PIL import Image
        subprocess.run(
            [PROGRAM, "still", preset, "--size", f"{WIDTH}x{HEIGHT}", "--frame", str(frame), *options, "-o", file], check=True, capture_output=True)
        return numpy.asarray(Image.open(file).convert(mode)).astype(int)


if __name__ == "__main__":
    unittest.main()
