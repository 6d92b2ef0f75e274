"""What a command refuses: the code, the words in both languages, and that nothing has changed."""

import datetime
import json
import unittest

from desk import EXIT, Desk, Replica

NEW = ("new", "--service", "proximite", "--field", "equipe=nancy-lettres")
TITLE_LIMIT, TEXT_LIMIT = 255, 65_536
PROBLEM = ("--title", "T", "--description", "D")


class InputTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea = cls.desk.join("lea")
        cls.assigned = cls.lea.new("Assigned")
        cls.lea.run("take", cls.assigned)
        cls.dispatched = cls.lea.new("Dispatched")
        cls.lea.sync()

    def check_refused(self, code, name, *arguments):
        """Exit code, error code, words in both languages, and the replica as it was."""
        before = self.lea.log(), self.lea.status()
        error = self.lea.refused(code, *arguments)
        self.assertEqual(error["code"], name)
        self.assertTrue(error["message"])
        self.assertIn("details", error)
        said = {}
        for language, word, next_word in (
                ("en", "error: ", "hint: "), ("fr", "erreur : ", "conseil : ")):
            result = self.lea.run(*arguments, "--lang", language, expect=code)
            self.assertEqual(result.out, "")
            lines = result.err.splitlines()
            self.assertTrue(lines[0].startswith(word), result.err)
            if error["hint"]:
                self.assertTrue(lines[1].startswith(next_word), result.err)
            said[language] = lines[0].removeprefix(word)
        self.assertNotEqual(said["en"], said["fr"])
        self.assertEqual((self.lea.log(), self.lea.status()), before)
        return error

    def test_an_unknown_reference(self):
        for command in (
                ("show", "7K-999999"), ("take", "ZZ-1"), ("comment", "999999", "-m", "x"),
                ("resolve", "7K-999999", "-m", "x"), ("explain", "7K-999999"),
                ("log", "7K-999999")):
            with self.subTest(command=command[0]):
                error = self.check_refused(EXIT["not_found"], "request.unknown", *command)
                self.assertTrue(error["hint"])

    def test_an_unknown_service(self):
        error = self.check_refused(
            EXIT["not_found"], "directory.unknown-service", "new", "--service", "moon", *PROBLEM)
        self.assertIn("moon", error["message"])
        self.assertTrue(error["hint"])

    def test_a_service_that_only_groups_others(self):
        self.check_refused(
            EXIT["refused"], "input.not-a-service", "new", "--service", "environnement", *PROBLEM)

    def test_an_unknown_user(self):
        for command in (
                (*NEW, "--for", "nobody", *PROBLEM), (*NEW, "--contact", "nobody", *PROBLEM),
                ("assign", self.dispatched, "--to", "nobody"),
                ("contact", "add", self.dispatched, "nobody")):
            with self.subTest(command=command):
                error = self.check_refused(
                    EXIT["not_found"], "directory.unknown-person", *command)
                self.assertIn("nobody", error["message"])
                self.assertTrue(error["hint"])

    def test_contacts_are_all_known_or_none_is_added(self):
        self.check_refused(
            EXIT["not_found"], "directory.unknown-person",
            "contact", "add", self.dispatched, "claire", "nobody")

    def test_an_unknown_team(self):
        for command in (
                ("transfer", self.dispatched, "--team", "MOON", "-m", "x"),
                ("list", "--team", "MOON")):
            with self.subTest(command=command[0]):
                self.check_refused(EXIT["not_found"], "directory.unknown-team", *command)

    def test_an_empty_title(self):
        for title in ("", "   ", "\t\n"):
            with self.subTest(title=title):
                self.check_refused(
                    EXIT["refused"], "input.empty", *NEW, "--title", title, "--description", "D")
        self.check_refused(EXIT["refused"], "input.empty", "edit", self.assigned, "--title", " ")

    def test_a_title_that_is_too_long(self):
        for title in ("x" * (TITLE_LIMIT + 1), "é" * (TITLE_LIMIT // 2 + 1)):
            error = self.check_refused(
                EXIT["refused"], "input.too-long", *NEW, "--title", title, "--description", "D")
            self.assertIn(str(TITLE_LIMIT), error["message"])
        longest = self.lea.json(*NEW, "--title", "x" * TITLE_LIMIT, "--description", "D")
        self.assertEqual(longest["title"], "x" * TITLE_LIMIT)

    def test_a_text_that_is_too_long(self):
        self.check_refused(
            EXIT["refused"], "input.too-long",
            "comment", self.assigned, "-m", "x" * (TEXT_LIMIT + 1))

    def test_an_empty_text(self):
        for command in (
                ("comment", self.assigned, "-m", " "), ("resolve", self.assigned, "-m", ""),
                ("freeze", self.assigned, "-m", "\n")):
            with self.subTest(command=command[0]):
                result = self.lea.run(*command, "--json", expect=None)
                self.assertIn(result.code, (EXIT["refused"], EXIT["usage"]), str(result))
                self.assertTrue(result.error["message"])

    def test_a_title_with_control_characters(self):
        self.check_refused(
            EXIT["refused"], "input.control-character", *NEW, "--title", "a\x1b[2Jb",
            "--description", "D")

    def test_a_date_in_the_past(self):
        for date in ("2001-01-31", "hier", "yesterday"):
            with self.subTest(date=date):
                result = self.lea.run(
                    "postpone", self.assigned, "--until", date, "-m", "x", "--json", expect=None)
                self.assertIn(result.code, (EXIT["refused"], EXIT["usage"]), str(result))
        self.check_refused(
            EXIT["refused"], "input.past-date",
            "postpone", self.assigned, "--until", "2001-01-31", "-m", "x")

    def test_a_date_that_is_none(self):
        for date in ("soon", "2027-02-30", ""):
            with self.subTest(date=date):
                result = self.lea.run(
                    "postpone", self.assigned, "--until", date, "-m", "x", "--json", expect=None)
                self.assertIn(result.code, (EXIT["refused"], EXIT["usage"]), str(result))
                self.assertTrue(result.error["hint"], str(result))
        self.assertEqual(self.lea.show(self.assigned)["state"], "assigned")

    def test_answers_of_the_form(self):
        self.check_refused(
            EXIT["refused"], "input.missing-answer", "new", "--service", "proximite", *PROBLEM)
        self.check_refused(
            EXIT["refused"], "input.unknown-field", *NEW, "--field", "colour=red", *PROBLEM)
        self.check_refused(
            EXIT["refused"], "input.invalid-answer",
            "new", "--service", "proximite", "--field", "equipe=moon", *PROBLEM)
        self.check_refused(
            EXIT["refused"], "input.unknown-value", *NEW, "--urgency", "panic", *PROBLEM)

    def test_what_the_lifecycle_refuses(self):
        error = self.check_refused(
            EXIT["refused"], "lifecycle.not-from-here", "freeze", self.dispatched, "-m", "x")
        self.assertIn("assign", error["hint"])
        self.check_refused(
            EXIT["refused"], "lifecycle.not-from-here",
            "transfer", self.assigned, "--team", "RESEAU", "-m", "x")

    def test_a_command_that_is_not_understood(self):
        for command in (
                ("fly",), ("show",), ("list", "--colour"), ("list", "--sort", "weight"),
                ("list", "--limit", "many"), ("transfer", self.dispatched, "-m", "x")):
            with self.subTest(command=command):
                result = self.lea.run(*command, "--json", expect=EXIT["usage"])
                self.assertEqual(result.out, "")
                self.assertEqual(result.error["code"], "command.usage")
                french = self.lea.run(*command, "--lang", "fr", expect=EXIT["usage"])
                self.assertTrue(french.err.startswith("erreur : "), french.err)

    def test_a_value_out_of_a_few_is_answered_with_all_of_them(self):
        for command, known in (
                (("list", "--sort", "weight"), "updated, created, ref, title, state, team"),
                (("catalog", "--view", "round"), "tree, list, tiles"),
                (("list", "--color", "red"), "auto, always, never"),
                (("edit", self.assigned, "--urgency", "hot"), "critical, high, medium, low")):
            with self.subTest(command=command):
                result = self.lea.run(*command, "--json", expect=None)
                self.assertIn(known, result.error["hint"])

    def test_bytes_that_are_no_text_are_refused_not_mended(self):
        self.check_refused(
            EXIT["usage"], "command.usage", "comment", self.assigned, "-m", "a\udcffb")

    def test_what_is_so_already_makes_no_change(self):
        self.lea.run("contact", "add", self.assigned, "claire")
        self.lea.run("link", self.assigned, "--related-to", self.dispatched)
        before = self.lea.status()
        self.lea.run("contact", "add", self.assigned, "claire")
        self.lea.run("contact", "remove", self.assigned, "vmathis")
        self.lea.run("link", self.assigned, "--related-to", self.dispatched)
        self.assertEqual(self.lea.status(), before)
        self.lea.run("unlink", self.assigned, self.dispatched)
        self.check_refused(
            EXIT["not_found"], "link.none", "unlink", self.assigned, self.dispatched)

    def test_the_dates_of_a_form_may_be_words(self):
        today = datetime.date.today()
        move = ("new", "--service", "demenagement", "--field", "salle=A1", "--field", "vers=B2")
        for word, days in (("demain", 1), ("in 3 days", 3), ("+2s", 14)):
            with self.subTest(word=word):
                view = self.lea.json(*move, *PROBLEM, "--field", f"le={word}")
                day = str(today + datetime.timedelta(days=days))
                self.assertEqual(view["fields"]["le"], day)
        view = self.lea.json("edit", view["ref"], "--field", "le=tomorrow")
        self.assertEqual(view["fields"]["le"], str(today + datetime.timedelta(days=1)))
        self.check_refused(
            EXIT["refused"], "input.invalid-answer", *move, *PROBLEM, "--field", "le=jadis")

    def test_a_sync_counts_no_request_for_what_was_withdrawn(self):
        self.lea.sync()
        for _ in range(2):
            self.lea.run("comment", self.assigned, "-m", "no")
            self.lea.run("undo", self.assigned)
        self.lea.run("comment", self.assigned, "-m", "yes")
        self.assertEqual(self.lea.sync()["requestsTouched"], 1)

    def test_no_replica(self):
        nobody = Replica(self.desk, "nobody")
        error = nobody.refused(EXIT["not_allowed"], "list")
        self.assertEqual(error["code"], "replica.none")
        self.assertIn("escale join", error["hint"])
        self.assertFalse(nobody.path.exists())

    def test_a_file_that_is_no_replica(self):
        stranger = Replica(self.desk, "stranger")
        stranger.path.write_bytes(b"This is not a database." * 100)
        before = stranger.path.read_bytes()
        error = stranger.refused(EXIT["unexpected"], "list")
        self.assertEqual(error["code"], "replica.damaged")
        self.assertEqual(stranger.path.read_bytes(), before)

    def test_joining_where_there_is_a_replica(self):
        code = self.desk.invite("lea")
        self.check_refused(
            EXIT["refused"], "replica.exists",
            "join", self.desk.url, "--user", "lea", "--invite", code)

    def test_a_wrong_invite_and_a_used_one(self):
        code = self.desk.invite("karim")
        karim = Replica(self.desk, "karim")
        for user, invite in (
                ("karim", "AAAA-BBBB-CCCC-DDDD"), ("jtarnier", code), ("nobody", code),
                ("karim", "")):
            error = karim.refused(
                EXIT["not_allowed"], "join", self.desk.url, "--user", user, "--invite", invite)
            self.assertEqual(error["code"], "sync.wrong-credential")
            self.assertFalse(karim.path.exists())
        karim.run("join", self.desk.url, "--user", "karim", "--invite", code)
        again = Replica(self.desk, "again")
        again.refused(
            EXIT["not_allowed"], "join", self.desk.url, "--user", "karim", "--invite", code)

    def test_passwords(self):
        self.desk.server(
            "user", "password", "jtarnier", "--password-stdin", stdin="a long enough one\n")
        jules = Replica(self.desk, "jules")
        join = ("join", self.desk.url, "--user", "jtarnier", "--password-stdin", "--json")
        wrong = jules.run(*join, stdin="another long one\n", expect=EXIT["not_allowed"])
        self.assertEqual(wrong.error["code"], "sync.wrong-credential")
        self.assertFalse(jules.path.exists())
        jules.run(*join, stdin="a long enough one\n")
        self.assertEqual(jules.status()["user"], "jtarnier")

    def test_addresses(self):
        stray = Replica(self.desk, "stray")
        for url in ("moon", "ftp://127.0.0.1", "http://", "http://127.0.0.1:99999"):
            stray.refused(EXIT["usage"], "join", url, "--user", "lea", "--invite", "X")
        error = stray.refused(
            EXIT["unreachable"], "join", "http://127.0.0.1:9", "--user", "lea", "--invite", "X")
        self.assertEqual(error["code"], "server.unreachable")
        self.assertTrue(error["hint"])
        french = stray.run(
            "join", "http://127.0.0.1:9", "--user", "lea", "--invite", "X", "--lang", "fr",
            expect=EXIT["unreachable"])
        self.assertIn("personne ne répond", french.err)

    def test_json_errors_are_one_object_in_the_asked_language(self):
        result = self.lea.run("show", "7K-999999", "--json", "--lang", "fr", expect=None)
        error = json.loads(result.err)["error"]
        self.assertEqual(set(error), {"code", "message", "hint", "details"})
        self.assertIn("Aucune demande", error["message"])

    def test_texts_come_back_as_they_were_written(self):
        text = "Ça « marche » : 50 % — l’élève, naïve 🐈\r\n\tsecond\u200d line \u0301 "
        view = self.lea.json("comment", self.assigned, "-m", text)
        self.assertEqual(view["timeline"][-1]["text"], text.strip())


if __name__ == "__main__":
    unittest.main()
