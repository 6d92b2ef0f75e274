"""The technician's program at a real terminal: questions, drafts, widths, the pager."""

import random
import re
import unicodedata
import unittest

from desk import EXIT, Desk, programs
from terminal import Session

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "a\u202eb\u2066c\u200fd"
SCRIPT = "#!/bin/sh\nprintf '%s\\n' \"$TEXT\" > \"$1.new\"; cat \"$1\" >> \"$1.new\"; mv \"$1.new\" \"$1\"\n"


def cells(text):
    """The cells of a line that has no escape sequences."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text)


class TerminalTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea = cls.desk.join("lea")
        cls.first = cls.lea.new(
            "Écran 漢字 noir 🖥️ au démarrage du poste de l'accueil", "--urgency", "critical")
        cls.lea.new("Imprimante", "--urgency", "high")
        for number in range(30):
            cls.lea.new(f"Demande numéro {number}")
        cls.editor = cls.desk.folder / "editor"
        cls.editor.write_text(SCRIPT)
        cls.editor.chmod(0o755)

    def session(self, *arguments, columns=80, lines=24, **env):
        command = [programs() / "escale", *arguments]
        return Session(command, self.lea.environment(**env), columns=columns, lines=lines)

    def shown(self, *arguments, columns=80, lines=24, expect=0, **env):
        session = self.session(*arguments, columns=columns, lines=lines, **env)
        code = session.end()
        self.assertEqual(code, expect, session.screen)
        return session.screen

    def drafts(self):
        return self.lea.folder / ".local" / "state" / "escale" / "drafts"

    def test_what_is_shown_on_a_terminal_is_the_last_one_used(self):
        other = self.lea.new("Autre")
        self.shown("show", self.first, PAGER="")
        self.assertEqual(self.lea.show("-")["ref"], self.first)
        self.lea.show(other)
        self.assertEqual(self.lea.show("-")["ref"], self.first)

    def test_no_line_of_a_list_is_wider_than_the_terminal(self):
        for columns in (40, 60, 80, 120):
            with self.subTest(columns=columns):
                screen = self.shown("list", columns=columns, PAGER="")
                lines = ESCAPE.sub("", screen).splitlines()
                self.assertGreater(len(lines), 30)
                for line in lines:
                    self.assertLessEqual(cells(line.replace("\ufe0f", "")), columns, line)
                self.assertIn("▲▲", screen)

    def test_colours_come_and_go(self):
        self.assertIn("\x1b[", self.shown("list", PAGER=""))
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"}):
            self.assertNotIn("\x1b", self.shown("list", PAGER="", **env))
            self.assertIn("\x1b[", self.shown("list", "--color", "always", PAGER="", **env))
        self.assertNotIn("\x1b", self.lea.run("list").out)

    def test_errors_are_coloured_as_everything_else(self):
        self.assertIn("\x1b[", self.shown("show", "ZZ-1", expect=EXIT["not_found"]))
        for options, env in (
                (("--color", "never"), {}), ((), {"ESCALE_COLOR": "never"}), ((), {"NO_COLOR": "1"})):
            screen = self.shown("show", "ZZ-1", *options, expect=EXIT["not_found"], **env)
            self.assertNotIn("\x1b", screen)

    def test_a_long_list_goes_through_the_pager_and_a_short_one_does_not(self):
        pager = "echo PAGER $LESS; cat"
        self.assertIn("PAGER FRX", self.shown("list", PAGER=pager))
        self.assertIn("PAGER R", self.shown("list", PAGER=pager, LESS="R"))
        self.assertIn("PAGER", self.shown("list", PAGER="", ESCALE_PAGER=pager))
        for arguments, env in (
                (("list", "--limit", "3"), {"PAGER": pager}), (("list", "--no-input"), {"PAGER": pager}),
                (("list",), {"PAGER": pager, "TERM": "dumb"}), (("list",), {"PAGER": "cat"}),
                (("list",), {"PAGER": ""}), (("list",), {"PAGER": pager, "LINES": "500"})):
            self.assertNotIn("PAGER", self.shown(*arguments, **env))
        self.assertNotIn("PAGER", self.lea.run("list").out)

    def test_a_pager_that_is_not_there_loses_nothing(self):
        self.assertIn("Demande numéro 29", self.shown("list", PAGER="/no/such/pager"))

    def test_what_others_wrote_is_shown_and_not_obeyed(self):
        ref = self.lea.new(f"T {HOSTILE}", "--location", HOSTILE)
        self.lea.run("take", ref, "-m", f"text {HOSTILE}")
        self.lea.run("comment", ref, "-m", HOSTILE)
        photo = self.lea.folder / f"{HOSTILE}.txt"
        photo.write_text("x")
        self.lea.run("attach", ref, photo)
        for arguments in (
                ("show", ref), ("show", ref, "--history"), ("list", "--limit", "2"), ("log", ref),
                ("search", "T"), ("explain", ref), ("attachment", "list", ref), ("link", ref),
                ("undo", ref), (), ("conflicts",), ("status",), ("resolve", ref, "-m", HOSTILE)):
            with self.subTest(arguments=arguments):
                for screen in (
                        self.session_text(*arguments), self.lea.run(*arguments, expect=None).out):
                    for bad in "\u202e\u2066\u200f\x9b\x07":
                        self.assertNotIn(bad, ESCAPE.sub("", screen))

    def session_text(self, *arguments):
        session = self.session(*arguments, PAGER="")
        session.end()
        return session.screen

    def test_the_draft_of_a_private_note_is_never_offered_to_all(self):
        ref = self.lea.new("Two drafts")
        failing = self.lea.folder / "failing-editor"
        failing.write_text("#!/bin/sh\nprintf 'Among agents' > \"$1\"; exit 1\n")
        failing.chmod(0o755)
        failed = self.session("comment", ref, "--private", EDITOR=str(failing))
        self.assertNotEqual(failed.end(), 0, failed.screen)
        kept = [path.read_text() for path in self.drafts().iterdir()]
        self.assertEqual(kept, ["Among agents"])
        for options, text in (((), "To all"), (("--private",), "Once more")):
            session = self.session("comment", ref, *options, EDITOR=str(self.editor), TEXT=text)
            self.assertEqual(session.end(), 0, session.screen)
        comments = {
            line["text"]: line["private"]
            for line in self.lea.show(ref)["timeline"] if line["kind"] == "comment"}
        self.assertEqual(comments, {"To all": False, "Once more\nAmong agents": True})
        self.assertEqual(list(self.drafts().iterdir()), [])

    def test_new_asks_for_all_that_is_needed(self):
        photo = self.lea.folder / "photo.txt"
        photo.write_text("x")
        session = self.session("new", EDITOR=str(self.editor), TEXT="From the editor")
        session.answer("words): ", "zzzzzz")
        session.answer("words): ", "proximite")
        session.answer("Local support team: ", "nowhere")
        session.answer("Local support team: ", "nancy-lettres")
        session.answer("Title: ", "Asked for")
        session.answer("no more): ", "/no/such/file")
        session.answer("no more): ", str(photo))
        session.answer("no more): ", "")
        self.assertEqual(session.end(), 0, session.screen)
        view = self.lea.show("-")
        self.assertEqual(view["title"], "Asked for")
        self.assertEqual(view["description"], "From the editor")
        self.assertEqual(view["fields"]["equipe"], "nancy-lettres")
        self.assertEqual([a["name"] for a in view["attachments"]], ["photo.txt"])
        self.assertEqual(list(self.drafts().iterdir()), [])

    def test_answers_outlive_a_kill_and_are_offered_again(self):
        session = self.session("new")
        session.answer("words): ", "proximite")
        session.answer("Local support team: ", "nancy-lettres")
        session.answer("Title: ", "Half done")
        session.wait_for("Description: ")
        session.kill()
        draft = self.drafts() / "new.json"
        self.assertEqual(draft.stat().st_mode & 0o777, 0o600)
        session = self.session("new")
        session.answer("Half done). Go on with it? [Y/n] ", "")
        session.answer("Description: ", "The rest")
        session.answer("no more): ", "")
        self.assertEqual(session.end(), 0, session.screen)
        view = self.lea.show("-")
        self.assertEqual((view["title"], view["description"]), ("Half done", "The rest"))
        self.assertFalse(draft.exists())

    def test_a_request_that_cannot_be_saved_leaves_its_answers(self):
        session = self.session("new", "--for", "paul", "--attach", "/no/such/file")
        session.answer("words): ", "proximite")
        session.answer("Local support team: ", "nancy-lettres")
        session.answer("Title: ", "Not saved")
        session.answer("Description: ", "D")
        self.assertEqual(session.end(), EXIT["not_found"], session.screen)
        self.assertIn("Your answers stay in", session.screen)
        session = self.session("new")
        session.answer("[Y/n] ", "n")
        session.wait_for("words): ")
        session.type("\x04")
        self.assertEqual(session.end(), EXIT["usage"])
        self.assertFalse((self.drafts() / "new.json").exists())

    def test_two_who_ask_at_once_have_a_draft_each(self):
        first = self.session("new")
        first.answer("words): ", "proximite")
        first.answer("Local support team: ", "nancy-lettres")
        first.answer("Title: ", "The first one")
        first.wait_for("Description: ")
        second = self.session("new")
        second.wait_for("words): ")
        self.assertNotIn("There is a draft", second.screen)
        second.type("proximite\n")
        second.answer("Local support team: ", "nancy-lettres")
        second.answer("Title: ", "The second one")
        second.wait_for("Description: ")
        self.assertEqual(
            sorted(file.name for file in self.drafts().glob("*.json")), ["new.json", "new2.json"])
        first.type("D\n")
        first.answer("no more): ", "")
        self.assertEqual(first.end(), 0, first.screen)
        # The other one's answers outlive it, and are offered.
        second.kill()
        again = self.session("new")
        again.answer("The second one). Go on with it? [Y/n] ", "")
        again.answer("Description: ", "D")
        again.answer("no more): ", "")
        self.assertEqual(again.end(), 0, again.screen)
        self.assertEqual(list(self.drafts().glob("*.json")), [])

    def test_no_line_of_a_timeline_is_wider_than_the_terminal(self):
        ref = self.lea.new("Narrow")
        self.lea.run("take", ref)
        self.lea.run("postpone", ref, "--until", "+2w", "-m", "A reason of some length, and more.")
        for columns in (40, 60):
            for more in ((), ("--history",)):
                screen = self.shown("show", ref, *more, columns=columns, PAGER="", lines=200)
                timeline = ESCAPE.sub("", screen).split("Timeline")[1].splitlines()
                self.assertGreater(len(timeline), 5)
                for line in timeline:
                    self.assertLessEqual(cells(line), columns, line)
                self.assertIn("Dispatched", screen)

    def test_files_on_their_way_are_seen_on_a_terminal_and_nowhere_else(self):
        photo = self.desk.folder / "large.jpg"
        for place, arguments in (
                ("terminal", ()), ("quiet", ("--quiet",)), ("dumb", ()), ("pipe", ())):
            photo.write_bytes(random.Random(place).randbytes(3_000_000))
            self.lea.new("With a large file", "--attach", photo)
            if place == "pipe":
                result = self.lea.run("sync")
                self.assertNotIn("[#", result.out + result.err)
                continue
            more = {"TERM": "dumb"} if place == "dumb" else {}
            session = self.session("sync", *arguments, **more)
            self.assertEqual(session.end(), 0, session.screen)
            if place != "terminal":
                self.assertNotIn("#", session.screen)
                continue
            self.assertRegex(session.screen, r"\[#+\.+\] [0-9.]+ [kM]B/3 MB")
            # What is left on the line is nothing of the bar.
            last = session.screen.rsplit("\r\x1b[K", 1)[1]
            self.assertNotIn("#", last)
            self.assertIn("attachment", last)

    def test_take_offers_what_waits(self):
        session = self.session("take")
        session.wait_for("Écran")
        session.answer("none)? ", "imprimante")
        self.assertEqual(session.end(), 0, session.screen)
        self.assertEqual(self.lea.show("-")["title"], "Imprimante")
        session = self.session("take")
        session.answer("none)? ", "")
        self.assertEqual(session.end(), EXIT["usage"], session.screen)

    def test_nobody_is_asked_without_a_terminal_or_with_no_input(self):
        for arguments, missing in (
                (("new",), "--service, --title, --description"), (("take",), "REF")):
            for command in (arguments, (*arguments, "--no-input")):
                result = self.shown(*command, "--no-input", expect=EXIT["usage"])
                self.assertIn(f"{missing} is missing", result)
            error = self.lea.refused(EXIT["usage"], *arguments)
            self.assertIn(missing, error["message"])


if __name__ == "__main__":
    unittest.main()
