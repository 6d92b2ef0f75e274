"""Syncing by itself: following live through bad days, by a timer, through a proxy."""

import base64
import json
import os
import queue
import shlex
import signal
import socket
import subprocess
import threading
import time
import unittest

from certificates import certify
from desk import EXIT, Desk, free_port, run
from test_json import SCHEMAS, problems


class Watch:
    """`escale sync --watch`, with the lines that it says as they come."""

    def __init__(self, replica, *more):
        self.process = subprocess.Popen(
            replica.command("sync", "--watch", *more), env=replica.environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.output, self.errors = queue.Queue(), queue.Queue()
        self.readers = []
        for stream, lines in (
                (self.process.stdout, self.output), (self.process.stderr, self.errors)):
            thread = threading.Thread(target=self.read, args=(stream, lines), daemon=True)
            thread.start()
            self.readers.append((thread, stream))

    @staticmethod
    def read(stream, lines):
        for line in stream:
            lines.put(line.rstrip("\n"))

    def report(self, seconds=30):
        return json.loads(self.output.get(timeout=seconds))

    def processor_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(30)
        for thread, stream in self.readers:
            thread.join(30)
            stream.close()
        return code


class WatchTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.end)
        self.lea, self.karim = self.desk.join("lea"), self.desk.join("karim")

    def watch(self, *more):
        watch = Watch(self.karim, *more)
        self.addCleanup(watch.end, signal.SIGKILL)
        return watch

    def test_a_colleagues_comment_arrives_and_the_lines_are_reports(self):
        ref = self.lea.new("Followed")
        self.lea.sync()
        watch = self.watch("--json")
        reports = [watch.report()]
        self.lea.run("comment", ref, "-m", "Seen at once.")
        self.lea.sync()
        reports.append(watch.report(15))
        self.assertGreaterEqual(reports[1]["received"], 1)
        self.karim.run("comment", ref, "-m", "Sent at once.")
        reports.append(watch.report(15))
        self.assertEqual(reports[2]["sent"], 1)
        for report in reports:
            self.assertEqual(problems(report, SCHEMAS["commands"]["sync"]), [])
        # Others may sync meanwhile, and reading isn't news.
        self.karim.sync()
        self.karim.show(ref)
        time.sleep(3)
        before = watch.processor_seconds()
        time.sleep(3)
        self.assertLess(watch.processor_seconds() - before, 1)
        self.assertTrue(watch.output.empty())
        self.assertEqual(watch.end(), 0)
        self.assertTrue(watch.errors.empty())

    def test_it_says_once_that_the_server_goes_and_once_that_it_is_back(self):
        ref = self.lea.new("Away")
        self.lea.sync()
        watch = self.watch()
        watch.output.get(timeout=30)
        # Who waits for news doesn't keep the server from stopping.
        time.sleep(1)
        start = time.monotonic()
        self.assertEqual(self.desk.stop(), 0)
        self.assertLess(time.monotonic() - start, 10)
        self.assertIn("can't be reached", watch.errors.get(timeout=15))
        self.karim.run("comment", ref, "-m", "Written meanwhile.")
        time.sleep(3)
        self.assertTrue(watch.errors.empty())
        self.desk.start()
        self.assertEqual(watch.errors.get(timeout=30), "The server answers again.")
        self.lea.sync()
        self.assertIn(
            "Written meanwhile.", [line["text"] for line in self.lea.show(ref)["timeline"]])
        self.assertEqual(watch.end(signal.SIGINT), 130)
        self.assertTrue(watch.errors.empty())
        self.assertEqual(self.karim.status()["pending"], 0)

    def test_it_waits_for_a_server_that_is_not_there_yet(self):
        self.desk.stop()
        watch = self.watch("--json")
        time.sleep(1)
        self.desk.start()
        self.assertEqual(watch.report()["sent"], 0)
        self.assertEqual(watch.end(), 0)

    def test_who_is_shut_out_is_told_and_it_ends(self):
        watch = self.watch()
        watch.output.get(timeout=30)
        replica = self.karim.status()["replica"]
        self.desk.server("replica", "revoke", replica)
        self.lea.new("Wakes it")
        self.lea.sync()
        self.assertEqual(watch.process.wait(60), EXIT["not_allowed"])


class AutosyncTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.odd = cls.desk.join("lea", "it's 100% $HOME \"odd\"")
        tools = cls.desk.folder / "tools"
        (tools / "run" / "systemd").mkdir(parents=True)
        cls.told, fake = tools / "told", tools / "systemctl"
        fake.write_text(
            f'#!/bin/sh\ncd "{tools}" && echo "$@" >>told && [ ! -e broken ] || exit 1\n'
            'case "$2" in enable) touch on ;; disable) rm -f on ;; is-active) [ -e on ] ;; esac\n')
        fake.chmod(0o755)
        cls.tools = tools
        cls.env = cls.odd.environment(
            XDG_RUNTIME_DIR=str(tools / "run"), XDG_CONFIG_HOME=str(cls.desk.folder / "config"),
            PATH=f"{tools}:{os.environ['PATH']}")
        cls.units = cls.desk.folder / "config" / "systemd" / "user"

    def autosync(self, *arguments, expect=0, **more):
        return run(
            self.odd.command("autosync", *arguments, "--json"), {**self.env, **more}, expect)

    def test_the_timer_from_its_installation_to_its_removal(self):
        self.assertEqual(self.autosync("status").json["state"], "disabled")
        value = self.autosync("enable", "--every", "7", ESCALE_CERTIFICATE="/etc/our ca.pem").json
        self.assertEqual(value, {"state": "enabled", "crontab": None})
        self.assertIn("OnUnitActiveSec=7min\n", (self.units / "escale-sync.timer").read_text())
        service = (self.units / "escale-sync.service").read_text()
        self.assertIn('\nEnvironment="ESCALE_CERTIFICATE=/etc/our ca.pem"\n', service)
        path = str(self.odd.path).replace('"', '\\"').replace("%", "%%").replace("$", "$$")
        self.assertIn(f'escale" sync --quiet --no-input --replica "{path}"\n', service)
        self.assertEqual(self.told.read_text().splitlines()[-3:], [
            "--user daemon-reload", "--user enable --now escale-sync.timer",
            "--user restart escale-sync.timer"])
        self.assertEqual(self.autosync("status").json["state"], "enabled")
        self.assertEqual(self.autosync("disable").json["state"], "disabled")
        self.assertEqual(list(self.units.iterdir()), [])

    def test_leaving_stops_the_timer_of_what_is_left_and_no_other(self):
        leaver = self.desk.join("lea", "leaver")
        self.autosync("enable")
        gone = run(
            leaver.command("leave", "--json", "--yes", "--replica", leaver.path), self.env).json
        self.assertFalse(gone["autosyncDisabled"])
        self.assertTrue((self.units / "escale-sync.timer").exists())
        other = self.desk.join("lea", "other")
        self.autosync("enable", "--replica", str(other.path))
        gone = run(other.command("leave", "--json", "--yes", "--replica", other.path), self.env).json
        self.assertTrue(gone["autosyncDisabled"])
        self.assertEqual(list(self.units.iterdir()), [])
        self.assertIn("--user disable --now escale-sync.timer", self.told.read_text())

    def test_a_proxys_password_is_written_nowhere_but_in_the_unit(self):
        secret = "http://lea:s3cret@proxy:3128"
        done = self.autosync("enable", HTTPS_PROXY=secret)
        unit = self.units / "escale-sync.service"
        self.assertIn("s3cret", unit.read_text())
        self.assertEqual(unit.stat().st_mode & 0o777, 0o600)
        self.autosync("disable")
        line = self.autosync("enable", XDG_RUNTIME_DIR="", HTTPS_PROXY=secret)
        plain = run(
            self.odd.command("autosync", "enable"),
            {**self.env, "XDG_RUNTIME_DIR": "", "HTTPS_PROXY": secret})
        self.assertIn("password", plain.out)
        for result in (done, line, plain):
            self.assertNotIn("s3cret", result.out + result.err)

    def test_a_timer_that_does_not_start_is_told(self):
        (self.tools / "broken").touch()
        self.addCleanup((self.tools / "broken").unlink)
        error = self.autosync("enable", expect=EXIT["unexpected"]).error
        self.assertEqual(error["code"], "autosync.not-started")
        self.assertEqual(self.autosync("status").json["state"], "installed")
        self.autosync("disable")

    def test_the_line_for_cron_does_what_it_says(self):
        ref = self.odd.new("By cron")
        value = self.autosync("enable", "--every", "20", XDG_RUNTIME_DIR="").json
        self.assertEqual(value["state"], "unavailable")
        line = value["crontab"]
        self.assertTrue(line.startswith("*/20 * * * * "))
        # What cron hands to the shell: from the first % on that isn't escaped it would be input.
        command = line.split(" ", 5)[5].replace("\\%", "%")
        self.assertEqual(shlex.split(command)[-2], str(self.odd.path))
        run(["sh", "-c", command], {"HOME": str(self.desk.folder), "PATH": "/usr/bin:/bin"})
        self.assertEqual(self.odd.status()["pending"], 0, ref)

    def test_nothing_is_installed_where_there_is_no_replica(self):
        error = self.autosync(
            "enable", "--replica", "/no/such/replica", expect=EXIT["not_allowed"]).error
        self.assertEqual(error["code"], "replica.none")
        self.assertFalse((self.units / "escale-sync.timer").exists())


class Proxy:
    """A proxy that tunnels, and counts for whom."""

    def __init__(self):
        self.asked = []
        self.credentials = []
        self.refuses = False
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.tunnel, args=(client,), daemon=True).start()

    def tunnel(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(4096)
        verb, target, _ = head.split(b"\r\n")[0].decode().split(" ")
        self.asked.append(f"{verb} {target}")
        self.credentials += [
            line.split(b" ")[-1].decode() for line in head.split(b"\r\n")
            if line.lower().startswith(b"proxy-authorization:")]
        if self.refuses:
            client.sendall(
                b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            client.close()
            return
        port = int(target.rsplit(":", 1)[1])
        with client, socket.create_connection(("127.0.0.1", port)) as server:
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=self.copy, args=(server, client), daemon=True)
            back.start()
            self.copy(client, server)
            back.join(30)

    @staticmethod
    def copy(source, target):
        try:
            while piece := source.recv(65_536):
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class ProxyTest(unittest.TestCase):
    def test_a_tunnel_through_a_proxy_with_an_authority_of_ones_own(self):
        desk = Desk(serving=False)
        self.addCleanup(desk.end)
        certify(desk.folder)
        desk.scheme = "https"
        desk.options = [
            "--tls-certificate", str(desk.folder / "server.pem"),
            "--tls-key", str(desk.folder / "server.key")]
        desk.start()
        proxy = Proxy()
        self.addCleanup(proxy.socket.close)
        authority = desk.folder / "authority.pem"
        lea = desk.join("lea", "lea", f"https://localhost:{desk.port}", expect=None)
        run(lea.command(
            "join", f"https://localhost:{desk.port}", "--user", "lea", "--invite",
            desk.invite("lea"), "--ca", authority), lea.environment(HTTPS_PROXY=proxy.url))
        self.assertEqual(set(proxy.asked), {f"CONNECT localhost:{desk.port}"})
        count = len(proxy.asked)
        sync = lea.command("sync", "--ca", authority)
        run(sync, lea.environment(HTTPS_PROXY=proxy.url, NO_PROXY="localhost"))
        self.assertEqual(len(proxy.asked), count)
        # With a name and a password, which are the proxy's alone.
        named = proxy.url.replace("://", "://lea:p%40ss%3A@")
        run(sync, lea.environment(HTTPS_PROXY=named))
        self.assertEqual(base64.b64decode(proxy.credentials[-1]), b"lea:p@ss:")
        proxy.refuses = True
        result = run(sync, lea.environment(HTTPS_PROXY=named), EXIT["unreachable"])
        self.assertIn("proxy", result.err)
        self.assertNotIn("p%40ss", result.err)
        for unusable in ("socks5://u:s3cret@host:1", "http://u:s3cret@", "u:%zz@host", "https://p"):
            result = run(sync, lea.environment(HTTPS_PROXY=unusable), EXIT["unreachable"])
            self.assertIn("HTTPS_PROXY isn't the address of a proxy", result.err)
            self.assertNotIn("s3cret", result.err)
        dead = f"http://127.0.0.1:{free_port()}"
        run(sync, lea.environment(https_proxy=dead), EXIT["unreachable"])


if __name__ == "__main__":
    unittest.main()
