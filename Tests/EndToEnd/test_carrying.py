"""Copies of a server, and syncs that only say what they would do."""

import unittest

from desk import EXIT, Desk


class CarryingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea = cls.desk.join("lea")

    def test_a_servers_copy_serves_with_its_attachments(self):
        other = Desk()
        self.addCleanup(other.end)
        lea = other.join("lea")
        ref = lea.new("With a file")
        note = other.folder / "note.txt"
        note.write_text("Kept.")
        lea.run("attach", ref, note)
        lea.sync()
        other.server("backup", f"{other.folder}/copy/")
        other.server("backup", f"{other.folder}/copy/", expect=EXIT["refused"])
        self.assertTrue((other.folder / "copy" / "ledger.sqlite").exists())
        lea.run("comment", ref, "-m", "Between.")
        other.stop()
        other.data = other.folder / "copy"
        self.assertTrue(other.server("verify", "--json").json["sound"])
        self.assertEqual(other.server("verify", "--json").json["attachments"], 1)
        other.start()
        self.assertEqual(lea.sync()["sent"], 1)

    def test_a_dry_run_sends_nothing(self):
        self.lea.sync()
        self.lea.new("Not yet")
        self.assertEqual(self.lea.json("sync", "--dry-run")["sent"], 1)
        self.assertEqual(self.lea.status()["pending"], 1)
        self.lea.sync()


if __name__ == "__main__":
    unittest.main()
