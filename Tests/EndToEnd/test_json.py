"""What programs read: every command's JSON by its schema, and the contract word by word."""

import json
import re
import unittest

import jsonschema
from desk import EXIT, ROOT, Desk, programs, run

SCHEMAS = json.loads((ROOT / "Fixtures" / "schemas.json").read_text())
CONTRACT = (ROOT / "docs" / "CLI.md").read_text()
FORM = ("--service", "proximite", "--field", "equipe=nancy-lettres")
OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][a-z-]*")


def problems(value, schema):
    """What of a value isn't as its schema says."""
    validator = jsonschema.Draft202012Validator({**schema, "$defs": SCHEMAS["$defs"]})
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


class JSONTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea, cls.karim = cls.desk.join("lea"), cls.desk.join("karim")
        cls.ref = cls.lea.new("Conflict", "--urgency", "high", "--impact", "person")
        cls.lea.run("take", cls.ref)
        cls.lea.sync()
        cls.karim.sync()
        cls.karim.run("resolve", cls.ref, "-m", "Done")
        cls.lea.run("freeze", cls.ref, "-m", "Part ordered")
        cls.karim.sync()
        cls.seen = set()

    def check(self, name, *arguments, expect=0, who=None):
        """Runs a command and validates what it prints."""
        result = (who or self.lea).run(*name.split(), *arguments, "--json", expect=expect)
        self.assertEqual(result.err, "")
        self.assertEqual(problems(result.json, SCHEMAS["commands"][name]), [], str(result))
        self.seen.add(name)
        return result.json

    def test_every_command_prints_what_its_schema_says(self):
        ref, lea = self.ref, self.lea
        self.check("")
        self.check("sync", "--dry-run")
        self.assertEqual(len(self.check("sync", expect=EXIT["conflict"])["conflicts"]), 1)
        for name in ("status", "conflicts", "log", "people", "teams", "catalog", "doctor"):
            self.check(name)
        self.check("catalog", "wifi")
        self.check("explain", ref)
        self.assertTrue(self.check("list"))
        self.assertTrue(self.check("search", "conflict"))
        self.check("show", ref, "--history")
        self.check_a_life()
        self.check_files()
        self.check_bundles()
        self.check("join", self.desk.url, "--user", "lea", "--invite", self.desk.invite("lea"),
                   "--replica", self.desk.folder / "other.sqlite")
        other = ("--replica", self.desk.folder / "other.sqlite")
        self.check("backup", self.desk.folder / "copy.sqlite", *other)
        self.check("leave", *other)
        for name, arguments in (
                ("config set", ("lang", "fr")), ("config get", ("lang",)), ("config list", ()),
                ("config unset", ("lang",))):
            self.check(name, *arguments)
        for name in ("autosync enable", "autosync status", "autosync disable"):
            self.check(name)
        # `reopen` and `reassign` are of other lifecycles than this desk's.
        self.assertEqual(set(SCHEMAS["commands"]) - self.seen, {"reopen", "reassign"})

    def check_a_life(self):
        new = self.check("new", *FORM, "--title", "A life", "--description", "D")["ref"]
        other = self.check("new", *FORM, "--title", "Other", "--description", "D")["ref"]
        self.check("undo", other)
        other = self.check("new", *FORM, "--title", "Other", "--description", "D")["ref"]
        self.check("link", other, "--duplicate-of", new)
        self.check("undo", other)
        self.check("link", other, "--related-to", new)
        self.check("unlink", other, new)
        self.check("transfer", other, "--team", "ACCUEIL", "-m", "Not ours")
        third = self.check("new", *FORM, "--title", "Third", "--description", "D")["ref"]
        self.check("assign", third, "--to", "karim")
        for name, arguments in (
                ("take", ()), ("ask", ("-m", "?")), ("answer", ("-m", "!")),
                ("postpone", ("--until", "+2w", "-m", "M")), ("resume", ("-m", "M")),
                ("freeze", ("-m", "M")), ("resume", ()), ("comment", ("-m", "C", "--private")),
                ("edit", ("--title", "T", "--location", "B 204")), ("contact add", ("paul",)),
                ("contact remove", ("paul",)), ("resolve", ("-m", "Done")), ("close", ())):
            self.check(name, new, *arguments)
        triage = self.desk.join("bmorvan")
        stray = triage.json(
            "new", "--service", "question", "--title", "T", "--description", "D")["ref"]
        self.check("dispatch", stray, "--team", "PROX-NANCY", who=triage)

    def check_files(self):
        photo = self.lea.folder / "photo.txt"
        photo.write_text("x")
        self.check("attach", self.ref, photo)
        self.check("attachment list", self.ref)
        self.check("attachment get", self.ref, "photo.txt", "-o", self.lea.folder / "copy.txt")

    def check_bundles(self):
        stick = self.desk.folder / "stick.bundle"
        self.check("bundle export", stick, "--request", self.ref)
        karim = self.desk.join("karim", "carrier")
        self.check("bundle import", stick, who=karim)
        self.assertTrue(self.check("bundle list", who=karim))

    def test_every_refusal_prints_what_the_schema_of_errors_says(self):
        for code, arguments in (
                (EXIT["usage"], ("dance",)), (EXIT["usage"], ("new",)),
                (EXIT["usage"], ("config", "get", "moon")), (EXIT["usage"], ("list", "--moon")),
                (EXIT["not_found"], ("show", "7K-999999")),
                (EXIT["not_found"], ("assign", self.ref, "--to", "nobody")),
                (EXIT["not_allowed"], ("close", self.ref)),
                (EXIT["refused"], ("edit", self.ref)),
                (EXIT["not_allowed"], ("list", "--replica", "/no/such/replica"))):
            with self.subTest(arguments=arguments):
                result = self.lea.run(*arguments, "--json", expect=code)
                self.assertEqual(result.out, "")
                self.assertEqual(problems(json.loads(result.err), SCHEMAS["error"]), [])

    def test_the_schemas_are_schemas(self):
        for name, schema in SCHEMAS["commands"].items():
            jsonschema.Draft202012Validator.check_schema({**schema, "$defs": SCHEMAS["$defs"]})
            if name:
                self.lea.run(*name.split(), "--help")


class ContractTest(unittest.TestCase):
    """What CLI.md names, there is."""

    @classmethod
    def setUpClass(cls):
        cls.desk = Desk(serving=False)
        cls.addClassCleanup(cls.desk.end)

    def section(self, heading, end="###"):
        own = CONTRACT.split("## escale, the technician's program")[1].split("## escale-server")[0]
        return own.split(f"### {heading}")[1].split(f"\n{end} ")[0]

    def help(self, *words):
        env = {"PATH": "/usr/bin:/bin", "HOME": str(self.desk.folder), "LC_ALL": "C", "COLUMNS": "200"}
        return run([programs() / "escale", *words, "--help"], env).out

    def test_every_command_and_option_of_the_contract_is_in_its_help(self):
        count = 0
        for line in self.section("Commands").splitlines():
            cell = re.split(r"(?<!\\)\|", line)[1] if line.startswith("| `") else ""
            for span in re.findall(r"`([^`]+)`", cell):
                words = []
                for word in span.split():
                    if not re.fullmatch(r"[a-z]+", word):
                        break
                    words.append(word)
                if not words:
                    continue
                text = self.help(*words)
                self.assertIn(f"escale {' '.join(words)}", text)
                count += 1
                for option in OPTION.findall(span):
                    self.assertRegex(text, rf"(?<![\w-]){option}(?![\w-])", span)
        self.assertGreater(count, 35)

    def test_every_global_option_of_the_contract_is_in_each_help(self):
        for line in self.section("Global").splitlines():
            if line.startswith("| `-"):
                for option in OPTION.findall(re.split(r"(?<!\\)\|", line)[1]):
                    self.assertIn(option, self.help("list"))

    def test_every_exit_code_of_the_contract_is_explained(self):
        text = run(
            [programs() / "escale", "help", "exit-codes"], {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}).out
        codes = re.findall(r"^\| (\d+) \|", self.section("Exit codes"), re.M)
        self.assertEqual(codes, ["0", "1", "2", "3", "4", "5", "6", "7", "130"])
        for code in codes:
            self.assertRegex(text, rf"(?m)^ +{code}  ")


if __name__ == "__main__":
    unittest.main()
