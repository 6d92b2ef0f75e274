"""Forgotten and changed passwords, in a real browser, with scripts and without."""

import email
import email.policy
import re
import time
import unittest

from playwright.sync_api import expect

from portal import PATIENCE, PortalCase, password

LINK = re.compile(r"https?://\S+/reset/\S+")
FRESH = "un mot de passe tout neuf"


class ForgottenPassword(PortalCase):
    scripts = False
    user = "paul"
    options = staticmethod(lambda desk: [
        "--mail-spool", str(desk.folder / "spool"), "--portal-url", desk.url])

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seen = set()

    def link(self):
        """The link of the next mail."""
        spool, deadline = self.desk.folder / "spool", time.monotonic() + PATIENCE / 1000
        while True:
            for path in set(spool.glob("*.eml")) - self.seen:
                self.seen.add(path)
                mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                return mail["To"], LINK.search(mail.get_content()).group(0)
            if time.monotonic() > deadline:
                self.fail("no mail came")
            time.sleep(0.05)

    def ask(self, page, name):
        page.goto("/sign-in")
        page.locator("main a[href='/reset']").click()
        page.fill("#name", name)
        page.locator("main button.main").click()
        page.wait_for_url("**/reset?done=sent")
        return page.locator("main").inner_text()

    def choose(self, page, first, again):
        page.fill("#password-new", first)
        page.fill("#password-again", again)
        page.locator("main button.main").click()

    def sign_in(self, page, name, word):
        page.fill("#name", name)
        page.fill("#password", word)
        page.locator("main button.main").click()

    def test_a_link_sets_a_new_password_once(self):
        page = self.page()
        # Nobody learns who has an account.
        self.assertEqual(self.ask(page, "personne"), self.ask(page, self.user))
        to, link = self.link()
        self.assertIn(self.user, to)
        page.goto(link)
        self.choose(page, FRESH, "autre chose")
        expect(page.locator("[role=alert]")).to_be_visible()
        self.choose(page, FRESH, FRESH)
        page.wait_for_url("**/sign-in")
        self.sign_in(page, self.user, password(self.user))
        expect(page.locator("[role=alert]")).to_be_visible()
        self.sign_in(page, self.user, FRESH)
        expect(page.get_by_role("navigation").first).to_be_visible()
        late = self.page()
        late.goto(link)
        expect(late.locator("[role=alert]")).to_be_visible()
        expect(late.locator("#password-new")).to_have_count(0)


    def test_whoever_is_signed_in_elsewhere_is_out(self):
        elsewhere = self.signed_in("vmathis", fresh=True)
        page = self.page()
        self.ask(page, "vmathis")
        _, link = self.link()
        page.goto(link)
        self.choose(page, FRESH, FRESH)
        page.wait_for_url("**/sign-in")
        elsewhere.goto("/requests")
        expect(elsewhere.locator("#password")).to_be_visible()


class ForgottenPasswordWithScripts(ForgottenPassword):
    scripts = True
    language = "en-GB"
    user = "claire"


if __name__ == "__main__":
    unittest.main()
