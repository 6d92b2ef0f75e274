"""Switches on one planted bug after another, in a copy of the sources, and asks the tests.

    run.py --check           only whether every row of the table still fits the sources
    run.py [--only TEXT …]   builds the copy, runs the tests of each bug, prints the table

A bug counts as caught when its tests fail, or crash, with it and pass without it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from table import MUTANTS

ROOT = Path(__file__).resolve().parents[2]
SECONDS_PER_BUG = 600

SWITCH_NAME = "PlantedBug.swift"
SWITCH = """import Glibc

/// Which planted bug is switched on.
enum PlantedBug {
  private static let number = getenv("ESCALE_MUTANT").flatMap { Int(String(cString: $0)) }

  static func isOn(_ number: Int) -> Bool { Self.number == number }
}
"""


def check() -> list[str]:
    """What no longer fits: a text that isn't there, or is there more than once."""
    wrong = []
    for mutant in MUTANTS:
        path = ROOT / "Sources" / mutant.file
        count = path.read_text().count(mutant.find) if path.exists() else 0
        if count != 1:
            wrong.append(f"{mutant.name}: its text occurs {count} times in Sources/{mutant.file}")
    return wrong


def copy_tree(tree: Path) -> None:
    """Copies what the repository holds, leaving untouched files as they are for the build."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    for name in names:
        source, target = ROOT / name, tree / name
        if source.is_file():
            write(target, source.read_bytes())
    # What a kept copy has from before would be built, too.
    held = {tree / name for name in names if (ROOT / name).is_file()}
    for path in [*(tree / "Sources").rglob("*"), *(tree / "Tests").rglob("*")]:
        if path.is_file() and path not in held and path.name != SWITCH_NAME:
            path.unlink()


def write(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def spoil(tree: Path) -> None:
    """Writes every bug into the copy, each behind its own number."""
    texts: dict[str, str] = {}
    places: dict[str, list[tuple[str, str]]] = {}
    for number, mutant in enumerate(MUTANTS, 1):
        switched = mutant.replace.replace("MUTANT", f"PlantedBug.isOn({number})")
        places.setdefault(mutant.file, []).append((mutant.find, switched))
    for file, edits in places.items():
        text = (ROOT / "Sources" / file).read_text()
        for find, switched in edits:
            text = combine(text, find, switched)
        texts[file] = text
    for file, text in texts.items():
        write(tree / "Sources" / file, text.encode())
    for target in {file.split("/")[0] for file in texts}:
        write(tree / "Sources" / target / SWITCH_NAME, SWITCH.encode())


def combine(text: str, find: str, switched: str) -> str:
    """Puts an edit in; two edits of one text are told apart by rewriting the first one's."""
    if text.count(find) == 1:
        return text.replace(find, switched)
    raise SystemExit(f"two bugs in one place: {find}")


def swift_test(tree: Path, scratch: Path, filter: str, number: int | None) -> tuple[bool, str]:
    environment = dict(os.environ)
    environment.pop("ESCALE_MUTANT", None)
    if number is not None:
        environment["ESCALE_MUTANT"] = str(number)
    try:
        run = subprocess.run(
            ["swift", "test", "--scratch-path", str(scratch), "--skip-build", "--filter", filter],
            cwd=tree, env=environment, capture_output=True, text=True, timeout=SECONDS_PER_BUG)
    except subprocess.TimeoutExpired:
        return False, "did not end"
    failed = re.findall(r'✘ Test "?([^"\n]+?)"? (?:recorded|with|failed)', run.stdout + run.stderr)
    ran = re.search(r"Test run with ([1-9]\d*) test", run.stdout + run.stderr)
    if number is None and not ran:
        raise SystemExit(f"no test is called like {filter}")
    return run.returncode == 0, failed[0] if failed else "crashed"


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--only", action="append", default=[])
    arguments.add_argument("--tree", type=Path, default=ROOT / ".build" / "mutants" / "tree")
    arguments.add_argument("--scratch", type=Path, default=ROOT / ".build" / "mutants" / "build")
    options = arguments.parse_args()
    if wrong := check():
        print("\n".join(wrong), file=sys.stderr)
        return 1
    if options.check:
        return 0
    copy_tree(options.tree)
    spoil(options.tree)
    build = ["swift", "build", "--scratch-path", str(options.scratch), "--build-tests"]
    subprocess.run(build, cwd=options.tree, check=True)
    return judge(options.tree, options.scratch, options.only)


def judge(tree: Path, scratch: Path, only: list[str]) -> int:
    sound: dict[str, bool] = {}
    missed = 0
    for number, mutant in enumerate(MUTANTS, 1):
        if only and not any(text in mutant.name for text in only):
            continue
        if mutant.caught_by not in sound:
            sound[mutant.caught_by], words = swift_test(tree, scratch, mutant.caught_by, None)
            if not sound[mutant.caught_by]:
                print(f"without any bug: {words}", file=sys.stderr)
        began = time.monotonic()
        passed, words = swift_test(tree, scratch, mutant.caught_by, number)
        caught = sound[mutant.caught_by] and not passed
        missed += not caught
        print(
            f"{number:3} {'caught' if caught else 'MISSED'} {time.monotonic() - began:6.1f} s"
            f"  {mutant.name}" + (f"\n                     by: {words}" if caught else ""), flush=True)
    print(f"{len(MUTANTS)} planted bugs, {missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
