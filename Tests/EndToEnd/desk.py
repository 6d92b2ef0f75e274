"""A server and replicas as real processes on loopback, each with a folder of its own.

The programs are those of the folder that ESCALE_BIN names.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DIRECTORY = ROOT / "Fixtures" / "directory.json"
START_SECONDS = 30
STOP_SECONDS = 30
RUN_SECONDS = 120
POLL_SECONDS = 0.02
CHANGE_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]+-[0-9]+")
EXIT = dict(
    done=0, unexpected=1, usage=2, not_found=3, not_allowed=4, refused=5, unreachable=6, conflict=7)


def programs():
    """The folder with both programs."""
    return pathlib.Path(os.environ.get("ESCALE_BIN") or ROOT / ".build" / "debug").resolve()


def environment(home, **more):
    """Nothing of whoever runs the test: English, a home of its own."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C", **more}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Result:
    """What one run of a program came to."""

    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def error(self):
        """The error object that `--json` puts on standard error."""
        return json.loads(self.err)["error"]

    def __str__(self):
        return f"{' '.join(self.arguments)}\nexit {self.code}\n{self.out}{self.err}"


class Unexpected(AssertionError):
    """A program ended with another exit code than it had to."""


def run(arguments, env, expect=0, stdin="", timeout=RUN_SECONDS):
    """Runs to the end; `expect` is an exit code, several, or None for any."""
    arguments = [str(argument) for argument in arguments]
    done = subprocess.run(
        arguments, env=env, input=stdin, capture_output=True, text=True, timeout=timeout)
    result = Result(arguments, done.returncode, done.stdout, done.stderr)
    codes = (expect,) if isinstance(expect, int) else expect
    if codes is not None and result.code not in codes:
        raise Unexpected(f"expected exit {expect}: {result}")
    return result


class Desk:
    """A server with its data, and the folder in which its replicas live."""

    def __init__(self, directory=DIRECTORY, serving=True, name="server"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="escale-e2e."))
        self.data = self.folder / name
        self.log = self.folder / "server.log"
        self.port = free_port()
        self.options = []
        self.scheme = "http"
        self.process = None
        self.server("init", "--directory", directory)
        if serving:
            self.start()

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def server(self, *arguments, **options):
        """Runs a command of the server's program on this desk's data."""
        command = [programs() / "escale-server", *arguments, "--data", self.data]
        return run(command, environment(self.folder), **options)

    def launch(self):
        """Begins to serve."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [str(programs() / "escale-server"), "serve", "--data", str(self.data),
                 "--listen", f"127.0.0.1:{self.port}", *self.options],
                env=environment(self.folder), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def start(self):
        """Serves, and returns when the server is ready."""
        self.launch()
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Unexpected(f"the server did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(POLL_SECONDS)

    def is_ready(self):
        if self.scheme == "https":
            return is_open(self.port)
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self, how=signal.SIGTERM):
        """Ends the server and returns its exit code."""
        if self.process is None:
            return None
        self.process.send_signal(how)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Unexpected("the server did not stop") from None
        finally:
            self.process = None

    def invite(self, user):
        """A code that enrols one device."""
        return self.server("invite", user).out.splitlines()[0].split()[-1]

    def join(self, user, name=None, url=None, **options):
        """A replica of that user, by invite code."""
        replica = Replica(self, name or user)
        replica.run(
            "join", url or self.url, "--user", user, "--invite", self.invite(user), **options)
        return replica

    def end(self):
        """Stops the server and removes everything."""
        try:
            if self.process is not None:
                self.stop(signal.SIGKILL)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def is_open(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
    except OSError:
        return False


class Replica:
    """One person's replica, and the program that works on it."""

    def __init__(self, desk, name):
        self.desk, self.name = desk, name
        self.folder = desk.folder / name
        self.folder.mkdir(exist_ok=True)
        self.path = self.folder / "replica.sqlite"

    def command(self, *arguments):
        return [str(programs() / "escale"), *map(str, arguments), "--no-input"]

    def environment(self, **more):
        return environment(self.folder, ESCALE_REPLICA=str(self.path), **more)

    def run(self, *arguments, **options):
        return run(self.command(*arguments), self.environment(), **options)

    def json(self, *arguments, **options):
        return self.run(*arguments, "--json", **options).json

    def refused(self, code, *arguments):
        """The error object of a command that must end with that exit code."""
        result = self.run(*arguments, "--json", expect=code)
        if result.out:
            raise Unexpected(f"standard output is not empty: {result}")
        return result.error

    # What most tests do

    def new(self, title, *more, requester="paul"):
        """Creates a request of the team PROX-NANCY and returns its reference."""
        return self.json(
            "new", "--service", "proximite", "--field", "equipe=nancy-lettres",
            "--for", requester, "--title", title, "--description", f"Description of {title}",
            *more)["ref"]

    def sync(self, expect=(0, 7)):
        return self.json("sync", expect=expect)

    def show(self, ref):
        return self.json("show", ref, "--history")

    def log(self, *ref):
        return self.json("log", *ref)

    def conflicts(self):
        return self.json("conflicts")

    def explain(self, ref):
        return self.json("explain", ref)

    def status(self):
        return self.json("status")

    # What lies on disk

    def copy(self, name):
        """The same replica on another device: its files, copied as they are."""
        twin = Replica(self.desk, name)
        for file in self.folder.glob("replica.sqlite*"):
            copy = shutil.copytree if file.is_dir() else shutil.copy2
            copy(file, twin.folder / file.name)
        return twin

    def identity(self):
        """What the replica knows of itself, as stored."""
        with sqlite3.connect(self.path) as connection:
            connection.row_factory = sqlite3.Row
            return dict(connection.execute("SELECT * FROM replica").fetchone())


LOCAL_KEYS = ("pending", "conflicts", "unread")


def shared(view):
    """Of what `show --json` says, what everybody of one audience must see alike."""
    alike = {key: value for key, value in view.items() if key not in LOCAL_KEYS}
    # Whether the bytes have been fetched is everybody's own affair.
    alike["attachments"] = [
        {key: value for key, value in attachment.items() if key != "present"}
        for attachment in view["attachments"]]
    return alike
