"""Runs the tests of programs or pages in one folder: `python3 -B Tests/run.py EndToEnd|Portal`.

They drive real processes and a real browser on a machine that may be busy. One or two that fail are
run once more, each with fresh processes: what fails twice fails the run, what passes then is named
as unsteady, to be looked into.
"""

import pathlib
import sys
import unittest

# More failures than this aren't the machine's mood.
UNSTEADY_LIMIT = 2


def main(folder):
    sys.path.insert(0, str(folder))
    first = run(unittest.defaultTestLoader.discover(str(folder)))
    if first.wasSuccessful():
        return 0
    failed = [test for test, _ in first.errors + first.failures]
    if not all(isinstance(test, unittest.TestCase) for test in failed):
        return 1
    names = sorted({getattr(test, "test_case", test).id() for test in failed})
    if not 1 <= len(names) <= UNSTEADY_LIMIT:
        return 1
    print(f"once more: {', '.join(names)}", file=sys.stderr)
    if not run(unittest.defaultTestLoader.loadTestsFromNames(names)).wasSuccessful():
        return 1
    print(f"UNSTEADY, passed at the second try: {', '.join(names)}", file=sys.stderr)
    return 0


def run(tests):
    return unittest.TextTestRunner(stream=sys.stderr).run(tests)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(__file__).resolve().parent / sys.argv[1]))
