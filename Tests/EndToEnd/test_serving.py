"""How the server begins and ends, and over what it is reached."""

import os
import signal
import socket
import subprocess
import threading
import time
import unittest

from cutter import Cutter
from certificates import certify
from desk import EXIT, Desk, Replica, environment, is_open, programs, run, shared
import wire

CLEAN_STOP_SECONDS = 25
COMMENTS = 8


class StopTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.end)
        self.lea = self.desk.join("lea")
        self.karim = self.desk.join("karim")

    def stop(self):
        start = time.monotonic()
        self.assertEqual(self.desk.stop(signal.SIGTERM), 0)
        self.assertLess(time.monotonic() - start, CLEAN_STOP_SECONDS)

    def test_an_idle_server_stops(self):
        self.stop()
        self.assertFalse(is_open(self.desk.port))
        self.desk.server("verify")
        self.desk.start()
        self.assertEqual(self.lea.sync(expect=0)["sent"], 0)

    def test_it_stops_while_a_sync_is_under_way(self):
        for pause in (0.02, 0.05, 0.1, 0.15):
            with self.subTest(pause=pause):
                ref = self.lea.new(f"Stopped after {pause}")
                for number in range(COMMENTS):
                    self.lea.run("comment", ref, "-m", f"Comment {number}.")
                process = subprocess.Popen(
                    self.lea.command("sync", "--json"), env=self.lea.environment(),
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                time.sleep(pause)
                self.stop()
                process.communicate(timeout=60)
                self.assertIn(process.returncode, (0, EXIT["unreachable"]))
                self.desk.server("verify")
                self.desk.start()
                self.lea.sync(expect=0)
                self.karim.sync(expect=0)
                self.assertEqual(shared(self.karim.show(ref)), shared(self.lea.show(ref)))
                texts = [entry["text"] for entry in self.karim.show(ref)["timeline"]]
                for number in range(COMMENTS):
                    self.assertEqual(texts.count(f"Comment {number}."), 1)

    def test_it_stops_while_a_client_says_half_a_request(self):
        with socket.create_connection(("127.0.0.1", self.desk.port)) as connection:
            connection.sendall(
                b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/cbor\r\n"
                b"Content-Length: 1000\r\n\r\nhalf")
            time.sleep(0.2)
            self.stop()

    def test_it_stops_while_a_client_reads_slowly(self):
        cutter = Cutter(self.desk.port)
        self.addCleanup(cutter.close)
        slow = self.desk.join("jtarnier", url=cutter.url)
        ref = self.lea.new("Read slowly")
        self.lea.sync()
        cutter.delay = 1
        thread = threading.Thread(target=slow.run, args=("sync",), kwargs=dict(expect=None))
        thread.start()
        cutter.answered.wait(10)
        self.stop()
        thread.join()
        cutter.heal()
        self.desk.start()
        slow.sync(expect=0)
        self.assertEqual(slow.show(ref)["title"], "Read slowly")

    def test_two_servers_do_not_listen_in_one_place(self):
        result = run(
            [programs() / "escale-server", "serve", "--data", self.desk.data,
             "--listen", f"127.0.0.1:{self.desk.port}", "--json"],
            environment(self.desk.folder), expect=None, timeout=30)
        self.assertNotEqual(result.code, 0)
        self.assertTrue(result.error["message"], str(result))
        self.assertTrue(self.desk.is_ready())

    def test_health(self):
        for path in ("/livez", "/readyz"):
            answer = wire.post(self.desk.port, path, None, method="GET")
            self.assertEqual(answer.status, 200)

    def test_commands_work_beside_a_serving_server(self):
        self.desk.server("invite", "paul")
        self.desk.server("verify")
        self.desk.server("replica", "list")
        self.assertEqual(self.lea.sync(expect=0)["sent"], 0)

    def test_a_revoked_replica_is_let_in_no_more(self):
        self.lea.new("Unsynced when revoked")
        self.desk.server("replica", "revoke", self.lea.status()["replica"])
        error = self.lea.refused(EXIT["not_allowed"], "sync")
        self.assertEqual(error["code"], "replica.revoked")
        self.assertEqual(self.lea.status()["pending"], 0)
        self.karim.sync(expect=0)


class TransportTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk(serving=False)
        cls.addClassCleanup(cls.desk.end)
        certify(cls.desk.folder)
        cls.authority = cls.desk.folder / "authority.pem"

    def serve_with_tls(self):
        self.desk.scheme = "https"
        self.desk.options = [
            "--tls-certificate", str(self.desk.folder / "server.pem"),
            "--tls-key", str(self.desk.folder / "server.key")]
        self.desk.start()
        self.addCleanup(self.serve_no_more)

    def serve_no_more(self):
        self.desk.stop()
        self.desk.scheme, self.desk.options = "http", []

    def test_tls_by_an_authority_that_is_trusted(self):
        self.serve_with_tls()
        lea = self.desk.join("lea", "lea-tls", expect=None)
        self.assertFalse(lea.path.exists(), "an unknown authority was trusted")
        url = f"https://localhost:{self.desk.port}"
        error = lea.refused(
            EXIT["unreachable"], "join", url, "--user", "lea", "--invite", self.desk.invite("lea"))
        self.assertIn("ertificate", error["message"])
        lea.run(
            "join", url, "--user", "lea", "--invite", self.desk.invite("lea"),
            "--certificate", self.authority)
        lea.new("Over TLS")
        lea.run("sync", expect=EXIT["unreachable"])
        report = run(
            lea.command("sync", "--json"), lea.environment(ESCALE_CERTIFICATE=str(self.authority)))
        self.assertEqual(report.json["applied"], 1)

    def test_plain_http_where_tls_is_spoken(self):
        self.serve_with_tls()
        stray = Replica(self.desk, "stray-plain")
        result = stray.run(
            "join", f"http://127.0.0.1:{self.desk.port}", "--user", "lea", "--invite", "X",
            "--json", expect=None)
        self.assertIn(result.code, (EXIT["unexpected"], EXIT["unreachable"]), str(result))
        self.assertFalse(stray.path.exists())

    def test_a_certificate_for_another_name(self):
        self.serve_with_tls()
        stray = Replica(self.desk, "stray-name")
        stray.refused(
            EXIT["unreachable"], "join", f"https://127.0.0.2:{self.desk.port}", "--user", "lea",
            "--invite", "X", "--certificate", str(self.authority))

    def test_the_client_refuses_plain_http_beyond_loopback(self):
        stray = Replica(self.desk, "stray-insecure")
        start = time.monotonic()
        error = stray.refused(
            EXIT["refused"], "join", "http://192.0.2.1:8080", "--user", "lea", "--invite", "X")
        self.assertEqual(error["code"], "server.insecure")
        self.assertIn("https", error["hint"])
        self.assertLess(time.monotonic() - start, 5)
        self.assertFalse(stray.path.exists())

    def serve(self, *options):
        return run(
            [programs() / "escale-server", "serve", "--data", self.desk.data, *options, "--json"],
            environment(self.desk.folder), expect=None, timeout=30)

    def test_the_server_refuses_plain_http_beyond_loopback(self):
        for address in ("0.0.0.0", "[::]"):
            result = self.serve("--listen", f"{address}:{self.desk.port}")
            self.assertIn(result.code, (EXIT["usage"], EXIT["refused"]), str(result))
            self.assertEqual(result.error["code"], "serve.plain-http")
            self.assertIn("--tls-certificate", result.error["hint"])

    def test_files_for_tls_that_are_none(self):
        good = self.desk.folder / "server.pem"
        for certificate, key, code in (
                (self.desk.folder / "none.pem", good, "serve.certificate"),
                (good, self.desk.folder / "authority.key", "serve.key"),
                (good, os.devnull, "serve.key")):
            result = self.serve(
                "--listen", f"127.0.0.1:{self.desk.port}", "--tls-certificate", certificate,
                "--tls-key", key)
            self.assertEqual(result.error["code"], code)

    def test_a_certificate_without_its_key(self):
        result = self.serve("--tls-certificate", self.desk.folder / "server.pem")
        self.assertEqual(result.code, EXIT["usage"], str(result))


if __name__ == "__main__":
    unittest.main()
