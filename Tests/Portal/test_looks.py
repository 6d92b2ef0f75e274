"""How the pages look: weight, width, and the pictures of docs/PORTAL.md.

`RECORD=1` writes the pictures anew.
"""

import gzip
import os
import pathlib
import unittest
import urllib.request

from portal import PortalCase, screenshot

PICTURES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "portal"
PAGE_BYTE_LIMIT = 30_000
WIDTHS = (360, 768, 1440)


class Looks(PortalCase):
    def test_a_first_visit_weighs_little_everything_included(self):
        page = self.signed_in("paul")
        ref = self.new(page, "Poids")
        for path in ("/requests", "/requests/new?view=tiles", f"/requests/{ref}"):
            html = page.goto(path).text()
            paths = page.evaluate(
                "[...document.querySelectorAll('link[href], script[src]')]"
                ".map((one) => one.href ?? one.src)"
                ".concat([...document.scripts].map((one) => one.src))")
            files = [urllib.request.urlopen(one).read() for one in set(paths) if one]
            weight = sum(len(gzip.compress(body, 1)) for body in [html.encode(), *files])
            self.assertLess(weight, PAGE_BYTE_LIMIT, path)

    def test_pages_are_sent_compressed(self):
        page = self.signed_in("paul")
        headers = page.goto("/requests/new").headers
        self.assertEqual(headers["content-encoding"], "gzip")
        self.assertEqual(headers["cache-control"], "no-store")

    def test_nothing_comes_from_elsewhere(self):
        page = self.signed_in("paul")
        hosts = set()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        for path in ("/", "/requests", "/requests/new", "/requests/new/proximite"):
            page.goto(path)
        self.assertEqual(hosts, {self.desk.url.split("/")[2]})

    def test_pages_fit_every_width_in_light_and_dark(self):
        page = self.signed_in("paul")
        ref = self.new(page, "Largeurs", contacts=["vmathis"])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                for path in ("/", "/requests", "/requests/new", "/requests/new/nouveau-poste",
                             f"/requests/{ref}", f"/requests/{ref}/edit"):
                    page.goto(path)
                    shown = page.evaluate("document.documentElement.scrollWidth")
                    self.assertLessEqual(shown, width, f"{path} at {width}, {scheme}")

    def test_every_picture_of_the_documentation_can_be_made(self):
        for language, locale in (("fr", "fr-FR"), ("en", "en-GB")):
            size = {"width": 1000, "height": 640}
            page = self.page(locale=locale, viewport=size)
            page.goto("/")
            self.picture(page, f"{language}-sign-in")
            page = self.signed_in("paul", locale=locale, viewport=size)
            self.picture(page, f"{language}-home")
            page.goto("/requests/new?view=tiles")
            self.picture(page, f"{language}-catalogue")
            page.goto("/requests/new/proximite")
            page.locator("main button.main").click()
            self.picture(page, f"{language}-form")
            ref = self.new(page, "Plus de réseau au bureau A114")
            lea = self.signed_in("lea")
            self.act(lea, ref, "assign", agent="lea")
            self.act(lea, ref, "ask", text="Quelle prise ?")
            page.goto(f"/requests/{ref}")
            self.picture(page, f"{language}-request")

    def picture(self, page, name):
        path = PICTURES / f"{name}.png"
        picture = screenshot(page)
        if os.environ.get("RECORD") == "1":
            PICTURES.mkdir(exist_ok=True)
            path.write_bytes(picture)
        self.assertTrue(path.exists(), f"{path.name} is missing: RECORD=1 makes it")


if __name__ == "__main__":
    unittest.main()
