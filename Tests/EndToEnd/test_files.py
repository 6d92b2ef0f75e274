"""Directories and lifecycles with mistakes: refused with the line, and nothing has changed."""

import copy
import json
import unittest

from desk import DIRECTORY, EXIT, ROOT, Desk

LIFECYCLE = ROOT / "Fixtures" / "lifecycles" / "servicedesk.json"


def written(document):
    """The document on many lines, so that a line tells something."""
    return json.dumps(document, indent=1, ensure_ascii=False)


def line_of(text, word):
    return next(n for n, line in enumerate(text.splitlines(), 1) if word in line)


class FileTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk(serving=False)
        cls.addClassCleanup(cls.desk.end)

    def check_refused(self, text, command, line=None):
        """Exit 5 in both languages, naming the line; `command` gets the file's path."""
        file = self.desk.folder / "mistaken.json"
        if isinstance(text, str):
            file.write_text(text, encoding="utf-8")
        else:
            file.write_bytes(text)
        result = self.desk.server(*command(file), "--json", expect=EXIT["refused"])
        self.assertEqual(result.out, "")
        error = result.error
        self.assertTrue(error["message"])
        if line is not None:
            self.assertEqual(error["details"]["line"], str(line), error)
        said = {
            language: self.desk.server(
                *command(file), "--lang", language, expect=EXIT["refused"]).err
            for language in ("en", "fr")}
        self.assertTrue(said["en"].startswith("error: "), said["en"])
        self.assertTrue(said["fr"].startswith("erreur : "), said["fr"])
        self.assertIn("ine " if line is None else f"ine {line}", said["en"])
        self.assertIn("igne " if line is None else f"igne {line}", said["fr"])
        return error


class DirectoryFileTest(FileTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.good = json.loads(DIRECTORY.read_text(encoding="utf-8"))

    def setUp(self):
        self.before = self.desk.server("directory", "export").out

    def tearDown(self):
        self.assertEqual(self.desk.server("directory", "export").out, self.before)
        self.desk.server("verify")

    def refuse(self, change, word=None, line=None):
        """Imports the good directory with a mistake; `word` stands on the line that is named."""
        document = copy.deepcopy(self.good)
        change(document)
        text = written(document)
        expected = line_of(text, word) if word else line
        return self.check_refused(
            text, lambda file: ("directory", "import", file), expected)

    def test_no_json(self):
        for text, line in (("", 1), ("{\n\"people\": [\n}", 3), ("[1, 2", 1), ("{}\n{}", 2),
                           ("{\"people\": tru}", 1), (b"{\"people\": \"\xff\"}", 1)):
            with self.subTest(text=text):
                self.check_refused(
                    text, lambda file: ("directory", "import", file), line)

    def test_json_of_another_shape(self):
        for text in ("[]", "3", "{\"people\": 3}", "{\"people\": [3]}", "{\"folk\": []}"):
            with self.subTest(text=text):
                self.check_refused(text, lambda file: ("directory", "import", file), 1)

    def test_deeply_nested_json(self):
        self.check_refused(
            "[" * 100_000 + "]" * 100_000, lambda file: ("directory", "import", file))

    def test_a_team_that_is_not_there(self):
        def change(document):
            document["people"][2]["teams"] = ["NOWHERE"]
        error = self.refuse(change, "NOWHERE")
        self.assertIn("NOWHERE", error["message"])

    def test_a_catalogue_that_names_an_unknown_team(self):
        def change(document):
            document["catalogue"][0]["team"] = "NOWHERE"
        self.refuse(change, "NOWHERE")

    def test_a_triage_team_that_is_not_there(self):
        def change(document):
            document["policy"]["triageTeam"] = "NOWHERE"
        self.refuse(change, "NOWHERE")

    def test_an_unknown_role(self):
        def change(document):
            document["people"][5]["roles"] = ["wizard"]
        self.refuse(change, "wizard")

    def test_the_same_name_twice(self):
        def change(document):
            document["people"].append(dict(document["people"][0], fullName="A second one"))
        self.refuse(change)

    def test_the_same_service_twice(self):
        def change(document):
            document["catalogue"].append(copy.deepcopy(document["catalogue"][-1]))
        self.refuse(change)

    def test_a_name_in_one_language_only(self):
        def change(document):
            document["teams"][1]["name"] = {"fr": "Une langue"}
        self.refuse(change)

    def test_a_policy_without_sense(self):
        def change(document):
            document["policy"]["closeAfterDays"] = -3
        self.refuse(change, "-3")

    def test_a_field_of_an_unknown_type(self):
        def change(document):
            document["catalogue"][0]["children"][0]["children"][0]["fields"][0]["type"] = "colour"
        self.refuse(change, "colour")

    def test_a_name_that_nobody_can_type(self):
        def change(document):
            document["people"][3]["name"] = "karim\u001b[2J"
        self.refuse(change)

    def test_the_good_directory_again_changes_nothing(self):
        self.desk.server("directory", "import", DIRECTORY)

    def test_a_file_that_is_not_there(self):
        result = self.desk.server(
            "directory", "import", self.desk.folder / "none.json", "--json", expect=None)
        self.assertIn(result.code, (EXIT["not_found"], EXIT["refused"]), str(result))
        self.assertIn("none.json", result.error["message"])


class LifecycleFileTest(FileTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.good = json.loads(LIFECYCLE.read_text(encoding="utf-8"))
        cls.fresh = cls.desk.folder / "fresh"

    def tearDown(self):
        self.assertFalse((self.fresh / "ledger.sqlite").exists())

    def command(self, file):
        return ("init", "--directory", DIRECTORY, "--lifecycle", file)

    def refuse(self, change, word=None):
        document = copy.deepcopy(self.good)
        change(document, {t["verb"]: t for t in document["transitions"]})
        text = written(document)
        data, self.desk.data = self.desk.data, self.fresh
        try:
            return self.check_refused(text, self.command, line_of(text, word) if word else None)
        finally:
            self.desk.data = data

    def test_a_state_that_cannot_be_reached(self):
        def change(document, verbs):
            document["states"].append(
                {"code": "lost", "label": {"fr": "Perdue", "en": "Lost"}})
        error = self.refuse(change)
        self.assertIn("lost", error["message"].lower())

    def test_a_state_without_a_way_to_a_final_one(self):
        def change(document, verbs):
            document["states"].append({"code": "stuck", "label": {"fr": "Coincée", "en": "Stuck"}})
            document["transitions"].append(dict(
                verbs["freeze"], verb="jam", to="stuck", precedence=45))
        self.refuse(change)

    def test_a_way_out_of_a_final_state(self):
        def change(document, verbs):
            verbs["resume"]["from"].append("closed")
        self.refuse(change)

    def test_a_close_that_is_outweighed(self):
        def change(document, verbs):
            verbs["resolve"]["precedence"] = 500
        self.refuse(change)

    def test_the_same_precedence_twice(self):
        def change(document, verbs):
            verbs["postpone"]["precedence"] = verbs["freeze"]["precedence"]
        self.refuse(change)

    def test_a_label_in_one_language_only(self):
        def change(document, verbs):
            del document["states"][4]["label"]["fr"]
        self.refuse(change)

    def test_an_unknown_state(self):
        def change(document, verbs):
            verbs["ask"]["to"] = "limbo"
        self.assertIn("limbo", self.refuse(change)["message"])

    def test_an_unknown_actor(self):
        def change(document, verbs):
            verbs["ask"]["by"] = "janitor"
        self.refuse(change, "janitor")

    def test_an_unknown_key(self):
        def change(document, verbs):
            document["colour"] = "blue"
        self.refuse(change, "colour")

    def test_no_json(self):
        data, self.desk.data = self.desk.data, self.fresh
        try:
            self.check_refused("{\n", self.command, 2)
        finally:
            self.desk.data = data


class ServerCommandTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk(serving=False)
        cls.addClassCleanup(cls.desk.end)

    def refused(self, code, *arguments, **options):
        result = self.desk.server(*arguments, "--json", expect=code, **options)
        self.assertEqual(result.out, "")
        self.assertTrue(result.error["message"])
        french = self.desk.server(*arguments, "--lang", "fr", expect=code, **options)
        self.assertTrue(french.err.startswith("erreur : "), french.err)
        return result.error

    def test_a_ledger_that_is_there_already(self):
        self.assertEqual(self.refused(EXIT["refused"], "init")["code"], "ledger.exists")

    def test_a_copy_never_goes_over_what_is_there(self):
        for name in ("copy", "folder/"):
            target = f"{self.desk.folder}/{name}"
            self.desk.server("backup", target)
            self.assertEqual(
                self.refused(EXIT["refused"], "backup", target)["code"], "ledger.copy-exists")
        french = self.desk.server(
            "backup", f"{self.desk.folder}/nowhere/copy", "--lang", "fr", expect=EXIT["unexpected"])
        self.assertIn("fichier ou dossier introuvable", french.err)
        self.assertNotIn("No such", french.err)

    def test_no_ledger(self):
        data, self.desk.data = self.desk.data, self.desk.folder / "empty"
        try:
            for command in (("verify",), ("invite", "lea"), ("serve",), ("directory", "export")):
                error = self.refused(EXIT["not_found"], *command)
                self.assertEqual(error["code"], "ledger.none")
        finally:
            self.desk.data = data

    def test_unknown_people_and_devices(self):
        for command in (("invite", "nobody"), ("user", "password", "nobody", "--password-stdin")):
            error = self.refused(EXIT["not_found"], *command, stdin="a long enough one\n")
            self.assertEqual(error["code"], "user.unknown")
        self.assertEqual(
            self.refused(EXIT["not_found"], "replica", "revoke", "ZZ")["code"], "replica.unknown")

    def test_a_weak_password(self):
        error = self.refused(
            EXIT["refused"], "user", "password", "lea", "--password-stdin", stdin="short\n")
        self.assertEqual(error["code"], "user.weak-password")

    def test_usage(self):
        for command in (
                ("fly",), ("invite",), ("serve", "--listen", "nowhere"), ("timers", "--at", "x")):
            with self.subTest(command=command):
                self.refused(EXIT["usage"], *command)


if __name__ == "__main__":
    unittest.main()
