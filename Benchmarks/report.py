"""The rows of the benchmark's table, and the pages that they are written into."""

import dataclasses
import datetime
import os
import platform
import re
import subprocess

START, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"


@dataclasses.dataclass
class Row:
    """One measure: what Escale took, what it is held against, and what was to be reached."""

    measure: str
    escale: str
    baseline: str
    ratio: str
    goal: str
    reached: bool | None

    @classmethod
    def seconds(cls, measure, value, name, baseline, most):
        """A time that may be at most so many times another."""
        ratio = value / baseline
        return cls(
            measure, duration(value), f"{name}: {duration(baseline)}", f"{ratio:.2f}",
            f"≤ {most:.2g} times", ratio <= most)

    @classmethod
    def bytes(cls, measure, value, name, baseline, most):
        """A size that may be at most so many times another."""
        ratio = value / baseline
        return cls(
            measure, number(value, "B"), f"{name}: {number(baseline, 'B')}", f"{ratio:.2f}",
            f"≤ {most:.2g} times", ratio <= most)

    @classmethod
    def limit(cls, measure, value, unit, most):
        return cls(
            measure, number(value, unit), "–", "–", f"≤ {number(most, unit)}", value <= most)

    @classmethod
    def seconds_alone(cls, measure, value):
        """A time that is held against nothing."""
        return cls(measure, duration(value), "–", "–", "–", None)

    @classmethod
    def least(cls, measure, value, least):
        return cls(measure, number(value, ""), "–", "–", f"≥ {number(least, '')}", value >= least)

    @classmethod
    def skipped(cls, measure, why):
        return cls(measure, "not measured", why, "–", "–", None)


def duration(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.1f} ms"


def number(value, unit):
    text = f"{value:,.0f}" if value == int(value) or value >= 1000 else f"{value:.1f}"
    return f"{text} {unit}".strip()


def table(rows):
    lines = ["| measure | Escale | held against | ratio | to reach | |", "|---|---|---|---|---|---|"]
    marks = {True: "yes", False: "**no**", None: ""}
    for row in rows:
        lines.append(
            f"| {row.measure} | {row.escale} | {row.baseline} | {row.ratio} | {row.goal} "
            f"| {marks[row.reached]} |")
    return "\n".join(lines)


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "not installed"
    return (done.stdout or done.stderr).strip().splitlines()[0]


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        found = re.search(r"model name\s*:\s*(.*)", lines.read())
    return found.group(1) if found else platform.machine()


def page(rows, chosen, fossil):
    today = datetime.date.today().isoformat()
    version = fossil["version"] if fossil else "not measured"
    return f"""# Benchmarks

Written by `make bench` on {today}; run it to have your own. {processor()}, {os.cpu_count()} cores,
{platform.system()} {platform.release()}, load average {os.getloadavg()[2]:.1f} over the last quarter
of an hour; {first_line("swift", "--version")};
SQLite {first_line("sqlite3", "--version").split(" ")[0]}; {first_line("git", "--version")};
Fossil: {version}.

{table(rows)}

How it is measured:

- Work W is {chosen.requests:,} requests of 3 changes each: a title of 7 words and a description of
  25, a transition with a reason of 7, a comment of 18, drawn from 400 French words by
  `Benchmarks/work.py`; the same seed gives the same bytes everywhere.
- Programs are built in release mode and timed as whole processes, start-up included, by `wait4`;
  the server runs on the same machine, over plain HTTP on loopback. Figures are medians: of
  {chosen.runs} runs, of 21 for what takes milliseconds; memory is the highest seen.
- What is compared in seconds on one disk, first syncs and raw SQLite, comments and commits, runs in
  turns. Work of others on the machine shows in all times, and less in what mostly waits for the
  disk, as raw SQLite does.
- A first sync joins by invite code, so that no password hash is timed.
- Raw SQLite (`Benchmarks/raw_sqlite.c`) puts the same texts into one table, a row a change, with an
  integer key, two indexed integers and a blob, 1,000 rows a transaction, WAL and
  `synchronous=FULL`, through the C API. It decodes, checks and hashes nothing.
- Fossil (`Benchmarks/fossil.py`) holds each request as a ticket and each change as an artifact,
  served by `fossil server`; push and pull are its `sync` after 1,000 ticket changes.
- The size to beat is what `gzip -6` makes of the same texts, joined by newlines, and 40 bytes for
  each change. Bytes sent and received are those that `escale` itself reports.
- The large desk is W with {chosen.large:,} requests: 500 of one team, 1,000 of another that nobody
  has taken, which are then transferred, the rest of a third.
- The portal's pages are those of the large desk, read by the person who created nearly all of its
  requests; `wrk` loads them over 16 connections from the same machine, with its answers compressed.
  A first visit is the page with style sheet, script and icon, as they are sent.
- An attachment is 100,000,000 random bytes. Sent is a sync after `attach`, fetched is `attachment get
  -o`, which keeps a copy in the replica too: what arrives is hashed, and on the disk when they return,
  which neither curl nor nginx does. They run in turns with `curl -T` to nginx (`dav_methods PUT`) and `curl -o`
  from it.
- The incident log is the UCI event log of 10,384 incidents; its rate counts the changes recorded
  and the CPU seconds of the whole import.
"""


def write(root, rows, chosen, fossil):
    """Writes docs/BENCHMARKS.md, and the table between the marks in README.md."""
    (root / "docs" / "BENCHMARKS.md").write_text(page(rows, chosen, fossil), encoding="utf-8")
    readme = root / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if start and end:
        readme.write_text(
            f"{before}{START}\n\n{table(rows)}\n\n{END}{after}", encoding="utf-8")
