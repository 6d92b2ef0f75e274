"""Following live, syncing by itself, completions, what is installed."""

import json
import os
import pathlib
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

from desk import EXIT, ROOT, Desk, programs, run


class Watch:
    """`escale sync --watch --json`, with its lines as they come."""

    def __init__(self, replica):
        self.process = subprocess.Popen(
            replica.command("sync", "--watch", "--json"), env=replica.environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def next(self, seconds=30):
        return self.lines.get(timeout=seconds)

    def end(self, how):
        self.process.send_signal(how)
        code = self.process.wait(30)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


class CarryingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea, cls.karim = cls.desk.join("lea"), cls.desk.join("karim")

    def test_watching_follows_both_ways_and_comes_back(self):
        watch = Watch(self.karim)
        try:
            watch.next()
            ref = self.lea.new("Followed live")
            self.lea.sync()
            self.assertGreaterEqual(watch.next(15)["received"], 1)
            # The lock is free between two syncs, and what is done here goes by itself.
            self.karim.run("take", ref)
            self.assertEqual(watch.next(15)["sent"], 1)
            self.karim.sync()
            self.desk.stop()
            self.karim.run("comment", ref, "-m", "While the server is away.")
            time.sleep(3)
            self.desk.start()
            self.assertEqual(watch.next(60)["sent"], 1)
        finally:
            self.assertEqual(watch.end(signal.SIGTERM), 0)
        watch = Watch(self.karim)
        watch.next()
        self.assertEqual(watch.end(signal.SIGINT), 130)

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
        other.server("backup", f"{other.folder}/copy/", expect=EXIT["unexpected"])
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

    def test_without_systemd_autosync_says_the_line_for_cron(self):
        value = self.lea.json("autosync", "enable", "--every", "20")
        self.assertEqual(value["state"], "unavailable")
        self.assertTrue(value["crontab"].startswith("*/20 * * * * "))
        self.assertIn(str(self.lea.path), value["crontab"])
        self.assertEqual(self.lea.json("autosync", "status")["state"], "disabled")
        self.lea.refused(EXIT["usage"], "autosync", "enable", "--every", "0")

    def test_with_systemd_the_timer_is_installed_and_removed(self):
        tools = self.desk.folder / "tools"
        (tools / "run" / "systemd").mkdir(parents=True)
        told = tools / "told"
        fake = tools / "systemctl"
        fake.write_text(f'#!/bin/sh\necho "$@" >>"{told}"\n')
        fake.chmod(0o755)
        env = self.lea.environment(
            XDG_RUNTIME_DIR=str(tools / "run"), PATH=f"{tools}:{os.environ['PATH']}")
        run(self.lea.command("autosync", "enable"), env)
        units = self.lea.folder / ".config" / "systemd" / "user"
        self.assertIn("OnUnitActiveSec=15min", (units / "escale-sync.timer").read_text())
        self.assertIn(str(self.lea.path), (units / "escale-sync.service").read_text())
        self.assertIn("--user enable --now escale-sync.timer", told.read_text())
        run(self.lea.command("autosync", "disable"), env)
        self.assertEqual(list(units.iterdir()), [])

    def complete(self, *words):
        done = run([programs() / "escale", "__complete", *words], self.lea.environment())
        return [line.split("\t")[0] for line in done.out.splitlines()]

    def test_completions_know_the_commands_and_the_replica(self):
        ref = self.lea.new("To be completed")
        self.assertEqual(self.complete("bundle", "ex"), ["export"])
        self.assertIn("sync", self.complete("sy"))
        self.assertIn("--watch", self.complete("sync", "--w"))
        self.assertIn(ref, self.complete("show", ""))
        self.assertIn(ref, self.complete("show", ref.split("-")[1]))
        self.assertEqual(self.complete("list", "--team", "PROX-NA"), ["PROX-NANCY"])
        self.assertEqual(self.complete("list", "--state", "froz"), ["frozen"])
        self.assertEqual(self.complete("assign", ref, "--to", "kari"), ["karim"])
        self.assertIn("proximite", self.complete("new", "--service", "prox"))
        self.assertEqual(self.complete("attach", ref, ""), [])
        self.assertEqual(self.complete("completions", ""), ["bash", "zsh", "fish"])
        self.lea.sync()

    def test_bash_completes(self):
        script = self.lea.run("completions", "bash").out
        asked = (
            script + "\nCOMP_WORDS=(escale list --team PROX-NA); COMP_CWORD=3; _escale\n"
            'printf "%s\\n" "${COMPREPLY[@]}"\n')
        env = self.lea.environment()
        env["PATH"] = f"{programs()}:{env['PATH']}"
        self.assertEqual(run(["bash", "-c", asked], env).out, "PROX-NANCY\n")

    def test_zsh_and_fish_read_their_scripts(self):
        for shell in ("zsh", "fish"):
            script = self.desk.folder / f"completions.{shell}"
            script.write_text(self.lea.run("completions", shell).out)
            if shutil.which(shell) is None:
                print(f"skipped: {shell} isn't installed", flush=True)
                continue
            run([shell, "-n", script], self.lea.environment())

    def test_what_is_installed_is_complete(self):
        with tempfile.TemporaryDirectory() as root:
            run(["sh", ROOT / "scripts" / "install.sh", programs(), "/usr", root],
                self.lea.environment())
            usr = pathlib.Path(root) / "usr"
            self.assertEqual(
                sorted(file.name for file in (usr / "bin").iterdir()), ["escale", "escale-server"])
            self.assertIn(
                "ExecStart=/usr/bin/escale-server",
                (usr / "lib/systemd/system/escale-server.service").read_text())
            for folder in ("man1", "fr/man1"):
                pages = list((usr / "share/man" / folder).glob("*.1"))
                names = {page.name for page in pages}
                self.assertLessEqual(
                    {"escale.1", "escale-sync.1", "escale-bundle.1", "escale-server.1"}, names)
                if shutil.which("man") is None:
                    print("skipped: man isn't installed", flush=True)
                    continue
                for page in pages:
                    done = run(
                        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", page],
                        self.lea.environment(MANWIDTH="80", LC_ALL="C.UTF-8"))
                    self.assertEqual(done.err, "", page.name)
                    self.assertIn(page.stem.split("-")[0], done.out)


if __name__ == "__main__":
    unittest.main()
