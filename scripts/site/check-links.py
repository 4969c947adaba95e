#!/usr/bin/env python3
"""Fails if a page of a built site links to a file or an anchor that is not in it, or takes a script, a style or a picture from elsewhere; links
that a reader may follow elsewhere are left alone."""
import html.parser
import os
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.parts, self.anchors = [], [], set()
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.anchors.update(v for v in (values.get("id"), values.get("name")) if v)
        self.links += [v for v in (values.get("href"), values.get("src")) if v]
        self.parts += [v for v in (values.get("src"), values.get("href") if tag == "link" else None) if v]


root = os.path.realpath(sys.argv[1])
paths = [os.path.join(d, f) for d, _, files in os.walk(root) for f in files if f.endswith(".html")]
pages = {path: Page(path) for path in paths}
bad, count = [], 0
for path, page in pages.items():
    bad += ["%s: takes %s from elsewhere" % (os.path.relpath(path, root), v) for v in page.parts if urllib.parse.urlsplit(v).netloc]
    for link in page.links:
        parts = urllib.parse.urlsplit(link)
        # The page for a missing page is shown at any depth, so its links are absolute.
        if parts.scheme or parts.netloc or (os.path.basename(path) == "404.html"):
            continue
        count += 1
        target = os.path.normpath(os.path.join(os.path.dirname(path), urllib.parse.unquote(parts.path))) if parts.path else path
        target = os.path.join(target, "index.html") if os.path.isdir(target) else target
        anchor = urllib.parse.unquote(parts.fragment)
        if not os.path.exists(target):
            bad.append("%s: no file %s" % (os.path.relpath(path, root), link))
        elif anchor and target in pages and anchor not in pages[target].anchors and not anchor.startswith("__"):
            bad.append("%s: no anchor %s" % (os.path.relpath(path, root), link))
print("\n".join(bad) or "%d links in %d pages" % (count, len(pages)))
sys.exit(1 if bad else 0)
