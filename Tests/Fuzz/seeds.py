"""Writes what a fuzzer begins with, and what it once found, into a folder: seeds.py TARGET FOLDER."""

import sys
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"
WIRE = {
    "change": ["header-", "payload", "lifecycle"],
    "request": ["sync-request", "enrol-request", "renew-request"],
    "answer": ["sync-answer", "enrol-answer", "renew-answer", "hello-answer"],
}
FILES = {
    "lifecycle": sorted((FIXTURES / "lifecycles").glob("*.json")),
    "directory": [FIXTURES / "directory.json"],
    "incidents": sorted((FIXTURES / "incidents").glob("*.csv")),
}


def main(target: str, folder: Path) -> None:
    for prefix in WIRE.get(target, []):
        for path in (FIXTURES / "wire").glob(prefix + "*.hex"):
            folder.joinpath(path.stem).write_bytes(bytes.fromhex(path.read_text()))
    if target == "bundle":
        for path in (FIXTURES / "bundle").glob("*.hex"):
            folder.joinpath(path.stem).write_bytes(bytes.fromhex(path.read_text()))
    for path in FILES.get(target, []):
        folder.joinpath(path.name).write_bytes(path.read_bytes())
    for path in (FIXTURES / "fuzz" / target).glob("*"):
        folder.joinpath("found-" + path.name).write_bytes(path.read_bytes())


main(sys.argv[1], Path(sys.argv[2]))
