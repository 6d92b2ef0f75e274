#!/usr/bin/env python3
"""Kills clients and the server at random moments: what was acknowledged is never lost.

Three technicians work and sync at once, as real processes against a real server; commands,
syncs and the server are killed (SIGKILL) at random moments or right after they wrote to disk.
Whatever a command that returned 0 had shown is noted. In the end everybody syncs, and all that
was noted is in the ledger, with one verdict and its texts, and everybody sees the same.

    kill_test.py FOLDER_WITH_THE_PROGRAMS KILLS        SEED=… repeats the choices
"""

import collections
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests" / "EndToEnd"))

import desk as house  # noqa: E402
from desk import CHANGE_ID, EXIT, Desk, Unexpected, shared  # noqa: E402

TECHNICIANS = ("lea", "karim", "mlorquin")
TEAMS = ("PROX-NANCY", "PROX-BRABOIS")
CONTACTS = ("claire", "alavigne", "bcoutard", "cdemarche", "dnguyen")
OPEN_REQUESTS = 12
COMMAND_SECONDS = 60
WATCH_SECONDS = 0.0003
# How often a step is a sync, how often a run of a program is killed, how often in a sync it is the
# server, how often that is killed again while it starts, and how often the moment is "just after a
# write" instead of a random one.
SYNCED, KILLED, SERVER, AGAIN, AFTER_WRITE = 0.4, 0.75, 0.4, 0.25, 0.5
START_SECONDS = 0.4
# What leaves which state: verb and its further arguments; TEXT stands for words of its own.
TEXT = object()
MOVES = {
    "dispatched": [("take",), ("transfer", "--team", TEAMS, "-m", TEXT)],
    "assigned": [
        ("resolve", "-m", TEXT), ("freeze", "-m", TEXT), ("ask", "-m", TEXT),
        ("postpone", "--until", "2099-01-31", "-m", TEXT)],
    "frozen": [("resume",)],
    "pending": [("resume",), ("resolve", "-m", TEXT)],
    "postponed": [("resume",), ("resolve", "-m", TEXT)],
    "resolved": [], "closed": [],
}


class Failure(Exception):
    """Something was lost, or a program did what it never should."""


class Moment:
    """When to kill: at a random time, or after so many writes to a file."""

    def __init__(self, choice, usual, watched):
        self.delay = choice.uniform(0, 1.15) * usual
        self.watched = watched if choice.random() < AFTER_WRITE else None
        self.writes, self.pause = choice.randint(1, 3), choice.uniform(0, 0.004)

    def wait(self, process):
        """Returns when the moment has come, or the process has ended."""
        if self.watched is None:
            self.sleep(process, self.delay)
            return
        last, writes = stamp(self.watched), 0
        while writes < self.writes and process.poll() is None:
            now = stamp(self.watched)
            if now != last:
                last, writes = now, writes + 1
            time.sleep(WATCH_SECONDS)
        self.sleep(process, self.pause)

    @staticmethod
    def sleep(process, seconds):
        deadline = time.monotonic() + seconds
        while process.poll() is None and (rest := deadline - time.monotonic()) > 0:
            time.sleep(min(rest, 0.005))


def stamp(path):
    try:
        found = os.stat(path)
        return found.st_mtime_ns, found.st_size
    except FileNotFoundError:
        return None


class Notes:
    """What was acknowledged: for each change its words, and its verdict where it was told."""

    def __init__(self):
        self.lock = threading.Lock()
        self.words = {}
        self.verdicts = {}

    def take(self, view):
        with self.lock:
            for entry in view["timeline"]:
                self.note(self.words, entry["id"], (view["ref"], said(entry)))
                if entry["verdict"] != "pending":
                    self.note(self.verdicts, entry["id"], (entry["position"], entry["verdict"]))

    @staticmethod
    def note(known, change, fact):
        """What was shown of a change once is shown ever after: an id is never given twice."""
        if known.setdefault(change, fact) != fact:
            raise Failure(f"{change}: {known[change]} became {fact}")


def said(entry):
    """All that its author wrote with a change."""
    return entry["kind"], entry["verb"], entry["text"], tuple(sorted(entry["fields"].items()))


class Stand:
    """The desk, who works at it, and the count of kills."""

    def __init__(self, kills, seed):
        self.wanted, self.choice = kills, random.Random(seed)
        self.desk = Desk()
        self.lock = threading.RLock()
        self.serving = threading.Lock()
        self.kills = collections.Counter()
        self.runs = collections.Counter()
        self.syncs = 0
        self.notes = Notes()
        self.failure = None
        self.last_shown = time.monotonic()

    def people(self):
        """The first by password, the others by invite code."""
        first = house.Replica(self.desk, TECHNICIANS[0])
        self.desk.server("user", "password", first.name, "--password-stdin", stdin="a pass word\n")
        first.run(
            "join", self.desk.url, "--user", first.name, "--password-stdin", stdin="a pass word\n")
        return [first] + [self.desk.join(user) for user in TECHNICIANS[1:]]

    @property
    def is_over(self):
        return self.failure is not None or sum(self.kills.values()) >= self.wanted

    def count_kill(self, what):
        with self.lock:
            self.kills[what] += 1
            if time.monotonic() - self.last_shown > 20:
                self.last_shown = time.monotonic()
                print(f"  {sum(self.kills.values())} kills", flush=True)

    def kill_server(self):
        """Kills the server, says what it was doing, and starts it again."""
        with self.serving:
            busy = "the server during a sync" if self.syncs else "the server between syncs"
            self.desk.stop(signal.SIGKILL)
            self.count_kill(busy)
            while not self.is_over and self.choice.random() < AGAIN:
                self.desk.launch()
                time.sleep(self.choice.uniform(0, START_SECONDS))
                self.desk.stop(signal.SIGKILL)
                self.count_kill("the server while it starts")
            self.desk.start()

    def work(self, replica, choice):
        try:
            worker = Worker(self, replica, choice)
            while not self.is_over:
                worker.step()
        except BaseException as error:  # noqa: BLE001: told by the main thread
            self.failure = self.failure or error


class Worker:
    """One technician at one replica."""

    def __init__(self, stand, replica, choice):
        self.stand, self.replica, self.choice = stand, replica, choice
        self.id = replica.status()["replica"]
        self.usual = {"command": 0.15, "sync": 0.3}
        self.count = 0
        self.rows = []

    def step(self):
        if self.choice.random() < SYNCED:
            self.sync()
        elif self.choice.random() < 0.2 or not self.open_rows():
            self.create()
        else:
            self.act(self.choice.choice(self.open_rows()))

    def open_rows(self):
        open_rows = [row for row in self.rows if row["state"] not in ("resolved", "closed")]
        return open_rows[:OPEN_REQUESTS]

    def words(self):
        self.count += 1
        return f"Words {self.count} of {self.replica.name}, {self.choice.getrandbits(64):x}."

    # What a technician does

    def create(self):
        title, text = self.words(), self.words()
        self.command(
            (title, text), "new", "--service", "proximite", "--field", "equipe=nancy-lettres",
            "--for", "paul", "--title", title, "--description", text,
            *(["--take"] if self.choice.random() < 0.4 else []))

    def act(self, row):
        ref = row["ref"]
        moves = MOVES[row["state"]] if row["team"] in self.teams() else []
        kind = self.choice.random()
        if moves and kind < 0.55:
            self.move(ref, row, self.choice.choice(moves))
        elif kind < 0.8:
            text = self.words()
            private = ["--private"] if self.choice.random() < 0.3 else []
            self.command((text,), "comment", ref, "-m", text, *private)
        elif kind < 0.9:
            place = self.words()
            self.command((place,), "edit", ref, "--location", place)
        else:
            self.command((), "contact", "add", ref, self.choice.choice(CONTACTS))

    def teams(self):
        return TEAMS if self.replica.name == "mlorquin" else TEAMS[:1]

    def move(self, ref, row, move):
        verb, *rest = move
        text = self.words()
        others = [team for team in TEAMS if team != row["team"]]
        arguments = [
            text if word is TEXT else others[0] if word is TEAMS else word for word in rest]
        self.command((text,) if TEXT in rest else (), verb, ref, *arguments)

    # How it is run

    def command(self, words, *arguments):
        """A command that returned 0 is noted with all that it showed."""
        done = self.run("command", *arguments)
        if done is None or done.code in (EXIT["not_allowed"], EXIT["refused"]):
            return self.look()
        if done.code == EXIT["not_found"] and arguments[0] != "new":
            return self.look()
        if done.code != 0:
            raise Failure(f"expected exit 0: {done}")
        view = done.json
        shown = {
            text for entry in view["timeline"]
            for text in (entry["text"], *entry["fields"].values())}
        for text in words:
            if text not in shown:
                raise Failure(f"{text!r} is not in what the command shows: {done}")
        self.stand.notes.take(view)
        self.rows = [row for row in self.rows if row["ref"] != view["ref"]] + [view]

    def sync(self):
        with self.stand.lock:
            self.stand.syncs += 1
        try:
            done = self.run("sync", "sync")
        finally:
            with self.stand.lock:
                self.stand.syncs -= 1
        if done is not None and done.code not in (0, EXIT["conflict"], EXIT["unreachable"]):
            raise Failure(f"expected exit 0, 6 or 7: {done}")
        if done is not None and done.code != EXIT["unreachable"] and done.json["renewedFrom"]:
            raise Failure(f"taken for a fork: {done}")
        self.look()

    def look(self):
        """What the replica shows now; everything shown of a request is noted now and then."""
        rows = self.replica.json("list")
        self.rows = self.choice.sample(rows, min(len(rows), 2 * OPEN_REQUESTS))
        if rows and self.choice.random() < 0.3:
            self.stand.notes.take(self.replica.show(self.choice.choice(rows)["ref"]))

    def run(self, kind, *arguments):
        """Runs a program to its end, or kills it or the server on the way: then nothing."""
        command = self.replica.command(*arguments, "--json")
        start = time.monotonic()
        process = subprocess.Popen(
            command, env=self.replica.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.stand.runs[kind] += 1
        if not self.stand.is_over and self.choice.random() < KILLED:
            if kind == "sync" and self.choice.random() < SERVER:
                self.kill_server(process)
            elif self.kill(process, kind):
                return None
        out, err = process.communicate(timeout=COMMAND_SECONDS)
        if process.returncode == 0:
            self.usual[kind] += 0.1 * (time.monotonic() - start - self.usual[kind])
        return house.Result(command, process.returncode, out, err)

    def kill(self, process, kind):
        """Whether the process was still at work when its moment came."""
        wal = f"{self.replica.path}-wal"
        Moment(self.choice, self.usual[kind], wal).wait(process)
        if process.poll() is not None:
            return False
        process.kill()
        process.communicate()
        if process.returncode != -signal.SIGKILL:
            return False
        self.stand.count_kill(f"a client during a {kind}")
        return True

    def kill_server(self, process):
        wal = self.stand.desk.data / "ledger.sqlite-wal"
        Moment(self.choice, self.usual["sync"], wal).wait(process)
        if process.poll() is None:
            self.stand.kill_server()


# What must hold in the end


def settle(replicas):
    """Two rounds of syncs, and nothing is pending any more."""
    for replica in replicas * 2:
        report = replica.sync()
        if report["renewedFrom"]:
            raise Failure(f"{replica.name} was taken for a fork")
    for replica in replicas:
        status = replica.status()
        if status["pending"]:
            raise Failure(f"{replica.name} has {status['pending']} pending changes")


def check_ledger(stand, log):
    """Everything noted is there once, with the verdict that was told; no sequence is missing."""
    places = collections.Counter(line["position"] for line in log)
    if None in places or max(places.values()) > 1:
        raise Failure("a change has no position, or shares it with another")
    ledger = {line["id"]: (line["position"], line["verdict"]) for line in log}
    if len(ledger) != len(log):
        raise Failure("a change is in the ledger twice")
    for change in stand.notes.words:
        if change not in ledger:
            raise Failure(f"{change} was acknowledged and is lost")
    for change, verdict in stand.notes.verdicts.items():
        if ledger[change] != verdict:
            raise Failure(f"{change} was told as {verdict} and is {ledger[change]}")
    refused = [line["id"] for line in log if line["verdict"] not in ("applied", "superseded")]
    if refused:
        raise Failure(f"honest changes were refused: {refused[:5]}")
    check_sequences(ledger)


def check_sequences(ledger):
    last = collections.Counter()
    for change in ledger:
        if not CHANGE_ID.fullmatch(change):
            raise Failure(f"{change} is no change id")
        last[change.split("-")[0]] += 1
    for replica, count in last.items():
        if f"{replica}-{count}" not in ledger:
            raise Failure(f"the sequences of {replica} have a gap")


def check_words(stand, views):
    present = {
        entry["id"]: (ref, said(entry)) for ref, view in views.items()
        for entry in view["timeline"]}
    for change, words in stand.notes.words.items():
        if present.get(change) != words:
            raise Failure(f"{change}: {words} became {present.get(change)}")


def check_views(replicas, views):
    """Who works for a request's team sees all of it; who created it, all that isn't private."""
    compared = 0
    for replica in replicas:
        teams = TEAMS if replica.name == "mlorquin" else TEAMS[:1]
        for row in replica.json("list", "--all"):
            mine, whole = replica.show(row["ref"]), views[row["ref"]]
            if whole["team"] in teams or whole["agent"] == replica.name:
                same = shared(mine) == shared(whole)
            else:
                same = outline(mine) == outline(whole)
            if not same:
                raise Failure(f"{replica.name} sees {row['ref']} otherwise:\n{mine}\n{whole}")
            compared += 1
    return compared


def outline(view):
    """What everybody concerned sees alike."""
    return [view[key] for key in ("state", "team", "agent", "title", "location", "solution")] + [
        entry for entry in view["timeline"] if not entry["private"]]


def check(stand, replicas):
    settle(replicas)
    administrator = stand.desk.join("admin")
    log = administrator.log()
    check_ledger(stand, log)
    views = {row["ref"]: administrator.show(row["ref"])
             for row in administrator.json("list", "--all")}
    check_words(stand, views)
    compared = check_views(replicas, views)
    for replica in (*replicas, administrator):
        replica.run("doctor")
    stand.desk.server("verify")
    if stand.desk.stop() != 0:
        raise Failure("the server did not stop cleanly")
    stand.desk.server("verify")
    verdicts = collections.Counter(line["verdict"] for line in log)
    print(f"  {len(log)} changes in the ledger ({dict(verdicts)}), {len(stand.notes.words)} of "
          f"them shown before the end, {compared} views compared: nothing lost")


def rehearse(stand):
    """The kills, with everybody at work at once."""
    replicas = stand.people()
    threads = [
        threading.Thread(
            target=stand.work, args=(replica, random.Random(stand.choice.getrandbits(64))))
        for replica in replicas]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if stand.failure is not None:
        raise stand.failure
    return replicas


def main():
    os.environ["ESCALE_BIN"] = sys.argv[1]
    kills = int(sys.argv[2])
    seed = int(os.environ.get("SEED") or random.SystemRandom().getrandbits(32))
    print(f"kill test: {kills} kills, SEED={seed}", flush=True)
    stand = Stand(kills, seed)
    start = time.monotonic()
    try:
        replicas = rehearse(stand)
        print(f"  {dict(stand.kills)} in {dict(stand.runs)} runs, "
              f"{time.monotonic() - start:.0f} s", flush=True)
        check(stand, replicas)
    except (Failure, Unexpected, subprocess.TimeoutExpired) as error:
        print(f"error: {error}", file=sys.stderr)
        print(f"hint: SEED={seed}; what was left is in {stand.desk.folder}", file=sys.stderr)
        if stand.desk.process is not None:
            stand.desk.stop(signal.SIGKILL)
        return 1
    print(f"  {time.monotonic() - start:.0f} s in all")
    stand.desk.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
