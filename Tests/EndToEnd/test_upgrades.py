"""Files and exchanges of each released version, read by the programs of today."""

import gzip
import http.server
import json
import shutil
import sqlite3
import threading
import unittest

from desk import EXIT, ROOT, Desk, Replica
from wire import post, read

RELEASED = sorted((ROOT / "Fixtures" / "released").iterdir())
# So that the fixtures never grow too old to be taken.
PATIENT = {"policy": {
    "maxOfflineDays": 36500, "closeAfterDays": 36500, "expireAfterDays": 36500,
    "answerWithinDays": 36500}}
RESULTS = 2


class UpgradeTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk(serving=False)
        self.addCleanup(self.desk.end)

    def unpack(self, version, name, target):
        target.write_bytes(gzip.decompress((version / f"{name}.gz").read_bytes()))

    def serve(self, version):
        """A server of today on the ledger of a former version; what its fixtures tell."""
        shutil.rmtree(self.desk.data)
        self.desk.data.mkdir(mode=0o700)
        self.unpack(version, "ledger.sqlite", self.desk.data / "ledger.sqlite")
        self.desk.server("verify")
        patient = self.desk.folder / "patient.json"
        patient.write_text(json.dumps(PATIENT))
        self.desk.server("directory", "import", patient)
        self.desk.start()
        return json.loads((version / "about.json").read_text())

    def replica(self, version, url):
        lea = Replica(self.desk, "lea")
        self.unpack(version, "replica.sqlite", lea.path)
        with sqlite3.connect(lea.path) as connection:
            connection.execute("UPDATE replica SET server = ?", (url,))
        connection.close()
        return lea

    def test_a_replica_of_each_version_goes_on_with_a_ledger_of_that_version(self):
        for version in RELEASED:
            with self.subTest(version.name):
                refs = self.serve(version)["refs"]
                lea = self.replica(version, self.desk.url)
                self.assertEqual(lea.status()["pending"], 3)
                lea.run("doctor")
                answer = lea.sync()
                self.assertEqual((answer["applied"], lea.status()["pending"]), (3, 0))
                self.assertEqual(lea.show(refs["resolved"])["state"], "resolved")
                self.assertEqual(lea.show(refs["waiting"])["solution"], "Another cable")
                karim = self.desk.join("karim")
                for ref in refs.values():
                    self.assertEqual(karim.show(ref)["title"], lea.show(ref)["title"])
                self.assertEqual(
                    [row["ref"] for row in karim.json("search", "another cable")],
                    [refs["waiting"]])
                lea.run("doctor")
                self.desk.server("verify")
                self.desk.stop()

    def test_an_exchange_of_each_version_is_answered_in_that_version(self):
        for version in RELEASED:
            with self.subTest(version.name):
                about = self.serve(version)
                request = (version / "sync-request.bin").read_bytes()
                recorded = read((version / "sync-answer.bin").read_bytes())[0]
                for _ in range(2):
                    answer = post(self.desk.port, about["path"], request, about["token"])
                    self.assertEqual(answer.status, 200)
                    now = read(answer.body)[0]
                    self.assertEqual(now[0], recorded[0])
                    self.assertEqual(verdicts(now), verdicts(recorded))
                self.desk.stop()

    def test_files_of_a_later_version_are_refused(self):
        self.desk.start()
        lea = self.desk.join("lea")
        self.desk.stop()
        with sqlite3.connect(lea.path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        error = lea.refused(EXIT["unexpected"], "list")
        self.assertEqual(error["code"], "replica.newer-schema")
        self.assertIn("99", error["message"])
        with sqlite3.connect(self.desk.data / "ledger.sqlite") as connection:
            connection.execute("INSERT INTO grdb_migrations VALUES ('v99')")
        connection.close()
        error = self.desk.server("stats", "--json", expect=EXIT["unexpected"]).error
        self.assertEqual(error["code"], "ledger.newer-schema")
        self.assertIn("ledger.sqlite", error["message"])

    def test_a_server_that_speaks_only_later_versions_is_told_of_and_costs_nothing(self):
        self.desk.start()
        lea = self.desk.join("lea")
        ref = lea.new("Before the upgrade")
        self.desk.stop()
        with LaterServer(self.desk.port):
            error = lea.refused(EXIT["refused"], "sync")
        self.assertEqual(error["code"], "sync.version")
        self.assertEqual(lea.status()["pending"], 1)
        self.desk.start()
        self.assertEqual(lea.sync()["applied"], 1)
        self.assertEqual(lea.show(ref)["pending"], 0)


def verdicts(answer):
    """What became of each change: its sequence and its verdict, without positions and times."""
    return [(result[0], result[2]) for result in answer[RESULTS]]


class LaterServer:
    """Answers everything as a server does that no longer speaks what it is asked in."""

    PROBLEM = {
        "type": "about:blank", "status": 426, "title": "This server speaks no version of yours.",
        "detail": "This server speaks no version of yours.",
        "code": "sync.version", "hint": "Upgrade the program.", "details": {}}

    def __init__(self, port):
        problem = json.dumps(self.PROBLEM).encode()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(426)
                self.send_header("Content-Type", "application/problem+json")
                self.send_header("Content-Length", str(len(problem)))
                self.end_headers()
                self.wfile.write(problem)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
