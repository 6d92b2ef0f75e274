"""A server that is put back to a backup while replicas are ahead of it."""

import json
import shutil
import sqlite3
import unittest

from desk import EXIT, Desk, Replica, shared


class RestorationTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.end)
        self.lea = self.desk.join("lea")
        self.karim = self.desk.join("karim")
        self.ref = self.lea.new("Before the backup")
        self.sync(self.lea, self.karim)

    def sync(self, *replicas):
        return [replica.sync(expect=0) for replica in replicas]

    def back_up(self):
        self.desk.server("backup", f"{self.desk.folder}/copy/")

    def copy_files(self):
        """A backup by other means, of which the ledger knows nothing."""
        self.desk.stop()
        shutil.copytree(self.desk.data, self.desk.folder / "copy")
        self.desk.start()

    def restore(self):
        """Puts the backup in the place of the server's data."""
        self.desk.stop()
        shutil.rmtree(self.desk.data)
        shutil.copytree(self.desk.folder / "copy", self.desk.data)
        self.desk.start()

    def work(self):
        """What follows the backup: by both, resting on each other's."""
        self.lea.run("take", self.ref)
        self.sync(self.lea, self.karim)
        self.karim.run("comment", self.ref, "-m", "Karim knows the room.")
        made = self.karim.new("After the backup")
        self.sync(self.karim, self.lea)
        self.lea.run("take", made)
        self.lea.run("resolve", self.ref, "-m", "The cable was loose.")
        self.sync(self.lea, self.karim)
        return made

    def views(self, made):
        return [[self.told(replica.show(ref)) for ref in (self.ref, made)]
                for replica in (self.lea, self.karim)]

    def told(self, view):
        """What a request says, wherever in the ledger, and whenever the server learnt of it."""
        view = shared(view)
        for part in [view, *view["timeline"]]:
            for key in ("position", "createdAt", "updatedAt", "receivedAt"):
                part.pop(key, None)
        return view

    def check_sound(self):
        self.assertTrue(self.desk.server("verify", "--json").json["sound"])
        for replica in (self.lea, self.karim):
            self.assertEqual(replica.status()["pending"], 0)
            replica.run("doctor")
            self.assertEqual(replica.sync(expect=0)["roundTrips"], 1)

    def test_everything_comes_back_and_is_explained(self):
        self.back_up()
        made = self.work()
        before = self.views(made)
        self.restore()
        self.assertIn("backup", self.desk.log.read_text())
        text = self.lea.run("sync", "--lang", "fr", expect=0).out
        self.assertIn("Le serveur a été restauré depuis une sauvegarde.", text)
        self.assertIn("Rendu au serveur : 2 modifications d'autres personnes.", text)
        text = self.karim.run("sync", "--lang", "en", expect=0).out
        self.assertIn("The server was restored from a backup.", text)
        self.sync(self.lea, self.karim)
        self.assertEqual(self.views(made), before)
        self.check_sound()
        jules = self.desk.join("jtarnier")
        self.assertEqual(self.told(jules.show(made)), before[0][1])

    def test_what_the_server_did_meanwhile_stays_and_what_was_lost_joins_it(self):
        self.back_up()
        made = self.work()
        self.restore()
        jules = self.desk.join("jtarnier")
        jules.run("comment", self.ref, "-m", "Since the restoration.")
        fresh = jules.new("Since the restoration")
        self.sync(jules, self.lea, self.karim, self.lea, jules)
        texts = [entry["text"] for entry in jules.show(self.ref)["timeline"]]
        for text in ("Since the restoration.", "Karim knows the room.", "The cable was loose."):
            self.assertEqual(texts.count(text), 1, text)
        self.assertEqual(jules.show(self.ref)["state"], "resolved")
        for replica in (self.lea, self.karim):
            self.assertEqual(shared(replica.show(fresh)), shared(jules.show(fresh)))
            self.assertEqual(shared(replica.show(made)), shared(jules.show(made)))
        self.check_sound()

    def test_one_who_comes_hands_back_for_one_who_never_does(self):
        self.back_up()
        made = self.work()
        before = self.views(made)
        self.restore()
        report = self.karim.sync(expect=0)
        self.assertEqual((report["serverRestored"], report["returned"]), (True, 3))
        self.assertEqual(report["unreturned"], 0)
        self.assertEqual(self.views(made)[1], before[1])
        jules = self.desk.join("jtarnier")
        self.assertEqual(self.told(jules.show(self.ref)), before[1][0])

    def test_a_device_that_joined_after_the_backup_is_known_again(self):
        self.back_up()
        jules = self.desk.join("jtarnier")
        mine = jules.new("From a new device")
        self.sync(jules)
        jules.run("comment", mine, "-m", "Not sent yet.")
        self.restore()
        report = jules.sync(expect=0)
        self.assertTrue(report["serverRestored"])
        self.sync(self.lea)
        self.assertEqual(shared(self.lea.show(mine)), shared(jules.show(mine)))
        self.assertEqual(jules.status()["pending"], 0)
        self.check_sound()

    def test_a_folder_put_back_by_other_means_is_noticed_by_its_own_receipts(self):
        self.copy_files()
        made = self.work()
        before = self.views(made)
        self.restore()
        report = self.karim.sync(expect=0)
        self.assertTrue(report["serverRestored"])
        self.sync(self.lea, self.karim)
        self.assertEqual(self.views(made), before)
        self.check_sound()

    def titles(self, replica):
        return [line["title"] for line in replica.json("list", "--all")]

    def test_whose_number_was_given_again_goes_on_under_another(self):
        self.copy_files()
        jules = self.desk.join("jtarnier")
        made = jules.new("Accepted, and lost again")
        self.sync(jules)
        jules.run("comment", made, "-m", "Not sent yet.")
        number = jules.identity()["replica"]
        self.restore()
        other = self.desk.join("jtarnier", name="other")
        self.assertEqual(other.identity()["replica"], number)
        other.new("By who has the number now")
        self.sync(other)
        text = jules.run("sync", "--lang", "fr", expect=0).out
        self.assertIn("Le serveur a été restauré depuis une sauvegarde.", text)
        self.assertRegex(text, "Cette réplique quitte le numéro [0-9A-Z]+ pour un autre")
        self.assertNotEqual(jules.identity()["replica"], number)
        self.sync(other, jules, self.lea, self.karim)
        self.assertEqual(other.identity()["replica"], number)
        for replica in (jules, other, self.lea):
            titles = self.titles(replica)
            for title in ("Accepted, and lost again", "By who has the number now"):
                self.assertEqual(titles.count(title), 1, replica.name)
            self.assertEqual(replica.status()["pending"], 0)
        again = next(line["ref"] for line in jules.json("list", "--all")
                     if line["title"] == "Accepted, and lost again")
        texts = [entry["text"] for entry in self.lea.show(again)["timeline"]]
        self.assertEqual(texts.count("Not sent yet."), 1)
        # Who still says the former reference is understood.
        self.assertEqual(self.lea.show(again)["formerRef"], made)
        self.check_sound()

    def test_what_was_written_under_a_former_number_is_said_again(self):
        self.back_up()
        jules = self.desk.join("jtarnier")
        jules.new("Under the former number")
        self.sync(jules)
        copy = jules.copy("copy-of-jules")
        copy.new("By the copy")
        self.sync(copy)
        jules.new("By the first")
        report = jules.sync(expect=0)
        self.assertIsNotNone(report["renewedFrom"])
        self.restore()
        report = jules.sync(expect=0)
        self.assertTrue(report["serverRestored"])
        self.sync(self.lea)
        for title in ("Under the former number", "By the first"):
            self.assertEqual(self.titles(self.lea).count(title), 1, title)
        self.assertEqual(jules.status()["pending"], 0)
        jules.run("doctor")
        self.check_sound()

    def test_a_backup_that_nobody_is_ahead_of_is_only_served(self):
        self.back_up()
        self.restore()
        report = self.lea.sync(expect=0)
        self.assertEqual((report["serverRestored"], report["returned"]), (False, 0))
        self.lea.run("take", self.ref)
        self.sync(self.lea, self.karim)
        self.assertEqual(shared(self.lea.show(self.ref)), shared(self.karim.show(self.ref)))
        self.check_sound()

    def test_lost_edits_of_the_directory_are_named_and_can_be_made_again(self):
        self.back_up()
        self.desk.server("user", "add", "anouk", "--team", "PROX-NANCY")
        self.desk.server("team", "add", "ATELIER")
        self.desk.server("user", "disable", "claire")
        anouk = self.desk.join("anouk")
        made = anouk.new("By somebody who gets lost")
        self.sync(anouk, self.lea)
        self.lea.run("comment", made, "-m", "Seen.")
        self.sync(self.lea, anouk)
        before = self.told(anouk.show(made))
        self.restore()
        self.assertIn("disabled and devices revoked since are active", self.desk.log.read_text())
        report = self.lea.sync()
        lost = {item["name"]: item for item in report["directoryLost"]}
        self.assertEqual(set(lost), {"anouk", "ATELIER", "claire"})
        self.assertEqual(lost["anouk"]["kind"], "person")
        self.assertGreater(report["unreturned"], 0)
        text = self.karim.run("sync", "--lang", "fr", expect=None).out
        self.assertNotIn("annuaire", text)
        self.assertEqual(self.lea.sync()["directoryLost"], [])
        self.assertEqual(self.lea.json("people", "anouk"), [])
        anouk.refused(EXIT["not_allowed"], "sync")
        # Nobody else is given the number, nor taken for her.
        self.desk.server("user", "add", "bruno", "--team", "PROX-NANCY")
        self.import_person(lost["anouk"]["number"], "bruno", expect=EXIT["refused"])
        self.sync(self.lea)
        anouk.refused(EXIT["not_allowed"], "sync")
        self.import_person(lost["anouk"]["number"], "anouk")
        self.assertEqual(self.lea.sync()["unreturned"], 0)
        self.sync(anouk, self.lea)
        self.assertEqual(self.told(anouk.show(made)), before)
        self.assertEqual(shared(self.lea.show(made)), shared(anouk.show(made)))
        self.check_sound()

    def import_person(self, number, name, expect=0):
        document = self.desk.folder / "again.json"
        document.write_text(json.dumps({"people": [{
            "name": name, "number": number, "fullName": name, "teams": ["PROX-NANCY"],
            "roles": ["requester", "agent"]}]}))
        self.desk.server("directory", "import", document, expect=expect)

    def test_restored_twice_from_one_backup(self):
        self.back_up()
        made = self.work()
        self.restore()
        self.sync(self.lea, self.karim, self.lea)
        self.karim.run("comment", made, "-m", "Between two restorations.")
        self.sync(self.karim, self.lea)
        before = self.views(made)
        self.restore()
        self.sync(self.karim, self.lea, self.karim)
        self.assertEqual(self.views(made), before)
        self.check_sound()
