"""People are told by real mail, through a real mail server, of what concerns them."""

import http.cookiejar
import os
import re
import signal
import sqlite3
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

from desk import POLL_SECONDS, Desk
from mail import Mailbox


# Who has the team of the requests here.
TEAM = ("lea", "karim", "jtarnier", "mlorquin")


class MailTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk(serving=False)
        self.addCleanup(self.desk.end)
        self.mailbox = Mailbox(self.desk.folder)
        self.addCleanup(self.mailbox.end)
        self.desk.options = [
            "--sendmail", self.mailbox.sendmail, "--mail-from", "desk@example.org",
            "--portal-url", self.desk.url]

    def told(self, count):
        return [(mail["To"].addresses[0].addr_spec, mail) for mail in self.mailbox.wait(count)]

    def stats(self):
        return self.desk.server("stats", "--json").json

    def settled(self, count):
        """Waits until so many notices are noted as handed over."""
        deadline = time.monotonic() + 20
        while self.stats()["noticesHandedOver"] < count and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        return self.stats()["noticesHandedOver"]

    def test_whom_no_mail_reaches_is_named_when_his_address_is_set(self):
        added = self.desk.server(
            "user", "add", "eve", "--email", "\u00e8ve@example.org", "--lang", "en")
        self.assertIn("eve will get no mail", added.err)
        self.assertIn("without accents", added.err)
        self.assertEqual(self.stats()["peopleWithoutMail"], 1)
        again = self.desk.server("user", "notify", "eve", "--events", "all", "--lang", "fr")
        self.assertIn("eve ne recevra aucun courriel", again.err)
        added = self.desk.server("user", "add", "noe", "--email", "noe@universit\u00e9.fr")
        self.assertEqual(added.err, "")

    def test_a_request_is_told_from_its_beginning_to_its_end(self):
        for agent in TEAM:
            self.desk.server("user", "notify", agent, "--events", "answered")
        self.desk.server("user", "notify", "paul", "--mail-lang", "en")
        self.desk.start()
        lea = self.desk.join("lea")
        title = "Écran « noir »\u2028: pas d'image, même avec un câble neuf, depuis ce matin déjà"
        ref = lea.new(title)
        lea.run("take", ref)
        lea.run("comment", ref, "-m", "Swordfish", "--private")
        lea.run("ask", ref, "-m", "Quel câble ?\n.\nFrom: nobody\n\nBcc: evil@example.org")
        lea.sync()
        told = self.told(3)
        self.assertEqual(len({address for address, _ in told}), 1)
        self.assertTrue(told[0][0].startswith("paul"))
        subjects = [mail["Subject"] for _, mail in told]
        self.assertEqual(
            [subject.split(":")[0] for subject in subjects],
            [f"[{ref}] Request created", f"[{ref}] Request assigned", f"[{ref}] A question for you"])
        self.assertIn("Écran « noir »", subjects[0])
        for raw in self.mailbox.raw:
            self.assertNotIn(b"Swordfish", raw)
        asked = told[2][1]
        self.assertIsNone(asked["Bcc"])
        body = asked.get_content().replace("\r\n", "\n")
        self.assertIn("> Quel câble ?\n> .\n> From: nobody\n> \n> Bcc: evil@example.org", body)
        self.assertIn(f"{self.desk.url}/requests/{ref}", body)
        self.assertEqual(len({mail["References"] for _, mail in told}), 1)
        self.assertEqual(len({mail["Message-ID"] for _, mail in told}), 3)
        self.assertEqual(
            {sender for sender, _ in self.mailbox.envelopes}, {"desk@example.org"})
        self.assertEqual(self.settled(3), 3)
        # What went out goes out once, also over a restart.
        self.desk.stop()
        self.desk.start()
        lea.run("resolve", ref, "-m", "Câble changé.")
        lea.sync()
        self.assertIn("Câble changé.", self.told(4)[3][1].get_content())
        self.assertEqual(self.settled(4), 4)
        self.assertEqual(len(self.mailbox.raw), 4)

    def test_a_server_that_is_busy_gets_it_later_and_nothing_is_sent_without_mail(self):
        self.mailbox.busy = 1
        self.desk.start()
        lea = self.desk.join("lea")
        for agent in TEAM:
            self.desk.server("user", "notify", agent, "--events", "none")
        lea.new("Later")
        lea.sync()
        deadline = time.monotonic() + 20
        while self.mailbox.busy and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        time.sleep(0.5)
        self.assertEqual((self.mailbox.raw, self.stats()["noticesWaiting"]), ([], 1))
        self.desk.stop()
        self.desk.options = []
        self.desk.start()
        lea.new("Untold")
        lea.sync()
        self.assertEqual(self.stats()["noticesWaiting"], 1)

    def test_a_server_killed_while_it_hands_a_mail_over_sends_none_twice_and_loses_none(self):
        for agent in TEAM:
            self.desk.server("user", "notify", agent, "--events", "none")
        # It takes the mail, says so, and never ends: the server can't know what came of it.
        slow = self.desk.folder / "slow"
        taken = self.desk.folder / "taken"
        number = self.desk.folder / "number"
        slow.write_text(
            f"#!/bin/sh\necho $$ > {number}\ncat > {taken}.part\nmv {taken}.part {taken}\n"
            "exec sleep 600\n")
        slow.chmod(0o700)
        quick = self.desk.options
        self.desk.options = ["--sendmail", slow, *quick[2:]]
        self.desk.start()
        lea = self.desk.join("lea")
        first, second = lea.new("In the hand"), lea.new("In the queue")
        lea.sync()
        deadline = time.monotonic() + 20
        while not taken.exists() and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        self.assertIn(first.encode(), taken.read_bytes())
        self.desk.stop(signal.SIGKILL)
        os.kill(int(number.read_text()), signal.SIGKILL)
        self.assertEqual(self.stats()["noticesWaiting"], 2)
        # The minute that a mail may take goes by while nobody serves.
        with sqlite3.connect(self.desk.data / "ledger.sqlite") as ledger:
            ledger.execute("UPDATE notice SET due_at = 0")
        self.desk.options = quick
        self.desk.start()
        self.assertEqual(self.settled(1), 1)
        self.assertIn(second, self.told(1)[0][1]["Subject"])
        stats = self.stats()
        self.assertEqual((stats["noticesUnsure"], stats["noticesWaiting"]), (1, 0))
        # Nothing more comes of the first, also when the server falls once more.
        self.desk.stop(signal.SIGKILL)
        self.desk.start()
        third = lea.new("After all")
        lea.sync()
        self.assertEqual(self.settled(2), 2)
        self.assertEqual(
            [ref for mail in self.mailbox.mails for ref in (first, second, third)
             if f"[{ref}]" in mail["Subject"]], [second, third])
        self.desk.server("verify")

    def test_a_spool_folder_stands_in_for_a_mail_system(self):
        spool = self.desk.folder / "spool"
        self.desk.options = ["--mail-spool", spool, "--mail-from", "desk@example.org"]
        self.desk.server("user", "notify", "paul", "--events", "created")
        for agent in TEAM:
            self.desk.server("user", "notify", agent, "--events", "none")
        self.desk.start()
        lea = self.desk.join("lea")
        ref = lea.new("Spooled")
        lea.sync()
        self.settled(1)
        files = list(spool.iterdir())
        self.assertEqual([oct(file.stat().st_mode & 0o777) for file in files], ["0o600"])
        self.assertIn(ref, files[0].name)
        content = files[0].read_bytes()
        self.assertEqual(content.count(b"\n"), content.count(b"\r\n"))

    def test_a_forgotten_password_is_set_by_a_link_that_works_once(self):
        self.desk.server("user", "password", "paul", "--password-stdin", stdin="the former one\n")
        self.desk.start()
        browser = Browser(self.desk.url)
        self.assertIn("/reset", browser.get("/sign-in"))
        browser.get("/reset")
        unknown = browser.post("/reset", name="nobody")
        browser.get("/reset")
        known = browser.post("/reset", name="paul")
        self.assertEqual(without_tokens(unknown), without_tokens(known))
        mail = self.told(1)[0][1]
        self.assertEqual(len(self.mailbox.raw), 1)
        path = re.search(r"(/reset/\S+)", mail.get_content()).group(1)
        browser.get(path)
        short = browser.post(path, password_new="short", password_again="short")
        self.assertIn('role="alert"', short)
        browser.get(path)
        browser.post(path, password_new="a newer password", password_again="a newer password")
        self.assertIn('role="alert"', browser.get(path))
        browser.get("/sign-in")
        self.assertIn(
            "Paul", browser.post("/sign-in", name="paul", password="a newer password"))


def without_tokens(page):
    return re.sub(r'value="[0-9a-f]{64,}"', "", page)


class Browser:
    """Follows links and sends forms, without scripts."""

    def __init__(self, url):
        self.url, self.page = url, ""
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path, data=None):
        request = urllib.request.Request(self.url + path, data=data)
        try:
            with self.opener.open(request, timeout=30) as answer:
                self.page = answer.read().decode()
        except urllib.error.HTTPError as error:
            self.page = error.read().decode()
        return self.page

    def post(self, path, **fields):
        token = re.search(r'name="token" value="([0-9a-f]+)"', self.page).group(1)
        fields = {key.replace("_", "-"): value for key, value in fields.items()}
        return self.get(path, urllib.parse.urlencode({"token": token, **fields}).encode())
