"""Bundles: changes carried by hand, on a colleague's replica, under their author's name."""

import gzip
import hashlib
import sqlite3
import unittest

from cutter import Cutter
from desk import EXIT, Desk

MAGIC = b"\x89ESCALE\r\n\x1a"


def entry(view, text):
    """The line of a timeline that has a text."""
    return next(line for line in view["timeline"] if line["text"] == text)


class BetweenTwo(unittest.TestCase):
    """Lea and Karim, and a file for what goes from one to the other."""

    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea, cls.karim = cls.desk.join("lea"), cls.desk.join("karim")

    def setUp(self):
        for person in (self.lea, self.karim):
            person.sync()
        self.name = self.id().rsplit(".", 1)[-1]
        self.file = self.desk.folder / f"{self.name}.bundle"


class BundleTest(BetweenTwo):
    def test_what_a_colleague_carries_is_delivered_under_its_authors_name(self):
        ref = self.lea.new("Carried by Karim")
        self.lea.run("take", ref)
        export = self.lea.json("bundle", "export", self.file)
        self.assertEqual((export["changes"], export["carried"]), (2, 0))
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        report = self.karim.json("bundle", "import", self.file)
        self.assertEqual((report["user"], report["changes"], report["requests"]), ("lea", 2, [ref]))
        # Shown as not yet confirmed, everywhere.
        view = self.karim.show(ref)
        self.assertTrue(view["carried"])
        self.assertEqual({line["verdict"] for line in view["timeline"]}, {"pending"})
        self.assertTrue(all(line["carried"] for line in view["timeline"]))
        row = next(row for row in self.karim.json("list") if row["ref"] == ref)
        self.assertTrue(row["carried"])
        self.assertIn("brought by hand", self.karim.run("show", ref).out)
        self.assertIn("apportée à la main", self.karim.run("show", ref, "--lang", "fr").out)
        status = self.karim.status()
        self.assertEqual((status["pending"], status["carried"]), (0, 2))
        # What he does on top of it rests on it.
        self.karim.run("comment", ref, "-m", "I have seen it.")
        done = self.karim.sync()
        self.assertEqual((done["carried"], done["sent"], done["applied"]), (2, 1, 1))
        view = self.karim.show(ref)
        self.assertFalse(view["carried"])
        self.assertEqual({line["author"] for line in view["timeline"]}, {"lea", "karim"})
        self.assertEqual({line["verdict"] for line in view["timeline"]}, {"applied"})
        self.assertEqual(self.karim.status()["carried"], 0)
        # Their author gets the verdicts at her own sync, and nothing twice.
        done = self.lea.sync()
        self.assertEqual((done["sent"], done["applied"]), (2, 2))
        self.assertEqual(len(self.lea.show(ref)["timeline"]), 3)
        self.desk.server("verify")

    def test_imported_twice_it_counts_once(self):
        ref = self.lea.new("Twice")
        self.lea.run("bundle", "export", self.file)
        self.assertEqual(self.karim.json("bundle", "import", self.file)["changes"], 1)
        again = self.karim.json("bundle", "import", self.file)
        self.assertEqual((again["changes"], again["known"]), (0, 1))
        self.assertEqual(len(self.karim.json("bundle", "list")), 1)
        self.karim.sync()
        # Even after the server has it.
        self.karim.run("bundle", "import", self.file)
        self.karim.sync()
        self.lea.sync()
        self.assertEqual(len(self.lea.show(ref)["timeline"]), 1)
        self.assertEqual(self.karim.json("bundle", "list"), [])

    def test_out_of_order_the_longer_one_holds(self):
        ref = self.lea.new("Out of order")
        self.lea.run("bundle", "export", self.file)
        self.lea.run("comment", ref, "-m", "Later.")
        later = self.file.with_suffix(".later")
        self.lea.run("bundle", "export", later)
        self.assertEqual(self.karim.json("bundle", "import", later)["changes"], 2)
        earlier = self.karim.json("bundle", "import", self.file)
        self.assertEqual((earlier["changes"], earlier["known"]), (0, 1))
        self.assertEqual(self.karim.sync()["carried"], 2)
        self.lea.sync()
        self.assertEqual(len(self.lea.show(ref)["timeline"]), 2)

    def test_a_damaged_bundle_changes_nothing(self):
        self.lea.new("Damaged")
        self.lea.run("bundle", "export", self.file)
        good = self.file.read_bytes()
        inner = bytearray(gzip.decompress(good[len(MAGIC):]))
        inner[len(inner) // 2] ^= 1
        cases = {
            "bundle.not-a-bundle": [b"", b"x" * 100, good[1:], good.replace(b"\r\n", b"\n", 1)],
            "bundle.truncated": [good[:5], good[:-1], good[:len(good) // 2], MAGIC],
            "bundle.damaged": [good + b"x", MAGIC + gzip.compress(b"\x82\x40")],
            "bundle.too-large": [MAGIC + gzip.compress(bytes((64 << 20) + 1))],
        }
        before = self.karim.status()
        for code, files in cases.items():
            for bytes_ in files:
                self.file.write_bytes(bytes_)
                error = self.karim.refused(EXIT["refused"], "bundle", "import", self.file)
                self.assertEqual(error["code"], code, bytes_[:40])
        self.file.write_bytes(MAGIC + gzip.compress(bytes(inner)))
        error = self.karim.run(
            "bundle", "import", self.file, "--json",
            expect=(EXIT["refused"], EXIT["not_allowed"])).error
        self.assertIn(
            error["code"],
            {"bundle.wrong-signature", "bundle.damaged", "bundle.unknown-device",
             "bundle.other-ledger"})
        self.assertEqual(self.karim.status(), before)
        self.assertEqual(self.karim.json("bundle", "list"), [])
        self.lea.sync()

    def test_another_ledgers_bundle_is_refused(self):
        other = Desk()
        self.addCleanup(other.end)
        stranger = other.join("lea")
        stranger.new("Elsewhere")
        stranger.run("bundle", "export", self.file)
        error = self.karim.refused(EXIT["refused"], "bundle", "import", self.file)
        self.assertEqual(error["code"], "bundle.other-ledger")

    def test_a_revoked_devices_bundle_gains_nothing(self):
        ghost = self.desk.join("lea", "ghost")
        ref = ghost.new("From a revoked device")
        ghost.run("bundle", "export", self.file)
        self.desk.server("replica", "revoke", ghost.status()["replica"])
        self.karim.run("bundle", "import", self.file)
        self.karim.sync()
        self.assertEqual(self.karim.json("bundle", "list"), [])
        self.karim.refused(EXIT["not_found"], "show", ref)
        listed = self.desk.server("quarantine", "list", "--json").json
        self.assertIn(ref, [line["change"] for line in listed])

    def test_what_was_exported_cant_be_undone(self):
        ref = self.lea.new("Exported")
        self.lea.run("bundle", "export", self.file)
        error = self.lea.refused(EXIT["refused"], "undo", ref)
        self.assertEqual(error["code"], "undo.already-sent")
        self.lea.run("comment", ref, "-m", "Not exported.")
        self.lea.run("undo", ref)
        self.lea.refused(EXIT["refused"], "bundle", "export", self.file)
        self.lea.run("bundle", "export", self.file, "--force")
        self.lea.sync()

    def test_whole_requests_are_for_reading_until_the_next_sync(self):
        ref = self.lea.new("Read before the first sync")
        self.lea.run("take", ref)
        self.lea.sync()
        newcomer = self.karim.copy("newcomer")
        self.lea.run("comment", ref, "-m", "Waits.")
        self.lea.run("bundle", "export", self.file, "--request", ref)
        report = newcomer.json("bundle", "import", self.file)
        self.assertEqual(report["requests"], [ref])
        view = newcomer.show(ref)
        self.assertEqual((view["state"], view["carried"]), ("assigned", True))
        self.assertEqual(entry(view, "Waits.")["verdict"], "pending")
        self.assertIn("your next sync", newcomer.run("show", ref).out)
        newcomer.sync()
        view = newcomer.show(ref)
        self.assertEqual((view["carried"], entry(view, "Waits.")["verdict"]), (False, "applied"))
        self.lea.sync()

    def test_what_isnt_for_a_reader_is_carried_unseen(self):
        ref = self.lea.new("Not for Paul", requester="karim")
        self.lea.run("comment", ref, "-m", "A private note.", "--private")
        self.lea.run("bundle", "export", self.file, "--request", ref)
        paul = self.desk.join("paul")
        self.assertEqual(paul.json("bundle", "import", self.file)["requests"], [])
        paul.refused(EXIT["not_found"], "show", ref)
        self.assertEqual(paul.sync()["carried"], 2)
        paul.refused(EXIT["not_found"], "show", ref)
        with sqlite3.connect(paul.path) as connection:
            held = connection.execute("SELECT count(*) FROM parcel").fetchone()[0]
        self.assertEqual(held, 0)
        self.karim.sync()
        self.assertEqual(len(self.karim.show(ref)["timeline"]), 2)
        self.lea.sync()


class AttachedFileTest(BetweenTwo):
    """The bytes of what is attached travel with the changes that attach it."""

    def setUp(self):
        super().setUp()
        self.photo = self.desk.folder / f"{self.name}.jpg"
        seed = self.name.encode()
        self.bytes = b"".join(
            hashlib.sha256(seed + bytes([i % 256, i // 256])).digest() for i in range(20_000))
        self.photo.write_bytes(self.bytes)

    def attached(self, *options):
        """A request with a photo that only Lea has, in a bundle."""
        ref = self.lea.new("With a photo", "--attach", self.photo)
        return ref, self.lea.json("bundle", "export", self.file, *options)

    def photo_of(self, replica, ref):
        target = replica.folder / "got"
        target.unlink(missing_ok=True)
        replica.run("attachment", "get", ref, self.photo.name, "-o", target)
        return target.read_bytes()

    def blobs(self, replica):
        return [file for file in replica.folder.glob("replica.sqlite.blobs/**/*") if file.is_file()]

    def test_they_are_read_offline_and_delivered_by_who_carries_them(self):
        ref, export = self.attached()
        self.assertEqual(
            (export["attachments"], export["attachmentBytes"], export["attachmentsLeftOut"]),
            (1, len(self.bytes), 0))
        report = self.karim.json("bundle", "import", self.file)
        self.assertEqual((report["attachments"], report["attachmentBytes"]), (1, len(self.bytes)))
        # Offline: the server is elsewhere as far as the command is concerned.
        self.assertTrue(self.karim.show(ref)["attachments"][0]["present"])
        self.assertEqual(self.photo_of(self.karim, ref), self.bytes)
        self.assertEqual(self.karim.sync()["attachments"]["sent"], 1)
        # Somebody else has it, and its author never synced.
        third = self.desk.join("karim", "third")
        third.run("sync", "--attachments")
        self.assertEqual(self.photo_of(third, ref), self.bytes)
        self.assertEqual(self.lea.sync()["attachments"]["sent"], 0)

    def test_whoever_carries_on_carries_them_on(self):
        ref, _ = self.attached()
        self.karim.run("bundle", "import", self.file)
        onward = self.file.with_suffix(".onward")
        self.assertEqual(self.karim.json("bundle", "export", onward)["attachments"], 1)
        third = self.desk.join("karim", self.id())
        third.run("bundle", "import", onward)
        self.assertEqual(self.photo_of(third, ref), self.bytes)
        again = third.json("bundle", "import", self.file)
        self.assertEqual((again["attachments"], again["known"]), (0, 2))

    def test_cut_short_or_altered_nothing_is_taken_in(self):
        self.attached()
        good = self.file.read_bytes()
        self.assertTrue(good.endswith(self.bytes))
        altered = bytearray(good)
        altered[-5] ^= 1
        cases = {
            "bundle.truncated": [good[:-1], good[:-len(self.bytes)], good[:-300_000]],
            "bundle.damaged": [good + b"x", bytes(altered)],
        }
        before = self.karim.status(), self.blobs(self.karim)
        for code, files in cases.items():
            for bytes_ in files:
                self.file.write_bytes(bytes_)
                error = self.karim.refused(EXIT["refused"], "bundle", "import", self.file)
                self.assertEqual(error["code"], code)
        self.assertEqual((self.karim.status(), self.blobs(self.karim)), before)
        self.assertEqual(self.karim.json("bundle", "list"), [])

    def test_what_is_too_much_stays_and_goes_with_its_author(self):
        ref, export = self.attached("--attachment-bytes", "600k")
        self.assertEqual((export["attachments"], export["attachmentsLeftOut"]), (0, 1))
        self.assertNotIn(self.bytes[:1000], self.file.read_bytes())
        export = self.lea.json("bundle", "export", self.file, "--force")
        report = self.karim.json("bundle", "import", self.file, "--attachment-bytes", "0")
        self.assertEqual((report["attachments"], report["attachmentsLeftOut"]), (0, 1))
        self.assertEqual(report["requests"], [ref])
        self.assertFalse(self.karim.show(ref)["attachments"][0]["present"])
        # A second import brings what the first one left.
        self.assertEqual(self.karim.json("bundle", "import", self.file)["attachments"], 1)
        self.assertEqual(self.photo_of(self.karim, ref), self.bytes)
        error = self.lea.refused(
            EXIT["usage"], "bundle", "export", self.file, "--attachment-bytes", "viel")
        self.assertEqual(error["code"], "command.usage")

    def test_nobody_keeps_what_isnt_for_him(self):
        self.lea.new("Not for Paul", "--attach", self.photo, requester="karim")
        self.lea.run("bundle", "export", self.file)
        paul = self.desk.join("paul", self.id())
        self.assertEqual(paul.json("bundle", "import", self.file)["attachments"], 0)
        self.assertEqual(self.blobs(paul), [])


class RenewalTest(unittest.TestCase):
    """A device that was copied and goes on under a new id says everything once."""

    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.end)
        self.way = Cutter(self.desk.port)
        self.addCleanup(self.way.close)
        self.karim = self.desk.join("karim")
        lea = self.desk.join("lea", url=self.way.url)
        self.restored = lea.copy("restored")
        # The other device acknowledges something: the copy has forked, without a change.
        self.karim.new("Seen by one device only")
        self.karim.sync()
        lea.sync()
        lea.sync()
        self.ref = self.restored.new("Said once")
        self.file = self.desk.folder / "late.bundle"

    def said(self):
        """The texts of the one request that the copy made, as everybody has it in the end."""
        for person in (self.karim, self.restored, self.karim):
            person.sync()
        rows = [row for row in self.karim.json("list") if row["title"] == "Said once"]
        self.assertEqual(len(rows), 1)
        lines = self.karim.show(rows[0]["ref"])["timeline"]
        self.assertEqual({line["verdict"] for line in lines}, {"applied"})
        return [line["text"] for line in lines if line["kind"] == "comment"]

    def test_what_was_carried_before_it_is_said_again_counts_once(self):
        self.restored.run("comment", self.ref, "-m", "Carried.")
        self.restored.run("bundle", "export", self.file)
        self.karim.run("bundle", "import", self.file)
        self.assertEqual(self.karim.sync()["carriedRefused"], 2)
        self.assertEqual(self.karim.json("bundle", "list")[0]["refusal"], "sync.forked")
        self.assertEqual(self.said(), ["Carried."])

    def test_what_is_carried_between_the_question_and_the_new_id_counts_once(self):
        done = []

        def carry(part):
            """Right before the server is asked for a new id, one change more arrives by hand."""
            if b"POST /v1/renew" not in part or done:
                return
            self.restored.run("comment", self.ref, "-m", "Recorded meanwhile.")
            self.restored.run("bundle", "export", self.file)
            self.karim.run("bundle", "import", self.file)
            done.append(self.karim.sync())

        self.way.meanwhile = carry
        self.restored.sync()
        self.assertTrue(done)
        self.assertEqual(self.said(), ["Recorded meanwhile."])


if __name__ == "__main__":
    unittest.main()
