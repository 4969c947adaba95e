"""What the tests of the page share."""

import unittest

from studio import missing, open_browser


@unittest.skipIf(missing(), missing())
class BrowserTests(unittest.TestCase):
    """Tests that share a browser."""

    @classmethod
    def setUpClass(cls):
        cls.driver = open_browser()

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
