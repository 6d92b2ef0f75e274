"""Says how many regions of each target were entered; coverage.sh makes what it reads.

    coverage.py LLVM_COV SCRATCH
"""

import collections
import json
import pathlib
import subprocess
import sys

CODE_REGION = 0


def regions(tool, scratch):
    """How often each code region was entered, whatever number of functions was made of it."""
    command = [tool, "export", f"-instr-profile={scratch / 'all.profdata'}", "-skip-expansions",
               scratch / "debug" / "escalePackageTests.xctest"]
    report = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    entered = collections.Counter()
    for function in json.loads(report)["data"][0]["functions"]:
        for *place, count, file, _, kind in function["regions"]:
            if kind == CODE_REGION:
                entered[function["filenames"][file], *place] += count
    return entered


def main():
    tool, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
    sources = pathlib.Path(__file__).resolve().parents[1] / "Sources"
    totals, missed = collections.defaultdict(collections.Counter), []
    for (file, *place), count in sorted(regions(tool, scratch).items()):
        path = pathlib.Path(file)
        if not path.is_relative_to(sources):
            continue
        name = path.relative_to(sources)
        totals[name.parts[0]][count > 0] += 1
        if not count:
            missed.append(f"{name}:{place[0]}:{place[1]}")
    (scratch / "missed.txt").write_text("".join(f"{line}\n" for line in missed))
    for target, counts in sorted(totals.items()):
        whole = counts.total()
        print(f"{target:16} {whole:6} regions, {counts[False]:5} missed,"
              f" {100 * counts[True] / whole:6.2f} %")


if __name__ == "__main__":
    main()
