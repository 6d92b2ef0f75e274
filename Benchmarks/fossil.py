#!/usr/bin/env python3
"""The baseline Fossil: the work W as tickets, cloned, synced, pushed and pulled over loopback.

Each request is a ticket and each of its changes a ticket-change artifact, which is how Fossil
itself would have stored them; `fossil reconstruct` builds the repository from the artifacts, and
what is to be pushed is put into a clone as `fossil ticket` would leave it, since 30,000 runs of
that would take an hour. The repository is then served by `fossil server`, and whole processes are
timed.

    fossil.py WORK [--runs 3] [--changes 1000]      prints the medians as JSON
"""

import argparse
import contextlib
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import zlib

import measure

PASSWORD = "loopback"
EPOCH = datetime.datetime(2024, 1, 1)


def version():
    """What `fossil version` says, or None where it is not installed."""
    if not shutil.which("fossil"):
        return None
    return subprocess.run(["fossil", "version"], capture_output=True, text=True).stdout.strip()


def ticket(number):
    return hashlib.sha1(b"request %d" % number).hexdigest()


def artifact(number, milliseconds, fields):
    """A ticket change (Fossil's file format, 2.5): D, J, K and U cards, then their MD5."""
    date = (EPOCH + datetime.timedelta(milliseconds=milliseconds)).isoformat(
        timespec="milliseconds")
    cards = f"D {date}\n"
    for name, value in sorted(fields.items()):
        cards += "J {} {}\n".format(name, value.replace("\\", "\\\\").replace(" ", "\\s"))
    cards += f"K {ticket(number)}\nU lea\n"
    encoded = cards.encode()
    return encoded + b"Z " + hashlib.md5(encoded).hexdigest().encode() + b"\n"


def record(path, artifacts):
    """Puts ticket changes into a clone, as waiting to be sent: a blob is its size and a zlib stream.

    What `fossil ticket` would also do, its own tables of tickets, is of no weight in a push.
    """
    database = sqlite3.connect(path)
    with database:
        for content in artifacts:
            blob = struct.pack(">I", len(content)) + zlib.compress(content)
            row = database.execute(
                "INSERT INTO blob (rcvid, size, uuid, content) VALUES (0, ?, ?, ?)",
                (len(content), hashlib.sha3_256(content).hexdigest(), blob)).lastrowid
            database.execute("INSERT INTO unclustered (rid) VALUES (?)", (row,))
            database.execute("INSERT INTO unsent (rid) VALUES (?)", (row,))
    database.close()


def changes_of_tickets(path):
    """How many ticket changes a repository has understood."""
    database = sqlite3.connect(path)
    count = database.execute("SELECT count(*) FROM ticketchng").fetchone()[0]
    database.close()
    return count


def changes(number, request):
    start = number * 3000
    yield artifact(number, start, {
        "title": request["title"], "icomment": request["description"], "status": "Open"})
    yield artifact(number, start + 1000, {"status": "Review", "icomment": request["reason"]})
    yield artifact(number, start + 2000, {"icomment": request["comment"]})


def build(work, folder):
    """A repository with the tickets of the JSON lines in `work`.

    It is made in memory where that is possible: making it is not what is measured.
    """
    memory = pathlib.Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else folder) as name:
        draft = reconstruct(work, pathlib.Path(name))
        return pathlib.Path(shutil.copy(draft, folder / "server.fossil"))


def reconstruct(work, folder):
    artifacts = folder / "artifacts"
    with open(work, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            place = artifacts / f"{number % 256:02x}"
            place.mkdir(parents=True, exist_ok=True)
            for step, content in enumerate(changes(number, json.loads(line))):
                (place / f"{number}-{step}").write_bytes(content)
    repository = folder / "server.fossil"
    measure.run(["fossil", "reconstruct", repository, artifacts])
    measure.run(["fossil", "user", "password", "bench", PASSWORD, "-R", repository])
    return repository


@contextlib.contextmanager
def served(repository):
    port = measure.free_port()
    log = open(repository.with_suffix(".log"), "wb")
    server = subprocess.Popen(
        ["fossil", "server", "--localhost", "--port", str(port), str(repository)],
        stdout=log, stderr=log)
    try:
        url = f"http://bench:{PASSWORD}@127.0.0.1:{port}/"
        measure.wait_until_up(port)
        yield url
    finally:
        server.terminate()
        server.wait()
        log.close()


def wire_bytes(done):
    """What the client said that it sent and received."""
    found = re.findall(r"wire bytes sent:\s*(\d+)\s+received:\s*(\d+)", done.output)
    return int(found[-1][0]), int(found[-1][1])


def clone(url, path):
    return measure.run(["fossil", "clone", "--save-http-password", url, path])


def sync(path):
    return measure.run(["fossil", "sync", "-R", path])


def figures(runs):
    sent, received = wire_bytes(runs[-1])
    return {
        "seconds": measure.median([one.seconds for one in runs]),
        "cpu": measure.median([one.cpu for one in runs]),
        "memory": max(one.memory for one in runs), "sent": sent, "received": received,
    }


def measured(url, folder, requests, runs, change_count):
    clones = [clone(url, folder / f"clone{number}.fossil") for number in range(max(runs, 2))]
    pushing, pulling = folder / "clone0.fossil", folder / "clone1.fossil"
    sync(pushing), sync(pulling)
    idle = [sync(pushing) for _ in range(max(runs, 5))]
    pushes, pulls = [], []
    for turn in range(runs):
        later = (len(requests) + turn) * 3000
        before = changes_of_tickets(pulling)
        record(pushing, [
            artifact(number, later + number, {"icomment": requests[number]["comment"]})
            for number in range(change_count)])
        pushes.append(sync(pushing))
        pulls.append(sync(pulling))
        pulled = changes_of_tickets(pulling) - before
        if pulled != change_count:
            raise measure.Failure(f"fossil pulled {pulled} ticket changes of {change_count}")
    return {
        "version": version(), "clone": figures(clones), "nothing": figures(idle),
        "push": figures(pushes), "pull": figures(pulls),
    }


def baseline(work, runs=3, change_count=1000):
    """The medians of clone, sync with nothing new, push and pull, as a dictionary."""
    with open(work, encoding="utf-8") as lines:
        requests = [json.loads(line) for _, line in zip(range(change_count), lines)]
    with tempfile.TemporaryDirectory(prefix="escale-fossil-") as name:
        folder = pathlib.Path(name)
        os.environ.update(HOME=name, FOSSIL_HOME=name, USER="bench")
        with served(build(work, folder)) as url:
            return measured(url, folder, requests, runs, len(requests))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--changes", type=int, default=1000)
    chosen = parser.parse_args()
    if not version():
        parser.exit(0, "fossil is not installed: nothing measured\n")
    print(json.dumps(baseline(chosen.work, chosen.runs, chosen.changes), indent=2))


if __name__ == "__main__":
    main()
