"""A large attachment up and down, against curl and nginx on the same files in the same run."""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess

import measure
from report import Row

BYTES = 100_000_000
PIECE = 1_000_000
MOST = 1.5
MEBIBYTE = 1 << 20
# What a client may hold of a file that it sends or fetches.
CLIENT_MEBIBYTES = 60

CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
http {{
  access_log off; client_max_body_size 0; client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{ root {folder}/files; dav_methods PUT DELETE; create_full_put_path on; }}
  }}
}}
{user}
"""


@contextlib.contextmanager
def nginx(folder):
    """A file server that takes PUT: where it is, and whose processes it has."""
    (folder / "files").mkdir(parents=True)
    port = measure.free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(
        folder=folder, port=port, user="user root;" if os.getuid() == 0 else ""))
    process = subprocess.Popen(["nginx", "-c", configuration, "-p", folder])
    try:
        measure.wait_until_up(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def rows(bench, url, process, sender, receiver, run_count):
    """The table's rows: a file sent and fetched by replicas that have joined already."""
    missing = [name for name in ("nginx", "curl") if not shutil.which(name)]
    if missing:
        return [Row.skipped("an attachment of 100 MB", f"{missing[0]} is not installed")]
    bench.client(sender, "sync", "--json")  # brings the policy that allows it
    ref = bench.client(
        sender, "new", "--service", "proximite", "--field", "equipe=nancy-lettres",
        "--title", "Une grande image", "--description", "Jointe.", "--json").json()["ref"]
    ups, puts, downs, gets = [], [], [], []
    before, _ = measure.memory_of(process)
    with nginx(bench.folder / "nginx") as files:
        for turn in range(run_count):
            file = bench.folder / f"blob{turn}.bin"
            write_random(file)
            bench.client(sender, "attach", ref, file)
            puts.append(measure.run(["curl", "-sS", "-f", "-T", file, f"{files}/{file.name}"]))
            ups.append(bench.client(sender, "sync", "--json"))
            bench.client(receiver, "sync", "--json")
            copy = bench.folder / f"copy{turn}.bin"
            gets.append(measure.run(["curl", "-sS", "-f", "-o", copy, f"{files}/{file.name}"]))
            copy.unlink()
            downs.append(bench.client(receiver, "attachment", "get", ref, file.name, "-o", copy))
            if digest(copy) != digest(file):
                raise measure.Failure("what came is not what was sent")
            for path in (copy, file, bench.folder / "nginx" / "files" / file.name):
                path.unlink()
    memory = max(done.memory for done in ups + downs)
    after, _ = measure.memory_of(process)
    found = []
    for name, ours, theirs, what in (
            ("sent", ups, puts, "curl PUT to nginx"), ("fetched", downs, gets, "curl from nginx")):
        pairs = (measure.median([done.seconds for done in runs]) for runs in (ours, theirs))
        found.append(Row.seconds(
            f"an attachment of 100 MB, {name}", next(pairs), what, next(pairs), most=MOST))
    found.append(Row.limit(
        "client memory for it, at most", memory / MEBIBYTE, "MiB", CLIENT_MEBIBYTES))
    found.append(Row.limit(
        "server memory that stays of it", max(0, after - before) / MEBIBYTE, "MiB", 20))
    return found


def write_random(path):
    """Nothing that compresses; piece by piece, for a child's peak is never below this process's."""
    with open(path, "wb") as file:
        for _ in range(BYTES // PIECE):
            file.write(os.urandom(PIECE))


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def allow(bench, data):
    """Has the policy take attachments of that size."""
    document = bench.folder / "policy.json"
    document.write_text(json.dumps({"policy": {"attachmentBytes": 2 * BYTES}}))
    bench.server("directory", "import", document, data=data)
