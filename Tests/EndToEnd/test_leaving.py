"""Copies of a replica, and devices that are given back: nothing is lost without being said."""

import shutil
import sqlite3
import unittest

from desk import EXIT, Desk, Replica
from terminal import Session


class LeavingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea = cls.desk.join("lea")

    def attach(self, replica, ref, name="note.txt", text="Only here."):
        file = replica.folder / name
        file.write_text(text)
        replica.run("attach", ref, file)

    def left_behind(self, replica):
        return [file.name for file in replica.folder.iterdir()
                if file.name.startswith("replica.sqlite")]

    def draft(self, replica, name, text="Half a sentence"):
        folder = replica.folder / ".local" / "state" / "escale" / "drafts"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        return folder / name

    # Copies

    def test_a_copy_is_whole_private_and_never_takes_a_name_in_use(self):
        twin = self.desk.join("lea", "copied")
        ref = twin.new("Copied")
        copy = self.desk.folder / "whole.sqlite"
        self.assertEqual(twin.json("backup", copy), {"file": str(copy), "attachments": 0})
        self.assertEqual(copy.stat().st_mode & 0o777, 0o600)
        with sqlite3.connect(copy) as connection:
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchone(), ("ok",))
        self.assertEqual(twin.json("show", ref, "--replica", copy)["title"], "Copied")
        error = twin.refused(EXIT["refused"], "backup", copy)
        self.assertEqual(error["code"], "replica.copy-exists")
        later = twin.new("Later")
        # Whoever looked into the copy may have left a log, which isn't the new copy's.
        (copy.parent / f"{copy.name}-wal").write_bytes(b"of another file")
        twin.run("backup", copy, "--force")
        self.assertEqual(twin.json("show", later, "--replica", copy)["title"], "Later")
        self.assertEqual(twin.json("doctor", "--replica", copy)["problems"], [])
        for target in (twin.path, self.desk.folder / "no" / "such" / "folder"):
            self.assertNotEqual(twin.run("backup", target, "--force", expect=None).code, 0)
        self.assertEqual(twin.json("doctor")["problems"], [])
        self.assertEqual([file for file in self.desk.folder.iterdir() if ".new-" in file.name], [])

    def test_a_restored_copy_beside_its_original_goes_on_under_a_new_id_with_all_its_work(self):
        twin = self.desk.join("lea", "twin")
        ref = twin.new("Before the backup")
        self.attach(twin, ref)
        copy = self.desk.folder / "copy.sqlite"
        self.assertEqual(twin.json("backup", copy)["attachments"], 1)
        twin.run("comment", ref, "-m", "After the backup.")
        twin.sync()
        restored = Replica(self.desk, "restored")
        shutil.copy2(copy, restored.path)
        shutil.copytree(f"{copy}.blobs", f"{restored.path}.blobs")
        before = restored.status()["replica"]
        restored.run("comment", ref, "-m", "On the restored copy.")
        self.assertEqual(restored.sync()["renewedFrom"], before)
        self.assertNotEqual(restored.status()["replica"], before)
        texts = [line["text"] for line in restored.show(ref)["timeline"]]
        for text in ("After the backup.", "On the restored copy."):
            self.assertEqual(texts.count(text), 1)
        self.assertEqual(restored.status()["pending"], 0)
        twin.sync()
        self.assertEqual(twin.status()["replica"], before)
        self.assertEqual([line["text"] for line in twin.show(ref)["timeline"]], texts)

    def test_what_only_a_lost_device_had_reaches_the_server_from_its_copy(self):
        lost = self.desk.join("lea", "lost")
        ref = lost.new("Never sent")
        self.attach(lost, ref)
        copy = self.desk.folder / "kept.sqlite"
        lost.run("backup", copy)
        shutil.rmtree(lost.folder)
        restored = Replica(self.desk, "again")
        shutil.copy2(copy, restored.path)
        shutil.copytree(f"{copy}.blobs", f"{restored.path}.blobs")
        restored.sync()
        self.lea.sync()
        target = self.lea.folder / "fetched.txt"
        self.lea.run("attachment", "get", ref, "note.txt", "-o", target)
        self.assertEqual(target.read_text(), "Only here.")

    # Leaving

    def test_leaving_hands_over_and_leaves_nothing_behind(self):
        leaver = self.desk.join("lea", "leaver")
        ref = leaver.new("Handed over")
        self.attach(leaver, ref)
        name = leaver.status()["replica"]
        value = leaver.json("leave")
        self.assertEqual(
            value, {"replica": name, "lostChanges": 0, "lostCarried": 0, "lostAttachments": 0,
                    "lostDrafts": 0, "reason": None, "autosyncDisabled": False,
                    "revoke": f"escale-server replica revoke {name}"})
        self.assertEqual(self.left_behind(leaver), [])
        self.assertEqual(leaver.refused(EXIT["not_allowed"], "leave")["code"], "replica.none")
        self.lea.sync()
        self.assertEqual(self.lea.show(ref)["title"], "Handed over")
        target = self.lea.folder / "handed-over.txt"
        self.lea.run("attachment", "get", ref, "note.txt", "-o", target)
        self.assertEqual(target.read_text(), "Only here.")
        # What it says to ask for is what the server's program understands.
        self.desk.server(*value["revoke"].split()[1:])

    def test_leaving_without_a_server_refuses_to_lose_anything(self):
        other = Desk()
        self.addCleanup(other.end)
        leaver, idle = other.join("lea"), other.join("lea", "idle")
        self.attach(leaver, leaver.new("Never sent"))
        other.stop()
        error = leaver.refused(EXIT["unreachable"], "leave")
        self.assertEqual((error["code"], error["details"]["changes"]), ("leave.would-lose", "2"))
        self.assertEqual(leaver.status()["pending"], 2)
        result = leaver.run("leave", "--force")
        self.assertIn("Lost: 2 changes.", result.out)
        self.assertEqual(self.left_behind(leaver), [])
        # With nothing to hand over, no server is needed.
        idle.run("leave")
        self.assertEqual(self.left_behind(idle), [])

    def test_a_device_that_was_shut_out_says_where_its_work_is(self):
        leaver = self.desk.join("lea", "revoked")
        leaver.new("Too late")
        name = leaver.status()["replica"]
        self.desk.server("replica", "revoke", name)
        out = leaver.run("leave").out
        self.assertIn("Changes handed to an administrator: 1.", out)
        self.assertNotIn("Lost", out)
        self.assertEqual(self.left_behind(leaver), [])
        waiting = self.desk.server("quarantine", "list", "--json").json
        self.assertIn(f"{name}-1", [line["change"] for line in waiting])

    def test_a_device_that_was_shut_out_is_told_so_from_then_on(self):
        device = self.desk.join("lea", "shut-out")
        self.assertNotIn("let in no longer", device.run().out)
        self.desk.server("replica", "revoke", device.status()["replica"])
        device.refused(EXIT["not_allowed"], "sync")
        self.assertIn("let in no longer", device.run().out)

    def test_drafts_of_this_desk_go_too_and_are_counted_before(self):
        leaver = self.desk.join("lea", "drafting")
        ref = leaver.new("With a draft")
        mine = self.draft(leaver, f"{ref}-resolve.txt")
        fresh = self.draft(leaver, "new.json", "{}")
        others = self.draft(leaver, "ZZ-9-resolve.txt")
        error = leaver.refused(EXIT["refused"], "leave")
        self.assertEqual((error["details"]["changes"], error["details"]["drafts"]), ("0", "2"))
        self.assertEqual(leaver.json("leave", "--force")["lostDrafts"], 2)
        self.assertEqual(
            [file.exists() for file in (mine, fresh, others)], [False, False, True])

    def test_somebody_at_a_terminal_is_asked(self):
        leaver = self.desk.join("lea", "asked")
        arguments = [word for word in leaver.command("leave") if word != "--no-input"]
        for answer, code in (("no", EXIT["usage"]), ("yes", 0)):
            session = Session(arguments, leaver.environment())
            session.answer("(yes/no)? ", answer)
            self.assertEqual(session.end(), code, session.screen)
            self.assertEqual(leaver.path.exists(), code != 0)

    def test_a_program_that_still_has_it_open_is_refused(self):
        leaver = self.desk.join("lea", "open")
        ref = leaver.new("Open elsewhere")
        session = Session(
            [word for word in leaver.command("comment", ref) if word != "--no-input"],
            leaver.environment(EDITOR="sh -c 'read line </dev/tty; echo $line >\"$0\"'"))
        session.take_in(1)
        leaver.run("leave", "--force")
        session.type("Too late\n")
        self.assertNotEqual(session.end(), 0, session.screen)
        self.assertEqual(self.left_behind(leaver), [])


if __name__ == "__main__":
    unittest.main()
