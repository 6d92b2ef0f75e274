#!/usr/bin/env python3
"""Measures Escale against its baselines, in one run on one machine: `make bench`.

Every figure is a whole process as the kernel counts it, the server on loopback, the median of
several runs. Prints a Markdown table, writes docs/BENCHMARKS.md and the table in README.md.
What is not installed or not there (fossil, git, the incident log) is skipped, and said so.

    bench.py [--binaries .build/release] [--runs 5] [--requests 10000] [--keep] [--no-write]
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import attachments
import measure
import pages
import report
from report import Row

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEAM, PUSHER, PULLER = "PROX-NANCY", "lea", "karim"
CHANGES_PER_REQUEST = 3
PUSHED_CHANGES = 1000
QUICK_RUNS = 21
FEW_TEAM, FEW_AGENT, FEW_TECHNICIAN, FEW = "RESEAU", "oferrand", "ntrevidic", 500
GIVING_TEAM, GIVER, HANDED_OVER = "PROX-METZ", "ehautier", 1000
GZIP_BYTES_PER_CHANGE = 40
MEBIBYTE = 1 << 20
PASSWORD = "a password of the bench"


class Bench:
    """The programs, the files they work on, and what was measured so far."""

    def __init__(self, chosen, folder):
        self.chosen, self.folder = chosen, folder
        self.data = folder / "server"
        self.client_memory = []
        self.floor = 0.030  # what list and show may take, in seconds
        self.rows = []

    # What is run

    def work(self, name, form="json", count=None, seed=1):
        path = self.folder / name
        done = measure.run([
            sys.executable, ROOT / "Benchmarks" / "work.py", "--form", form,
            "--count", count or self.chosen.requests, "--seed", seed])
        path.write_text(done.output, encoding="utf-8")
        return path

    def server(self, *arguments, data=None):
        return measure.run([
            self.chosen.binaries / "escale-server", *arguments, "--data", data or self.data])

    def client(self, replica, *arguments):
        done = measure.run(
            [self.chosen.binaries / "escale", *arguments],
            ESCALE_REPLICA=str(self.folder / f"{replica}.sqlite"), LC_ALL="C.UTF-8")
        self.client_memory.append(done.memory)
        return done

    def invite(self, user, data=None):
        """A code that enrols one device: the last word of what the server prints."""
        output = self.server("invite", user, data=data).output.strip()
        try:
            return json.loads(output)["code"]
        except ValueError:
            return output.splitlines()[0].split()[-1]

    @contextlib.contextmanager
    def serving(self, data=None):
        port = measure.free_port()
        with open(self.folder / "server.log", "wb") as log:
            process = subprocess.Popen([
                self.chosen.binaries / "escale-server", "serve", "--data", data or self.data,
                "--listen", f"127.0.0.1:{port}"], stdout=log, stderr=log)
            try:
                measure.wait_until_up(port)
                yield f"http://127.0.0.1:{port}", process.pid
            finally:
                process.terminate()
                process.wait()

    # What is measured

    def first_syncs(self, url, codes, gzip, fossil):
        """Each right after a run of raw SQLite, so that both meet the same machine."""
        joins, raws = [], []
        run_raw = self.raw_sqlite()
        for number, code in enumerate(codes):
            raws.append(run_raw())
            name = f"join{number}"
            joins.append(self.client(
                name, "join", url, "--user", PUSHER, "--invite", code, "--json"))
            if number:
                (self.folder / f"{name}.sqlite").unlink()
        seconds, raw = measure.median([one.seconds for one in joins]), measure.median(raws)
        received = joins[0].json()["bytesReceived"]
        self.rows.append(Row.seconds("first sync of W", seconds, "raw SQLite", raw, most=2))
        if fossil:
            self.rows.append(Row.seconds(
                "first sync of W", seconds, "Fossil clone", fossil["clone"]["seconds"], most=0.25))
        limit = gzip + GZIP_BYTES_PER_CHANGE * CHANGES_PER_REQUEST * self.chosen.requests
        self.rows.append(Row.bytes(
            "first sync of W, received", received, "gzip -6 of the texts, and 40 B a change",
            limit, most=1))

    def syncs_with_nothing_new(self, fossil):
        runs = [self.client("join0", "sync", "--json") for _ in range(QUICK_RUNS)]
        answer = runs[-1].json()
        if fossil:
            self.rows.append(Row.seconds(
                "sync with nothing new", measure.median([one.seconds for one in runs]),
                "Fossil sync", fossil["nothing"]["seconds"], most=1 / 3))
        total = answer["bytesSent"] + answer["bytesReceived"]
        self.rows.append(Row.limit("sync with nothing new, both ways", total, "B", 1000))
        self.rows.append(Row.limit(
            "sync with nothing new, round trips", answer["roundTrips"], "", 1))

    def pushes_and_pulls(self, url, code, fossil):
        self.client("puller", "join", url, "--user", PULLER, "--invite", code, "--json")
        pushes, pulls = [], []
        for turn in range(self.chosen.runs):
            extra = self.work(f"extra{turn}.jsonl", count=PUSHED_CHANGES, seed=100 + turn)
            self.client("join0", "bench", "push", extra, "--limit", PUSHED_CHANGES)
            pushes.append(self.client("join0", "sync", "--json"))
            pulls.append(self.client("puller", "sync", "--json"))
        for name, runs, key in (("push", pushes, "bytesSent"), ("pull", pulls, "bytesReceived")):
            moved = runs[-1].json()["sent" if name == "push" else "received"]
            title = f"{name} of {moved:,} changes"
            seconds = measure.median([one.seconds for one in runs])
            if fossil:
                self.rows.append(Row.seconds(
                    title, seconds, f"Fossil {name}", fossil[name]["seconds"], most=0.25))
            size = max(one.json()[key] for one in runs)
            self.rows.append(Row.limit(title, size, "B", 120_000))

    def commands(self):
        listed = self.client("join0", "list", "--json", "--limit", 1).json()
        reference = listed[0]["ref"]
        text = "le poste redémarre de nouveau, je repasse demain matin"
        git = shutil.which("git")
        if git:
            comments, commits = self.medians_of(
                lambda: self.client("join0", "comment", reference, "-m", text), self.git_commit())
            self.rows.append(Row.seconds(
                "escale comment", comments, "git commit --allow-empty", commits, most=1.5))
            start = self.median_of(lambda: measure.run(["git", "--version"]))
            self.floor = max(self.floor, 2 * start)
        for name, arguments in (("list", []), ("show", [reference])):
            seconds = self.median_of(lambda: self.client("join0", name, *arguments))
            self.rows.append(Row.limit(f"escale {name}", 1000 * seconds, "ms", 1000 * self.floor))

    def git_commit(self):
        place = self.folder / "git"
        measure.run(["git", "init", "--quiet", place])
        commit = [
            "git", "-C", place, "-c", "user.name=Escale", "-c", "user.email=escale@example.org",
            "commit", "--quiet", "--allow-empty", "-m", "un commentaire"]
        return lambda: measure.run(commit)

    def medians_of(self, first, second):
        """The medians of two, taken in turns, so that both meet the same machine."""
        pairs = [(first().seconds, second().seconds) for _ in range(QUICK_RUNS)]
        return tuple(measure.median(values) for values in zip(*pairs))

    def median_of(self, action):
        return measure.median([action().seconds for _ in range(QUICK_RUNS)])

    def incident_log(self):
        log = self.chosen.incidents
        if not log.is_file():
            self.rows.append(Row.skipped("import of the incident log", f"{log.name} is not there"))
            return
        rates = []
        for turn in range(min(self.chosen.runs, 3)):
            data = self.folder / f"import{turn}"
            lifecycle = ROOT / "Fixtures" / "lifecycles" / "servicedesk.json"
            self.server("init", "--lifecycle", lifecycle, data=data)
            done = self.server("import", "incidents", log, "--lifecycle", "servicedesk", data=data)
            count = self.server("stats", "--json", data=data).json()["changes"]
            rates.append(count / done.cpu)
        self.rows.append(Row.least(
            "import of the incident log, changes a CPU second", measure.median(rates), 20_000))

    # A large desk

    def fill_large(self, data):
        """A server of many requests: most of one team, some of two others, the last taken by nobody."""
        count = self.chosen.large
        self.server("init", "--directory", ROOT / "Fixtures" / "directory.json", data=data)
        shares = [
            (TEAM, PUSHER, count - FEW - HANDED_OVER, []), (FEW_TEAM, FEW_AGENT, FEW, []),
            (GIVING_TEAM, GIVER, HANDED_OVER, ["--open"])]
        for seed, (team, agent, share, more) in enumerate(shares):
            work = self.work("large.jsonl", count=share, seed=1000 + seed)
            self.server("bench", "fill", work, "--team", team, "--by", agent, *more, data=data)

    def large_desk(self):
        data = self.folder / "large"
        self.fill_large(data)
        codes = {user: self.invite(user, data) for user in (PUSHER, FEW_TECHNICIAN, GIVER)}
        subprocess.run(
            [self.chosen.binaries / "escale-server", "user", "password", PUSHER,
             "--password-stdin", "--data", data],
            input=PASSWORD, text=True, check=True, capture_output=True)
        with self.serving(data) as (url, process):
            def join(user):
                return self.client(
                    f"large-{user}", "join", url, "--user", user, "--invite", codes[user], "--json")

            few = join(FEW_TECHNICIAN)
            self.rows.append(Row.seconds_alone(
                f"first sync of {few.json()['requestsTouched']:,} requests, of {self.chosen.large:,}",
                few.seconds))
            whole = join(PUSHER)
            self.rows.append(Row.seconds_alone(
                f"first sync of {whole.json()['requestsTouched']:,} requests", whole.seconds))
            self.large_commands(f"large-{PUSHER}")
            reference = self.client(f"large-{PUSHER}", "list", "--json", "--limit", 1).json()[0]["ref"]
            self.rows += pages.rows(url, process, PUSHER, PASSWORD, pages.pages_of(reference))
            join(GIVER)
            self.hand_over()

    def large_commands(self, replica):
        reference = self.client(replica, "list", "--json", "--limit", 1).json()[0]["ref"]
        first = self.client(replica, "search", "imprimante", "--limit", "50")
        self.rows.append(Row.seconds_alone(
            f"escale search for the first time, on {self.chosen.large:,} requests", first.seconds))
        for name, arguments in (
                ("list --limit 50", ["list", "--limit", "50"]), ("show", ["show", reference]),
                ("search of two words --limit 50",
                 ["search", "imprimante", "réseau", "--limit", "50"])):
            seconds = self.median_of(lambda: self.client(replica, *arguments))
            self.rows.append(Row.limit(
                f"escale {name}, on {self.chosen.large:,} requests", 1000 * seconds, "ms",
                1000 * self.floor))

    def hand_over(self):
        """Requests go from one team to another: the giver's push, then the taker's pull."""
        self.client(
            f"large-{GIVER}", "bench", "transfer", "--team", FEW_TEAM, "--limit", HANDED_OVER)
        push = self.client(f"large-{GIVER}", "sync", "--json")
        pull = self.client(f"large-{FEW_TECHNICIAN}", "sync", "--json")
        for name, done in (("given", push), ("taken", pull)):
            self.rows.append(Row.seconds_alone(
                f"transfer of {HANDED_OVER:,} requests, {name}", done.seconds))

    # The baselines

    def raw_sqlite(self):
        """What runs raw SQLite once and gives its seconds."""
        program = self.folder / "raw_sqlite"
        measure.run([
            "cc", "-O2", "-o", program, ROOT / "Benchmarks" / "raw_sqlite.c", "-lsqlite3"])
        rows = self.work("rows.tsv", form="rows")
        database = self.folder / "raw.sqlite"

        def run():
            seconds = float(measure.run([program, rows, database]).output)
            database.unlink()
            return seconds

        return run

    def gzip(self):
        texts = self.work("texts.txt", form="texts")
        measure.run(["gzip", "-6", "-k", "-n", texts])
        return texts.with_suffix(".txt.gz").stat().st_size

    def fossil(self, work):
        if self.chosen.no_fossil or not shutil.which("fossil"):
            self.rows.append(Row.skipped("everything against Fossil", "fossil is not installed"))
            return None
        done = measure.run([
            sys.executable, ROOT / "Benchmarks" / "fossil.py", work,
            "--runs", min(self.chosen.runs, 3), "--changes", PUSHED_CHANGES])
        return json.loads(done.output)

    # The whole

    def measure_all(self):
        work = self.work("w.jsonl")
        gzip = self.gzip()
        self.say("baseline: Fossil")
        fossil = self.fossil(work)
        self.say("filling the server with W")
        self.server("init", "--directory", ROOT / "Fixtures" / "directory.json")
        self.server("bench", "fill", work, "--team", TEAM, "--by", PUSHER)
        codes = [self.invite(PUSHER) for _ in range(self.chosen.runs)]
        puller = self.invite(PULLER)
        with self.serving() as (url, process):
            self.say("first syncs")
            self.first_syncs(url, codes, gzip, fossil)
            self.say("syncs, pushes, pulls")
            self.syncs_with_nothing_new(fossil)
            self.pushes_and_pulls(url, puller, fossil)
            self.rows.append(Row.limit(
                "client memory, at most, in all of these", max(self.client_memory) / MEBIBYTE,
                "MiB", 60))
            self.say("commands on a replica of W")
            self.commands()
            self.say("incident log")
            self.incident_log()
            now, _ = measure.memory_of(process)
            self.rows.append(Row.limit("server memory after all this", now / MEBIBYTE, "MiB", 150))
            self.say("attachments")
            attachments.allow(self, self.data)
            self.rows += attachments.rows(
                self, url, process, "join0", "puller", min(self.chosen.runs, 3))
        if self.chosen.large:
            self.say(f"a desk of {self.chosen.large:,} requests")
            self.large_desk()
        return fossil

    def say(self, what):
        print(f"… {what}", file=sys.stderr, flush=True)


def options():
    folder = os.environ.get("ESCALE_DATA", ROOT.parent / "shared" / "data")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binaries", type=pathlib.Path, default=ROOT / ".build" / "release")
    parser.add_argument("--runs", type=int, default=5, help="runs of what takes long")
    parser.add_argument("--requests", type=int, default=10_000, help="requests in W")
    parser.add_argument(
        "--large", type=int, default=100_000, help="requests of the large desk; 0 for none")
    parser.add_argument("--no-fossil", action="store_true")
    parser.add_argument("--no-write", action="store_true", help="print the table only")
    parser.add_argument("--keep", action="store_true", help="keep the working folder")
    parser.add_argument(
        "--incidents", type=pathlib.Path,
        default=pathlib.Path(folder) / "incident_event_log.csv.gz")
    return parser.parse_args()


def main():
    chosen = options()
    os.environ.pop("ESCALE_DATA", None)  # which would name the server's folder to escale-server
    folder = pathlib.Path(tempfile.mkdtemp(prefix="escale-bench-"))
    bench, fossil, failure = Bench(chosen, folder), None, None
    try:
        fossil = bench.measure_all()
    except measure.Failure as problem:
        failure = problem
    finally:
        if chosen.keep or failure:
            print(f"kept: {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder)
    print(report.table(bench.rows))
    if failure:
        sys.exit(f"bench: {failure}")
    if not chosen.no_write:
        report.write(ROOT, bench.rows, chosen, fossil)


if __name__ == "__main__":
    main()
