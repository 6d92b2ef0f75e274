"""What administrators do while technicians work, and what becomes of it on their devices."""

import json
import tempfile
import unittest

from desk import EXIT, Desk


class WholeDeskTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.end)

    def import_directory(self, document):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(document, file)
            file.flush()
            self.desk.server("directory", "import", file.name)

    def assert_nowhere(self, folder, word):
        """No file has the word, in whatever case; an index keeps a word without its beginning."""
        files = [path for path in folder.rglob("*") if path.is_file()]
        self.assertGreater(len(files), 1)
        kept = [path.name for path in files if word.encode() in path.read_bytes().lower()]
        self.assertEqual(kept, [])

    def test_a_revoked_device_hands_over_and_forgets(self):
        lea, karim = self.desk.join("lea"), self.desk.join("karim")
        ref = lea.new("Revoked")
        lea.run("take", ref)
        lea.sync()
        karim.sync()
        karim.run("comment", ref, "--private", "-m", "Swordfish")
        karim.sync()
        lea.sync()
        self.assertEqual(len(lea.json("search", "swordfish")), 1)
        lea.run("resolve", ref, "-m", "New cable.")
        mine = lea.status()["replica"]
        self.desk.server("replica", "revoke", mine)
        error = lea.refused(EXIT["not_allowed"], "sync")
        self.assertEqual(error["code"], "replica.revoked")
        self.assertEqual(lea.json("list", "--all"), [])
        self.assertEqual([entry["verdict"] for entry in lea.log()][-1], "quarantined")
        self.assert_nowhere(lea.folder, "wordfish")
        waiting = self.desk.server("quarantine", "list", "--json").json
        self.assertEqual([entry["text"] for entry in waiting], ["New cable."])
        adopted = self.desk.server(
            "quarantine", "adopt", waiting[0]["change"], "--json").json
        self.assertEqual([change["verdict"] for change in adopted], ["applied"])
        karim.sync()
        self.assertEqual(karim.show(ref)["state"], "resolved")
        self.desk.server("verify")

    def test_a_disabled_account_loses_its_devices_and_nothing_it_wrote(self):
        lea = self.desk.join("lea")
        ref = lea.new("Disabled")
        self.desk.server("user", "disable", "lea")
        self.assertEqual(lea.refused(EXIT["not_allowed"], "sync")["code"], "replica.revoked")
        waiting = self.desk.server("quarantine", "list", "--json").json
        self.assertEqual([entry["change"] for entry in waiting], [ref])
        self.desk.server("quarantine", "refuse", ref)
        self.assertEqual(self.desk.server("quarantine", "list", "--json").json, [])

    def test_what_is_erased_is_gone_from_every_replica(self):
        lea, karim = self.desk.join("lea"), self.desk.join("karim")
        ref = lea.new("Erased")
        lea.run("comment", ref, "-m", "Swordfish")
        lea.sync()
        karim.sync()
        self.assertEqual([row["ref"] for row in karim.json("search", "swordfish")], [ref])
        comment = lea.log(ref)[-1]["id"]
        self.assertEqual(self.desk.server("erase", comment, "--json").json, {"erased": 1})
        for person in (lea, karim):
            person.sync()
            entry = person.show(ref)["timeline"][-1]
            self.assertEqual((entry["text"], entry["erased"]), (None, True))
            self.assertEqual(person.json("search", "swordfish"), [])
            person.run("doctor")
            self.assert_nowhere(person.folder, "wordfish")
        self.assert_nowhere(self.desk.data, "wordfish")
        self.desk.server("verify")

    def test_a_replica_of_a_narrow_directory_looks_people_up(self):
        self.import_directory({"policy": {"directoryScope": "own"}})
        lea = self.desk.join("lea")
        known = {person["name"] for person in lea.json("people")}
        self.assertIn("karim", known)
        self.assertNotIn("paul", known)
        lea.refused(
            EXIT["not_found"], "new", "--service", "proximite", "--field", "equipe=nancy-lettres",
            "--for", "paul", "--title", "T", "--description", "D")
        self.assertIn("paul", [p["name"] for p in lea.json("people", "--fetch", "paul")])
        ref = lea.new("Narrow")
        lea.sync()
        self.assertEqual(lea.show(ref)["requester"], "paul")

    def test_a_form_that_changed_breaks_no_request(self):
        lea = self.desk.join("lea")
        ref = lea.new("Known form")
        before = self.desk.server("directory", "export").json
        service = find(before["catalogue"], "proximite")
        service["retired"] = True
        self.import_directory({"catalogue": before["catalogue"]})
        report = lea.sync()
        self.assertEqual((report["denied"], report["quarantined"]), (0, 0))
        self.assertEqual(lea.show(ref)["state"], "dispatched")
        error = lea.refused(
            EXIT["refused"], "new", "--service", "proximite", "--field", "equipe=nancy-lettres",
            "--title", "T", "--description", "D")
        self.assertEqual(error["code"], "input.retired-service")


def find(nodes, code):
    """The node of a catalogue with a code."""
    for node in nodes:
        found = node if node["code"] == code else find(node.get("children", []), code)
        if found:
            return found
    return None


if __name__ == "__main__":
    unittest.main()
