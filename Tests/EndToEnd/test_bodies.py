"""What is posted to the server by whoever doesn't mean well, or isn't well."""

import gzip
import os
import socket
import unittest

import wire
from desk import Desk

SYNC_BODY_LIMIT = 16 << 20


class BodyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea = cls.desk.join("lea")
        cls.ref = cls.lea.new("There")
        cls.lea.sync()
        cls.peer = wire.Enrolment(cls.desk, "karim")

    def head(self):
        """The ledger's head as the server tells it: epoch, position, link."""
        return wire.read(self.peer.sync().body)[0]

    def setUp(self):
        self.position = self.lea.sync()["position"]

    def tearDown(self):
        self.assertEqual(self.lea.sync()["position"], self.position, "something was changed")
        self.assertTrue(self.desk.is_ready())

    def check_problem(self, answer, status, code):
        self.assertEqual((answer.status, answer.type), (status, "application/problem+json"))
        problem = answer.problem
        self.assertEqual((problem["status"], problem["code"]), (status, code))
        for key in ("type", "title", "detail"):
            self.assertTrue(problem[key])
        return problem

    def test_a_well_formed_message_is_answered(self):
        answer = self.peer.sync()
        self.assertEqual((answer.status, answer.type), (200, "application/cbor"))

    def test_no_token_and_wrong_ones(self):
        body = self.peer.message()
        for token in (None, "x", "é".encode("latin-1").decode("latin-1"), "A" * 5000,
                      self.peer.token[:-1], self.peer.token + "A", self.peer.token.lower() + "0"):
            with self.subTest(token=token and token[:20]):
                answer = wire.post(self.desk.port, "/v1/sync", body, token)
                self.check_problem(answer, 401, "sync.unknown-token")

    def test_no_token_is_told_before_the_body_is_read(self):
        answer = wire.post(self.desk.port, "/v1/sync", b"\xff", None)
        self.check_problem(answer, 401, "sync.unknown-token")

    def test_malformed_bodies(self):
        for body in (b"", b"\xff", b"{}", b"\x00", b"\x80", b"\xa0", wire.cbor("text"),
                     wire.cbor([1, 2, 3]), wire.cbor({0: "x"}), b"\xbf\xff", os.urandom(500)):
            with self.subTest(body=body[:8].hex()):
                answer = wire.post(self.desk.port, "/v1/sync", body, self.peer.token)
                self.check_problem(answer, 400, "sync.malformed")

    def test_every_truncation_of_a_message(self):
        body = self.peer.message()
        for length in range(len(body)):
            answer = wire.post(self.desk.port, "/v1/sync", body[:length], self.peer.token)
            self.check_problem(answer, 400, "sync.malformed")

    def test_bytes_behind_the_end(self):
        answer = self.peer.sync(self.peer.message() + b"\x00")
        self.check_problem(answer, 400, "sync.malformed")

    def test_fields_with_values_out_of_range(self):
        for changed in (
                dict(ledger=b"short"), dict(ledger=None), dict(replica=1 << 40),
                dict(replica=-1), dict(acknowledgement=[1]), dict(cursor=[1, 2]),
                dict(headers=[b"\xa0"]), dict(headers=[b""], payloads=[b""]),
                dict(clock="now"), dict(clock=1 << 63), dict(limit=-1),
                dict(versions=list(range(1000))), dict(head=[0, 0]),
                dict(checkpoint=[1, bytes(32), bytes(1000)])):
            with self.subTest(changed=list(changed)):
                self.check_problem(self.peer.sync(**changed), 400, "sync.malformed")

    def test_deep_nesting(self):
        for depth in (17, 1000, 1_000_000):
            nested = b"\x81" * depth + b"\x00"
            body = b"\xa1\x18\x63" + nested
            with self.subTest(depth=depth):
                self.check_problem(self.peer.sync(body), 400, "sync.malformed")
                self.check_problem(self.peer.sync(nested), 400, "sync.malformed")

    def test_lengths_that_lie(self):
        for body in (b"\x9b" + b"\xff" * 8, b"\xbb\x7f" + b"\xff" * 7, b"\x5b\x7f" + b"\xff" * 7,
                     b"\xa1\x06\x9a\xff\xff\xff\xff",
                     b"\xa1\x00\x9b\x00\x00\x00\x01" + b"\x00" * 4):
            with self.subTest(body=body[:4].hex()):
                self.check_problem(self.peer.sync(body), 400, "sync.malformed")

    def test_an_oversized_body(self):
        for body in (bytes(SYNC_BODY_LIMIT + 1), bytes(64 << 20)):
            answer = self.peer.sync(body)
            problem = self.check_problem(answer, 413, "http.too-large")
            self.assertIn(str(SYNC_BODY_LIMIT), problem["detail"])

    def test_an_oversized_body_is_refused_by_its_announcement(self):
        with socket.create_connection(("127.0.0.1", self.desk.port), timeout=30) as connection:
            connection.sendall(
                b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/cbor\r\n"
                b"Authorization: Bearer " + self.peer.token.encode() + b"\r\n"
                b"Content-Length: 99999999999\r\n\r\n")
            self.assertIn(b" 413 ", connection.recv(4096).split(b"\r\n")[0])

    def test_an_over_compressed_body(self):
        bomb = wire.bomb(64 << 20)
        self.assertLess(len(bomb), 100_000)
        answer = wire.post_gzip(self.desk.port, "/v1/sync", bomb, self.peer.token)
        self.check_problem(answer, 413, "http.too-large")
        many = gzip.compress(bytes(9 << 20)) * 2
        answer = wire.post_gzip(self.desk.port, "/v1/sync", many, self.peer.token)
        self.assertIn(answer.status, (400, 413))

    def test_gzip_that_is_none(self):
        good = gzip.compress(self.peer.message())
        damaged = bytearray(good)
        damaged[-6] ^= 1
        for body in (b"", b"plain", good[:-1], good[:20], bytes(damaged), good + b"more"):
            with self.subTest(length=len(body)):
                answer = wire.post_gzip(self.desk.port, "/v1/sync", body, self.peer.token)
                self.check_problem(answer, 400, "http.bad-gzip")
        self.assertEqual(
            wire.post_gzip(self.desk.port, "/v1/sync", good, self.peer.token).status, 200)

    def test_types_encodings_methods_and_paths(self):
        body = self.peer.message()

        def post(path="/v1/sync", method="POST", **headers):
            headers = {key.replace("_", "-"): value for key, value in headers.items()}
            return wire.post(self.desk.port, path, body, self.peer.token, headers, method)

        self.check_problem(post(Content_Type="text/plain"), 415, "http.wrong-type")
        self.check_problem(post(Content_Encoding="br"), 415, "http.wrong-encoding")
        self.check_problem(post(method="PUT"), 405, "http.wrong-method")
        self.check_problem(post(method="GET"), 405, "http.wrong-method")
        self.check_problem(post("/v1/other"), 404, "http.unknown-path")
        self.check_problem(post("/../../etc/passwd"), 404, "http.unknown-path")

    def test_the_words_come_in_the_asked_language(self):
        said = set()
        for language in ("fr", "en", "fr-CA, en;q=0.5"):
            answer = wire.post(
                self.desk.port, "/v1/sync", b"\xff", self.peer.token,
                {"Accept-Language": language})
            said.add(self.check_problem(answer, 400, "sync.malformed")["detail"])
        self.assertEqual(len(said), 2)

    def test_a_message_for_another_ledger(self):
        answer = self.peer.sync(ledger=os.urandom(16))
        self.check_problem(answer, 409, "sync.wrong-ledger")

    def test_a_message_for_another_replica(self):
        answer = self.peer.sync(replica=self.peer.replica - 1)
        self.check_problem(answer, 400, "sync.foreign-change")

    def test_a_version_that_nobody_speaks(self):
        for versions in ([], [99]):
            answer = self.peer.sync(versions=versions)
            self.check_problem(answer, 426, "sync.version")

    def test_changes_without_a_signature_or_with_a_wrong_one(self):
        header, payload = self.comment(1)
        answer = self.peer.sync(headers=[header], payloads=[payload])
        self.assertIn(answer.status, (400, 403))
        self.assertEqual(answer.type, "application/problem+json")
        answer = self.peer.sync(
            headers=[header], payloads=[payload], checkpoint=[1, os.urandom(32), os.urandom(64)])
        self.check_problem(answer, 403, "sync.wrong-checkpoint")

    def test_changes_with_a_gap_in_their_sequences(self):
        header, payload = self.comment(7)
        answer = self.peer.sync(
            headers=[header], payloads=[payload], checkpoint=[7, os.urandom(32), os.urandom(64)])
        self.check_problem(answer, 409, "sync.sequence-gap")

    def test_changes_of_another_replica(self):
        header, payload = self.comment(1, replica=self.peer.replica + 5)
        answer = self.peer.sync(
            headers=[header], payloads=[payload], checkpoint=[1, os.urandom(32), os.urandom(64)])
        self.check_problem(answer, 400, "sync.foreign-change")

    def test_a_head_that_the_ledger_never_had(self):
        answer = self.peer.sync(
            acknowledgement=[1, 0], cursor=[1], head=[0, 1, os.urandom(32)])
        self.check_problem(answer, 409, "sync.other-history")
        beyond = [self.position + 1000, 0]
        answer = self.peer.sync(acknowledgement=beyond, cursor=[beyond[0]])
        self.assertEqual((answer.status, answer.type), (409, "application/problem+json"))

    def comment(self, sequence, replica=None):
        """A comment on lea's request, as header and payload."""
        number, last = self.ref.split("-")
        request = [int(number, 32), int(last)]
        header = wire.cbor({
            0: replica or self.peer.replica, 1: sequence, 2: request, 4: self.peer.person,
            5: 0, 6: 0, 7: 3})
        return header, wire.cbor({0: bytes(8), 1: "forged"})

    def test_enrolments_that_are_none(self):
        for body in (b"", b"\xff", wire.cbor([1]), wire.cbor([[1], "lea", 2, "x", bytes(32), "d"]),
                     wire.cbor([[1], "lea", 0, "x" * 5000, bytes(32), "d"]),
                     wire.cbor([[1], "lea", 1, "x", bytes(31), "d"])):
            with self.subTest(body=body[:10].hex()):
                answer = wire.post(self.desk.port, "/v1/enrol", body)
                self.assertEqual((answer.status, answer.type), (400, "application/problem+json"))

    def test_a_connection_that_never_says_anything_hinders_nobody(self):
        silent = [socket.create_connection(("127.0.0.1", self.desk.port)) for _ in range(20)]
        try:
            for connection in silent:
                connection.sendall(b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Le")
            self.assertEqual(self.peer.sync().status, 200)
        finally:
            for connection in silent:
                connection.close()


class OtherLedgerTest(unittest.TestCase):
    def test_a_replica_before_another_ledger(self):
        desk = Desk()
        self.addCleanup(desk.end)
        lea = desk.join("lea")
        lea.new("For the first ledger only")
        other = Desk(serving=False, name="other")
        self.addCleanup(other.end)
        other.port = desk.port
        desk.stop()
        other.start()
        before = lea.log()
        error = lea.refused(4, "sync")
        self.assertEqual(error["code"], "sync.unknown-token")
        self.assertEqual(lea.log(), before)
        other.stop()
        desk.start()
        self.assertEqual(lea.sync(expect=0)["applied"], 1)


if __name__ == "__main__":
    unittest.main()
