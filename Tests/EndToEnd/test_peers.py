"""Programs of today with peers that know less, and with peers that know more."""

import unittest

from desk import EXIT, Desk
from peers import (
    COMMENT, FIRST_ANSWER_KEYS, ComingServer, FirstServer, PeerReplica, SecondServer)
from wire import cbor, post, read

UNKNOWN_KIND = 9
HEADERS, PAYLOADS, VERDICTS, APPLIED = 3, 4, 5, 1
REFUSALS = {
    "fr": ("ne parle aucune des versions", "Demandez à qui gère le serveur de le mettre à jour"),
    "en": ("speaks none", "Ask whoever runs the server to upgrade it")}
UPGRADES = {"fr": "Mettez escale à jour", "en": "Upgrade escale"}


class PeerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.admin = cls.desk.join("bmorvan")
        cls.karim = cls.desk.join("karim")

    def tearDown(self):
        self.desk.server("verify")
        self.admin.sync()
        self.admin.run("doctor")

    def reference(self, change):
        """The reference of a request by its change id."""
        return next(
            row["request"] for row in self.admin.log()
            if row["id"] == row["request"] and row["id"].endswith(f"-{change[1]}")
            and row["author"] == "paul" and row["kind"] == "create")

    # Replicas

    def test_a_replica_of_the_first_form_gets_what_it_can_read(self):
        self.admin.sync()
        peer = PeerReplica(self.desk, "paul")
        request = peer.create("From the first form")
        peer.record(COMMENT, request, {request[0]: request[1]}, {1: "And said."})
        told = peer.push()
        self.assertLessEqual(set(told), set(FIRST_ANSWER_KEYS))
        self.assertEqual((told[0], [result[2] for result in told[2]]), (1, [APPLIED] * 2))
        again = read(post(self.desk.port, "/v1/sync", peer.sent, peer.token).body)[0]
        self.assertEqual(again[2], told[2])
        self.admin.sync()
        seen = self.admin.show(self.reference(request))
        self.assertEqual(seen["title"], "From the first form")
        self.assertIn("And said.", [entry["text"] for entry in seen["timeline"]])
        self.admin.run("comment", seen["ref"], "-m", "Read.")
        self.admin.sync()
        told = peer.push()
        self.assertLessEqual(set(told), set(FIRST_ANSWER_KEYS))
        self.assertEqual([read(payload)[0][1] for payload in told[PAYLOADS]], ["Read."])

    def test_what_a_later_replica_adds_goes_through_byte_for_byte(self):
        later = PeerReplica(self.desk, "claire")
        header = {40: [1, {2: [None, True]}], 41: "a later version's"}
        request = later.create("From later", header=header, payload={50: ["more", {1: b"x"}]})
        context = {request[0]: request[1]}
        later.record(UNKNOWN_KIND, request, context, {51: "unheard of"}, {42: [7]})
        later.record(COMMENT, request, {request[0]: request[1] + 1}, {1: "Understood."})
        sent = list(later.pending)
        told = later.push(versions=(1, 2, 3), k40={1: [2]}, k99="what a later one asks")
        self.assertEqual((told[0], [result[2] for result in told[2]]), (1, [APPLIED] * 3))
        other = PeerReplica(self.desk, "claire")
        got = other.push()
        received = list(zip(got[HEADERS], got[PAYLOADS]))
        self.assertEqual([change for change in received if change in sent], sent)
        self.admin.sync()
        ref = next(row["ref"] for row in self.admin.json("list", "--all")
                   if row["title"] == "From later")
        seen = self.admin.show(ref)
        self.assertEqual(
            (seen["state"], seen["timeline"][-1]["text"]), ("new", "Understood."))
        self.assertEqual(len(self.admin.log(ref)), 3)

    # Servers

    def work_with(self, server):
        """A replica of today joins, works and syncs; what it said of its request."""
        lea = self.desk.join("lea", name=type(server).__name__, url=server.url)
        ref = lea.new("Made with another version")
        lea.run("take", ref)
        lea.run("comment", ref, "-m", "Said.")
        self.assertEqual((lea.sync()["applied"], lea.status()["pending"]), (3, 0))
        self.karim.sync()
        self.karim.run("comment", ref, "-m", "Heard.")
        self.karim.sync()
        self.assertEqual(lea.sync()["received"], 1)
        lea.run("doctor")
        self.assertEqual(lea.show(ref)["timeline"][-1]["text"], "Heard.")
        return lea, ref

    def test_a_server_of_the_first_form_serves(self):
        with FirstServer(self.desk) as server:
            lea, ref = self.work_with(server)
            file = lea.folder / "plan.txt"
            file.write_text("a plan")
            lea.run("attach", ref, file)
            synced = lea.run("sync", "--attachments", "--json", expect=EXIT["refused"])
            self.assertEqual(synced.error["code"], "server.older")
            self.assertIn("upgrade", synced.error["hint"])
            # The change itself is there; its file waits for a server that takes it.
            self.assertEqual((synced.json["applied"], lea.status()["pending"]), (1, 0))

    def test_a_server_of_a_later_form_is_understood(self):
        with ComingServer(self.desk) as server:
            lea, _ = self.work_with(server)
            self.assertTrue(lea.json("people", "paul"))

    # No version in common

    def test_an_answer_in_another_version_changes_nothing(self):
        with SecondServer(self.desk) as server:
            lea = self.desk.join("lea", name="second", url=server.url)
            ref = lea.new("Before the upgrade")
            server.version = 2
            before = lea.status(), lea.show(ref)
            for language, words in UPGRADES.items():
                error = lea.refused(EXIT["refused"], "sync", "--lang", language)
                self.assertEqual(error["code"], "sync.version")
                self.assertIn(words, error["hint"])
            self.assertEqual((lea.status(), lea.show(ref)), before)
            server.version = 1
            self.assertEqual((lea.sync()["applied"], lea.status()["pending"]), (1, 0))

    def test_a_replica_without_a_common_version_is_told_in_both_languages(self):
        peer = PeerReplica(self.desk, "paul")
        peer.create("Never taken")
        head = self.admin.sync()["position"]
        code = self.desk.invite("paul")
        enrol = cbor([[2, 3], "paul", 1, code, peer.signing.public, "later"])
        statement = dict(versions=[2], headers=[peer.pending[0][0]],
                         payloads=[peer.pending[0][1]], checkpoint=peer.checkpoint())
        for language, (message, hint) in REFUSALS.items():
            for path, body, token in (
                    ("/v1/sync", peer.message(**statement), peer.token),
                    ("/v1/enrol", enrol, None)):
                with self.subTest(language=language, path=path):
                    answer = post(
                        self.desk.port, path, body, token, {"Accept-Language": language})
                    self.assertEqual(
                        (answer.status, answer.problem["code"]), (426, "sync.version"))
                    self.assertIn(message, answer.problem["detail"])
                    self.assertIn(hint, answer.problem["hint"])
        self.assertEqual(self.admin.sync()["position"], head)
        # The invitation is still good.
        enrolled = post(self.desk.port, "/v1/enrol", cbor(
            [[1], "paul", 1, code, peer.signing.public, "later"]))
        self.assertEqual(enrolled.status, 200)


if __name__ == "__main__":
    unittest.main()
