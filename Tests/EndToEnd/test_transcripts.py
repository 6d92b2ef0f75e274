"""What people read at a real terminal of 80 columns; `RECORD=1` writes the transcripts anew.

Then the bad days: a disk that is full or read-only, no home, a clock ten years off.
"""

import os
import re
import subprocess
import unittest

from desk import EXIT, ROOT, Desk, environment, programs, run
from terminal import Session, shown

FOLDER = ROOT / "Fixtures" / "transcripts"
YEARS = 10 * 365 * 86_400
CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t clock, struct timespec *time) {
  int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, time);
  if (clock == CLOCK_REALTIME) time->tv_sec += atol(getenv("CLOCK_SKEW"));
  return result;
}
"""
STORY = {
    "fr": dict(
        answers=(
            ("mots) : ", "proximite"), ("Équipe de proximité : ", "nancy-lettres"), ("Titre : ", "Plus de réseau"),
            ("Description : ", "Depuis ce matin."), ("de plus) : ", "")),
        solution="Câble remplacé."),
    "en": dict(
        answers=(
            ("words): ", "proximite"), ("Local support team: ", "nancy-lettres"), ("Title: ", "No network"),
            ("Description: ", "Since this morning."), ("no more): ", "")),
        solution="Cable replaced."),
}
VARYING = [
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"), "(the moment)    "),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "(server)"),
    (re.compile(r"(?m)^(Registre|Ledger) .*$"), r"\1 (ledger)"),
    (re.compile(r"(?m)^(Taille|Size|Écart d'horloge|Clock difference) .*$"), r"\1 (varies)"),
]


def tamed(text, desk):
    """The text without what differs from run to run."""
    text = text.replace(str(desk.folder), "(folder)")
    for pattern, name in VARYING:
        text = pattern.sub(name, text)
    return "\n".join(line.rstrip() for line in text.split("\n"))


class TranscriptTest(unittest.TestCase):
    def check(self, language):
        desk = Desk()
        self.addCleanup(desk.end)
        lea, story = desk.join("lea"), STORY[language]
        env = lea.environment(LC_ALL=f"{language}_XX.UTF-8", NO_COLOR="1")
        empty = {**env, "ESCALE_REPLICA": str(desk.folder / "none.sqlite")}
        transcript = ""

        def record(line, env=env, how="", columns=80):
            nonlocal transcript
            # As high as it takes: what a pager shows is the pager's.
            screen, code = shown(
                [programs() / "escale", *line], env, columns=columns, lines=200)
            transcript += f"{how}$ escale {' '.join(line)}\n{screen}"
            transcript += f"(exit {code})\n\n" if code else "\n"

        record([], env=empty)
        session = Session([programs() / "escale", "new"], env)
        for prompt, answer in story["answers"]:
            session.answer(prompt, answer)
        self.assertEqual(session.end(), 0, session.screen)
        transcript += f"$ escale new\n{session.screen}\n"
        for line in (
                [], ["list"], ["take", "-"], ["comment", "-", "-m", "…"],
                ["freeze", "-", "-m", "Pièce commandée."], ["resume", "-"],
                ["resolve", "-", "-m", story["solution"]], ["show", "-"], ["sync"], ["status"],
                ["list", "--mine"], ["explain", "-"], ["freeze", "-", "-m", "x"], ["close", "999"],
                ["lsit"], ["help", "dates"], ["take", "--help"]):
            record(line)
        record(["list"], env={**env, "NO_COLOR": ""}, how="NO_COLOR= ")
        record(["list"], env={**env, "NO_COLOR": "", "TERM": "dumb"}, how="TERM=dumb ")
        record(["show", "-"], how="COLUMNS=40 ", columns=40)
        piped = run([programs() / "escale", "list"], env).out
        transcript += f"$ escale list | cat\n{piped}\n"
        home = {key: value for key, value in env.items() if key != "HOME"}
        record(["list"], env=home, how="HOME= ")
        path = FOLDER / f"terminal.{language}.txt"
        text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "(the moment)", tamed(transcript, desk))
        if os.environ.get("RECORD"):
            path.write_text(text)
        self.assertMultiLineEqual(text, path.read_text())

    def test_a_day_in_english(self):
        self.check("en")

    def test_a_day_in_french(self):
        self.check("fr")


class BadDayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea = cls.desk.join("lea")
        cls.ref = cls.lea.new("Bad day")

    def in_small_disk(self, script):
        """Runs a script with the replica on a file system of 6 MiB of its own."""
        disk = self.desk.folder / "disk"
        disk.mkdir(exist_ok=True)
        lines = f"""
            mount -t tmpfs -o size=6m none {disk} || exit 99
            cp -a {self.lea.folder}/replica.sqlite* {disk}/
            export ESCALE_REPLICA={disk}/replica.sqlite
            cd {disk}
            {script}
        """
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", lines], env=environment(self.lea.folder),
            capture_output=True, text=True, timeout=120)
        if done.returncode == 99 or "unshare" in done.stderr:
            self.skipTest(f"no file system of one's own here: {done.stderr}")
        return done

    def test_a_full_disk_refuses_and_loses_nothing(self):
        escale = programs() / "escale"
        done = self.in_small_disk(f"""
            {escale} comment {self.ref} -m before --no-input >/dev/null || exit 1
            cat /dev/zero >fill 2>/dev/null
            head -c 60000 /dev/zero | tr '\\0' 'x' >/tmp/long.$$
            {escale} comment {self.ref} -F /tmp/long.$$ --json --no-input; echo "code $?"
            {escale} search before | grep -c "Bad day"
            rm -f fill /tmp/long.$$
            {escale} comment {self.ref} -m after --no-input >/dev/null; echo "code $?"
            {escale} show {self.ref} | grep -c -e before -e after
            {escale} doctor >/dev/null; echo "code $?"
        """)
        self.assertEqual(done.stdout.split("\n"), ["code 1", "1", "code 0", "2", "code 0", ""], done)
        self.assertIn('"code":"replica.disk-full"', done.stderr)

    def test_a_read_only_replica_can_be_read_and_says_why_it_cannot_be_written(self):
        escale = programs() / "escale"
        done = self.in_small_disk(f"""
            mount -o remount,ro {self.desk.folder}/disk
            {escale} list | grep -c "Bad day"; {escale} show {self.ref} >/dev/null; echo "code $?"
            {escale} comment {self.ref} -m no --json --no-input; echo "code $?"
        """)
        self.assertEqual(done.stdout.split("\n"), ["1", "code 0", "code 1", ""], done)
        self.assertIn('"code":"replica.read-only"', done.stderr)

    def test_a_replica_on_a_medium_that_takes_nothing_is_read_and_searched(self):
        escale = programs() / "escale"
        self.lea.run("comment", self.ref, "-m", "in the log alone")
        # Its log with it, or moved into the file, as a finished copy has it.
        for left in ("-shm", "-wal"):
            with self.subTest(left=left):
                done = self.in_small_disk(f"""
                    [ {left} = -wal ] && {escale} backup moved >/dev/null && mv moved replica.sqlite
                    rm -f replica.sqlite-shm replica.sqlite.lock
                    [ {left} = -wal ] && rm -f replica.sqlite-wal
                    mount -o remount,ro {self.desk.folder}/disk
                    {escale} list | grep -c "Bad day"
                    {escale} show {self.ref} | grep -c "in the log alone"
                    {escale} search alone | grep -c "Bad day"
                    {escale} comment {self.ref} -m no --json --no-input; echo "code $?"
                """)
                self.assertEqual(done.stdout.split("\n"), ["1", "1", "1", "code 1", ""], done)
                self.assertIn('"code":"replica.read-only"', done.stderr)

    def test_a_clock_ten_years_off_harms_nobody(self):
        shim = self.desk.folder / "clock.so"
        (self.desk.folder / "clock.c").write_text(CLOCK)
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-o", shim, self.desk.folder / "clock.c", "-ldl"], check=True)
        for skew in (YEARS, -YEARS):
            with self.subTest(skew=skew):
                karim = self.desk.join("karim", f"karim{skew}")
                env = karim.environment(LD_PRELOAD=str(shim), CLOCK_SKEW=str(skew))

                def escale(*arguments):
                    return run([programs() / "escale", *arguments, "--no-input"], env)

                form = ("--service", "proximite", "--field", "equipe=nancy-lettres")
                escale("new", *form, "--title", f"Skewed {skew}", "--description", "D", "--take")
                escale("resolve", "-", "-m", "Done")
                escale("sync")
                for words in ((), ("status",), ("list",), ("show", "-")):
                    self.assertTrue(escale(*words).out)
                difference = karim.status()["clockDifferenceMilliseconds"]
                self.assertLess(abs(difference - skew * 1000), 600_000)
                self.lea.sync()
                titles = {row["title"]: row["state"] for row in self.lea.json("list")}
                self.assertEqual(titles[f"Skewed {skew}"], "resolved")
                self.assertEqual(karim.status()["pending"], 0)

    def test_without_a_home_all_that_has_a_path_works(self):
        env = {key: value for key, value in self.lea.environment().items() if key != "HOME"}
        folder = self.desk.folder / "homeless"
        folder.mkdir()

        def escale(*arguments, expect=0):
            done = subprocess.run(
                [programs() / "escale", *arguments, "--no-input"], env=env, cwd=folder,
                capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, expect, done.stderr)
            return done

        self.assertIn("Bad day", escale("list").stdout)
        escale("comment", self.ref, "-m", "no home")
        self.assertIn("HOME", escale("config", "set", "lang", "en", expect=EXIT["usage"]).stderr)
        self.assertEqual(list(folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
