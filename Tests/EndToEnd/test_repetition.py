"""Syncing again, answers cut off, and replicas that were copied."""

import subprocess
import threading
import time
import unittest

from cutter import Cutter
from desk import EXIT, Desk, shared


class RepetitionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.cutter = Cutter(cls.desk.port)
        cls.addClassCleanup(cls.cutter.close)
        cls.lea = cls.desk.join("lea", url=cls.cutter.url)
        cls.karim = cls.desk.join("karim")
        cls.ref = cls.lea.new("Repeated")
        cls.lea.run("take", cls.ref)
        cls.lea.sync()
        cls.karim.sync()

    def setUp(self):
        self.cutter.heal()
        self.lea.sync()
        self.karim.sync()

    def test_the_second_sync_does_nothing(self):
        self.lea.run("comment", self.ref, "-m", "Once.")
        self.karim.run("comment", self.ref, "-m", "Twice.")
        self.karim.sync()
        first = self.lea.sync(expect=0)
        self.assertEqual((first["sent"], first["received"]), (1, 1))
        before = self.lea.log(), self.lea.show(self.ref)
        second = self.lea.sync(expect=0)
        for key in ("sent", "received", "applied", "superseded", "denied", "quarantined",
                    "forgotten", "requestsTouched"):
            self.assertEqual(second[key], 0, key)
        self.assertEqual(second["position"], first["position"])
        self.assertEqual(second["roundTrips"], 1)
        self.assertEqual(second["conflicts"], [])
        self.assertEqual((self.lea.log(), self.lea.show(self.ref)), before)

    def work(self, name):
        """Three changes of lea's and one of karim's, who has synced."""
        self.karim.run("comment", self.ref, "-m", f"Meanwhile {name}.")
        self.karim.sync()
        self.lea.run("comment", self.ref, "-m", f"First {name}.")
        created = self.lea.new(f"Created {name}")
        self.lea.run("take", created)
        return created

    def check_as_after_one_sync(self, name, created, before):
        """Everything of the work is there once, and nothing else."""
        self.cutter.heal()
        after = self.lea.sync(expect=0)
        self.assertEqual(after["position"], before + 4)
        self.assertEqual(self.lea.status()["pending"], 0)
        self.assertEqual(self.lea.sync(expect=0)["position"], before + 4)
        self.karim.sync(expect=0)
        for ref in (self.ref, created):
            self.assertEqual(shared(self.lea.show(ref)), shared(self.karim.show(ref)))
        texts = [entry["text"] for entry in self.lea.show(self.ref)["timeline"]]
        self.assertEqual(texts.count(f"First {name}."), 1)
        self.assertEqual(texts.count(f"Meanwhile {name}."), 1)
        self.lea.run("doctor")

    def position(self):
        return self.karim.status()["position"]

    def test_an_answer_cut_off_then_again_is_one_sync(self):
        for limit in (0, 1, 16, 100, 200, 300, -40, -1):
            with self.subTest(answered=limit):
                name = f"answer {limit}"
                before = self.position()
                created = self.work(name)
                self.cutter.cut(answer=limit)
                error = self.lea.refused(EXIT["unreachable"], "sync")
                self.assertTrue(error["hint"])
                self.assertGreater(self.cutter.cuts, 0)
                self.assertEqual(self.lea.status()["pending"], 3)
                self.assertEqual(self.lea.show(created)["state"], "assigned")
                self.check_as_after_one_sync(name, created, before)

    def test_a_request_cut_off_then_again_is_one_sync(self):
        for limit in (0, 1, 60, 250, 500):
            with self.subTest(sent=limit):
                name = f"request {limit}"
                before = self.position()
                created = self.work(name)
                self.cutter.cut(request=limit)
                self.lea.refused(EXIT["unreachable"], "sync")
                self.assertGreater(self.cutter.cuts, 0)
                self.check_as_after_one_sync(name, created, before)

    def test_many_answers_lost_then_one_that_arrives(self):
        before = self.position()
        created = self.work("often")
        for _ in range(4):
            self.cutter.cut(answer=0)
            self.lea.refused(EXIT["unreachable"], "sync")
        self.check_as_after_one_sync("often", created, before)

    def test_what_happens_between_a_lost_answer_and_the_next_sync_is_kept(self):
        before = self.position()
        created = self.work("between")
        self.cutter.cut(answer=0)
        self.lea.refused(EXIT["unreachable"], "sync")
        self.lea.run("comment", created, "-m", "Written after the answer was lost.")
        self.karim.sync()
        self.karim.run("comment", created, "-m", "Karim sees it already.")
        self.karim.sync()
        self.cutter.heal()
        after = self.lea.sync(expect=0)
        self.assertEqual(after["position"], before + 6)
        self.karim.sync()
        self.assertEqual(shared(self.lea.show(created)), shared(self.karim.show(created)))

    def test_a_join_whose_answer_is_lost_leaves_nothing_behind(self):
        self.cutter.cut(answer=0)
        code = self.desk.invite("jtarnier")
        jules = type(self.lea)(self.desk, "jules")
        jules.refused(
            EXIT["unreachable"], "join", self.cutter.url, "--user", "jtarnier", "--invite", code)
        self.assertFalse(jules.path.exists())
        self.cutter.heal()
        code = self.desk.invite("jtarnier")
        jules.run("join", self.cutter.url, "--user", "jtarnier", "--invite", code)
        self.assertIn(self.ref, [row["ref"] for row in jules.json("list")])

    def test_a_join_killed_at_any_moment_can_be_done_again_or_gone_on_with(self):
        for number in range(16):
            with self.subTest(number=number):
                jules = type(self.lea)(self.desk, f"killed{number}")
                join = ("join", self.desk.url, "--user", "jtarnier", "--invite")
                process = subprocess.Popen(
                    jules.command(*join, self.desk.invite("jtarnier")), env=jules.environment(),
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(0.015 * number)
                process.kill()
                process.wait()
                if jules.path.exists():
                    jules.sync(expect=0)
                else:
                    jules.run(*join, self.desk.invite("jtarnier"))
                jules.run("doctor")
                self.assertIn(self.ref, [row["ref"] for row in jules.json("list")])

    def test_two_programs_on_one_replica(self):
        results = []

        def comment(number):
            results.append(self.lea.run(
                "comment", self.ref, "-m", f"At once {number}.", "--json", expect=None))

        def sync():
            results.append(self.lea.run("sync", expect=None))

        threads = [threading.Thread(target=comment, args=(number,)) for number in range(8)]
        threads += [threading.Thread(target=sync) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for result in results:
            self.assertEqual(result.code, 0, str(result))
        self.lea.sync(expect=0)
        texts = [entry["text"] for entry in self.lea.show(self.ref)["timeline"]]
        for number in range(8):
            self.assertEqual(texts.count(f"At once {number}."), 1)
        self.assertEqual(self.lea.status()["pending"], 0)
        self.lea.run("doctor")
        self.karim.sync()
        self.assertEqual(shared(self.karim.show(self.ref)), shared(self.lea.show(self.ref)))


class CopyTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.end)
        self.lea = self.desk.join("lea")
        self.karim = self.desk.join("karim")
        self.ref = self.lea.new("Before the copy")
        self.lea.run("take", self.ref)
        self.lea.sync()
        self.karim.sync()

    def check_whole(self):
        for replica in (self.lea, self.twin, self.karim, self.lea, self.twin, self.karim):
            replica.sync()
        refs = [row["ref"] for row in self.karim.json("list", "--all")]
        for ref in refs:
            expected = shared(self.karim.show(ref))
            for replica in (self.lea, self.twin):
                self.assertEqual(shared(replica.show(ref)), expected)
        for replica in (self.lea, self.twin, self.karim):
            self.assertEqual(replica.status()["pending"], 0)
            replica.run("doctor")
        self.desk.server("verify")

    def test_a_copy_used_on_two_devices_goes_on_under_a_new_id_with_all_its_work(self):
        self.twin = self.lea.copy("twin")
        former = self.twin.status()["replica"]
        self.lea.run("comment", self.ref, "-m", "On the first device.")
        self.lea.run("comment", self.ref, "-m", "Again on the first device.")
        self.lea.sync(expect=0)
        self.twin.run("comment", self.ref, "-m", "On the second device.")
        made = self.twin.new("Made on the second device")
        self.twin.run("take", made)
        self.twin.run("resolve", made, "-m", "Solved on the second device.")
        report = self.twin.sync(expect=0)
        self.assertEqual(report["renewedFrom"], former)
        self.assertNotEqual(self.twin.status()["replica"], former)
        self.assertEqual(self.lea.status()["replica"], former)
        view = self.twin.show(made)
        self.assertNotEqual(view["ref"], made)
        self.assertEqual(view["formerRef"], made)
        self.assertEqual(view["title"], "Made on the second device")
        self.assertEqual((view["state"], view["solution"] is not None), ("resolved", True))
        texts = {entry["text"] for entry in self.twin.show(self.ref)["timeline"]}
        self.assertLessEqual(
            {"On the first device.", "Again on the first device.", "On the second device."}, texts)
        self.check_whole()
        self.assertEqual(self.karim.show(made)["ref"], view["ref"])
        self.assertIsNone(self.lea.sync(expect=0)["renewedFrom"])

    def test_the_words_say_that_the_replica_was_renewed(self):
        self.twin = self.lea.copy("twin")
        self.lea.run("comment", self.ref, "-m", "On the first device.")
        self.lea.sync()
        self.twin.run("comment", self.ref, "-m", "On the second device.")
        self.assertIn(f" {self.lea.status()['replica']} ", self.twin.run("sync").out)
        self.check_whole()

    def test_a_restored_backup_that_lost_only_what_it_had_sent(self):
        self.twin = self.lea.copy("twin")
        self.lea.run("comment", self.ref, "-m", "Lost with the disk.")
        self.lea.sync()
        self.lea.sync()
        report = self.twin.sync(expect=0)
        self.assertIsNotNone(report["renewedFrom"])
        texts = [entry["text"] for entry in self.twin.show(self.ref)["timeline"]]
        self.assertEqual(texts.count("Lost with the disk."), 1)
        self.check_whole()

    def test_what_was_pending_in_both_copies_is_there_once(self):
        self.lea.run("comment", self.ref, "-m", "Pending when copied.")
        self.twin = self.lea.copy("twin")
        self.lea.sync()
        self.lea.run("comment", self.ref, "-m", "Then on the first device.")
        self.lea.sync()
        self.twin.run("comment", self.ref, "-m", "Then on the second device.")
        self.assertIsNotNone(self.twin.sync(expect=0)["renewedFrom"])
        self.check_whole()
        texts = [entry["text"] for entry in self.karim.show(self.ref)["timeline"]]
        for text in ("Pending when copied.", "Then on the first device.",
                     "Then on the second device."):
            self.assertEqual(texts.count(text), 1, text)

    def test_a_copy_of_which_one_is_never_used_changes_nothing(self):
        self.twin = self.lea.copy("twin")
        self.twin.run("comment", self.ref, "-m", "From the new laptop.")
        self.assertIsNone(self.twin.sync(expect=0)["renewedFrom"])


if __name__ == "__main__":
    unittest.main()
