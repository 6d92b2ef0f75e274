"""Measures the portal's pages: `wrk` (Debian) loads them, on the machine that serves them.

    pages.py --url http://127.0.0.1:8080 --user lea --password … --ref 1-42 [--process PID]
"""

import argparse
import gzip
import http.cookiejar
import os
import pathlib
import re
import shutil
import tempfile
import urllib.parse
import urllib.request

import measure
from report import Row, table

CONNECTIONS, SECONDS = 16, 10
PAGES_A_SECOND, LATENCY_MILLISECONDS, VISIT_BYTES = 1_000, 50, 30_000
TOKEN = re.compile(r'name="token" value="(\w+)"')
FILES = re.compile(r'(?:href|src)="(/assets/[^"]+)"')
# wrk has no rate of its own: each connection waits so long before it asks again.
WAITING = "function delay() return {milliseconds} end\n"


class Reader:
    """Somebody who is signed in."""

    def __init__(self, url, user, password):
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies))
        token = TOKEN.search(self.get("/sign-in")).group(1)
        form = {"token": token, "name": user, "password": password, "next": "/"}
        self.opener.open(f"{url}/sign-in", urllib.parse.urlencode(form).encode()).read()

    def get(self, path):
        return self.opener.open(self.url + path).read().decode()

    @property
    def header(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def weight(self, path):
        """The bytes of a first visit: the page and all that it brings, as they are sent."""
        html = self.get(path)
        return sum(self.sent(one) for one in {path, *FILES.findall(html)})

    def sent(self, path):
        request = urllib.request.Request(
            self.url + path, headers={"Accept-Encoding": "gzip"})
        answer = self.opener.open(request)
        body = answer.read()
        if answer.headers["Content-Encoding"] == "gzip":
            gzip.decompress(body)
        return len(body)


def load(reader, path, seconds, waiting=None):
    """What wrk says: pages a second, and the 99th hundredth of the latency in milliseconds."""
    arguments = [
        "wrk", "-t", 1, "-c", CONNECTIONS, "-d", f"{seconds}s", "--latency",
        "-H", f"Cookie: {reader.header}", "-H", "Accept-Encoding: gzip", reader.url + path]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if waiting is not None:
            script.write(WAITING.format(milliseconds=waiting))
            script.flush()
            arguments[1:1] = ["-s", script.name]
        output = measure.run(arguments).output
    if "Non-2xx" in output:
        raise measure.Failure(f"{path}: {output}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    return rate, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def cpu_of(process):
    """The CPU seconds that a running process has used."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1]
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def rows(url, process, user, password, paths, seconds=SECONDS):
    """The rows of the table for pages by name."""
    if not shutil.which("wrk"):
        return [Row.skipped("the portal's pages", "wrk is not installed")]
    reader, found = Reader(url, user, password), []
    for name, path in paths.items():
        load(reader, path, 1)  # what is read for the first time
        before = cpu_of(process)
        rate, _ = load(reader, path, seconds)
        spent = (cpu_of(process) - before) / (rate * seconds)
        _, latency = load(reader, path, seconds, round(2 * 1000 * CONNECTIONS / rate))
        found += [
            Row.least(f"{name}, pages a second", rate, PAGES_A_SECOND),
            Row.seconds_alone(f"{name}, the server's CPU time for one", spent),
            Row.limit(
                f"{name}, 99 % within, at half that load", latency, "ms", LATENCY_MILLISECONDS),
            Row.limit(f"{name}, a first visit", reader.weight(path), "B", VISIT_BYTES)]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--url", "--user", "--password", "--ref"):
        parser.add_argument(name, required=True)
    parser.add_argument("--process", type=int, required=True)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    chosen = parser.parse_args()
    print(table(rows(
        chosen.url, chosen.process, chosen.user, chosen.password, pages_of(chosen.ref),
        chosen.seconds)))


def pages_of(reference):
    """The pages that are measured, by what they are called in the table."""
    return {
        "portal, page of a request": f"/requests/{reference}",
        "portal, list of 50": "/requests", "portal, home": "/"}


if __name__ == "__main__":
    main()
