"""The pages of a desk, in a real browser: a server as a process, Chromium without a screen."""

import hashlib
import json
import pathlib
import shutil
import sqlite3
import sys
import unittest

from playwright.sync_api import Error, expect, sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
from desk import DIRECTORY, Desk  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
# Cheap on purpose: what a guess costs isn't tested here, and a development build takes seconds.
ROUNDS, BLOCK, PARALLEL = 16, 1, 1
# How long a browser may take on a machine that does much else, in milliseconds.
PATIENCE = 60_000
# No sandbox: tests may run as root. No shared memory, no graphics card: a container has neither.
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
SCREENSHOT_TRIES = 5
# What Chromium says of a page whose server stops or has stopped.
SERVER_ENDS = [
    "net::ERR_CONNECTION_REFUSED", "net::ERR_CONNECTION_RESET", "net::ERR_EMPTY_RESPONSE",
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
    "net::ERR_INTERNET_DISCONNECTED"]

expect.set_options(timeout=PATIENCE)


def password(user):
    return f"motdepasse-{user}"


def credential(user):
    """A password's row, as the server keeps it: scrypt, with the parameters beside it."""
    salt = hashlib.sha256(user.encode()).digest()[:16]
    digest = hashlib.scrypt(
        password(user).encode(), salt=salt, n=ROUNDS, r=BLOCK, p=PARALLEL, dklen=32)
    return salt, digest, ROUNDS, BLOCK, PARALLEL


def desk_with_passwords(options=lambda desk: []):
    """A serving desk of the fixtures' directory in which everybody has a password.

    `options` says how it serves, besides the usual.
    """
    desk = Desk(serving=False)
    desk.options = options(desk)
    names = [person["name"] for person in json.loads(DIRECTORY.read_text())["people"]]
    with sqlite3.connect(desk.data / "ledger.sqlite") as ledger:
        for number, name in enumerate(names, start=1):
            ledger.execute(
                "INSERT INTO credential VALUES (?, ?, ?, ?, ?, ?)", (number, *credential(name)))
    ledger.close()
    desk.start()
    return desk


def is_fault(line):
    """Whether a line of a page's console is the page's own fault: a server that stopped isn't."""
    return line.type == "error" and not any(end in line.text for end in SERVER_ENDS)


def screenshot(page, **options):
    """A picture of a page; a browser without a screen that can't take it just now is asked again."""
    for left in reversed(range(SCREENSHOT_TRIES)):
        try:
            return page.screenshot(animations="disabled", **options)
        except Error as error:
            if not left or "Unable to capture screenshot" not in error.message:
                raise
            page.bring_to_front()
            page.wait_for_timeout(500)


class PortalCase(unittest.TestCase):
    """Tests that share one server and one Chromium; each person has a browser of his own."""

    scripts = True
    language = "fr-FR"
    options = staticmethod(lambda desk: [])

    @classmethod
    def setUpClass(cls):
        cls.visits = {}
        cls.desk = desk_with_passwords(cls.options)
        cls.addClassCleanup(cls.desk.end)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.chromium = cls.playwright.chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_OPTIONS, timeout=2 * PATIENCE)
        cls.addClassCleanup(cls.chromium.close)

    def page(self, **options):
        """A page in a browser that nobody has used."""
        wishes = {
            "locale": self.language, "java_script_enabled": self.scripts,
            "reduced_motion": "reduce"}
        context = self.chromium.new_context(
            base_url=self.desk.url, **{**wishes, **options})
        self.addCleanup(context.close)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        errors = []
        page.on("console", lambda line: errors.append(line.text) if is_fault(line) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        self.addCleanup(lambda: self.assertEqual(
            [text for text in errors if "status of 4" not in text], []))
        return page

    def signed_in(self, user, fresh=False, **options):
        """A page whose reader is signed in, by the cookies of the first time unless `fresh`."""
        known = None if fresh else self.visits.get(user)
        page = self.page(**options, **({"storage_state": known} if known else {}))
        page.goto("/")
        if known:
            return page
        page.fill("#name", user)
        page.fill("#password", password(user))
        page.locator("main button.main").click()
        expect(page.get_by_role("navigation").first).to_be_visible()
        if not fresh:
            self.visits[user] = page.context.storage_state()
        return page

    def new(self, page, title, description="Depuis hier", contacts=()):
        """Creates a request of the team PROX-NANCY by the form; its reference."""
        page.goto("/requests/new/proximite")
        page.locator("[name='field.equipe']").select_option("nancy-lettres")
        page.fill("#title", title)
        page.fill("#description", description)
        if contacts:
            page.locator("#contacts summary").click()
            page.locator("#contacts button[value=contacts]").click()
            for contact in contacts:
                page.fill("#search", contact)
                page.get_by_role("button", name="Chercher").click()
                page.check(f"#tick-{contact}")
            page.get_by_role("button", name="Valider").click()
        page.locator("main button.main").click()
        page.wait_for_url("**/requests/*-*?done=created")
        return page.url.split("/")[-1].split("?")[0]

    def act(self, page, ref, verb, **fields):
        """Uses a verb of the lifecycle by its form."""
        page.goto(f"/requests/{ref}/do/{verb}")
        for name, value in fields.items():
            field = page.locator(f"#{verb}-{name}")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        page.locator("main form button.main").last.click()
        page.wait_for_url(f"**/requests/{ref}?done=moved")

    def state(self, page, ref):
        """The label of the state that a request's page shows."""
        page.goto(f"/requests/{ref}")
        return page.locator(".where .state").inner_text()
