"""Makes the fixtures of a version that is about to be released, with its own programs.

    ESCALE_BIN=FOLDER python3 -B Tests/EndToEnd/record_release.py VERSION

In Fixtures/released/VERSION: a ledger, a replica with work that waits, and the exchange by which
that work was sent, as it went over the wire. Made once for each version, and never again.
"""

import gzip
import http.server
import json
import sqlite3
import sys
import threading

from desk import ROOT, Desk
from wire import post


class Recorder(http.server.BaseHTTPRequestHandler):
    """Passes on what a replica posts, and keeps it with what came back."""

    target, kept = None, []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        answer = post(self.target, self.path, body, token or None)
        self.kept.append((self.path, token, body, answer))
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_):
        pass


def packed(source, target):
    """A copy of a database in one file, compressed."""
    copy = target.with_suffix("")
    with sqlite3.connect(source) as old, sqlite3.connect(copy) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")
    new.close()
    target.write_bytes(gzip.compress(copy.read_bytes(), 9, mtime=0))
    copy.unlink()


def record(version):
    folder = ROOT / "Fixtures" / "released" / version
    folder.mkdir(parents=True)
    desk = Desk()
    try:
        Recorder.target = desk.port
        proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        lea = desk.join("lea", url=f"http://127.0.0.1:{proxy.server_port}")
        refs = {"resolved": lea.new("Made and sent"), "waiting": lea.new("Made, then resolved")}
        lea.run("take", refs["resolved"])
        lea.run("comment", refs["resolved"], "-m", "For agents only", "--private")
        lea.run("resolve", refs["resolved"], "-m", "A new cable")
        lea.sync()
        lea.run("take", refs["waiting"])
        lea.run("resolve", refs["waiting"], "-m", "Another cable")
        refs["new"] = lea.new("Made and not yet sent")
        packed(desk.data / "ledger.sqlite", folder / "ledger.sqlite.gz")
        packed(lea.path, folder / "replica.sqlite.gz")
        Recorder.kept.clear()
        lea.sync()
        path, token, body, answer = next(
            kept for kept in Recorder.kept if kept[0] == "/v1/sync")
        (folder / "sync-request.bin").write_bytes(body)
        (folder / "sync-answer.bin").write_bytes(answer.body)
        about = {"path": path, "token": token, "refs": refs}
        (folder / "about.json").write_text(json.dumps(about, indent=2) + "\n")
    finally:
        proxy.shutdown()
        desk.end()


if __name__ == "__main__":
    record(sys.argv[1])
