#!/usr/bin/env python3
"""Writes the work W that the benchmarks measure: requests of three changes each, in French.

One request has a title of 7 words and a description of 25 (its creation), a reason of 7 (a
transition) and a comment of 18, drawn evenly from the 400 words of words.txt by SplitMix64: the
same count and seed give the same bytes on every machine and with every version of Python.

    work.py --count 10000 --seed 1                 JSON lines, one request a line
    work.py --count 10000 --seed 1 --form rows     one change a line: request number, tab, texts
    work.py --count 10000 --seed 1 --form texts    the texts alone, one a line
"""

import argparse
import json
import pathlib
import sys

TITLE_WORDS, DESCRIPTION_WORDS, REASON_WORDS, COMMENT_WORDS = 7, 25, 7, 18
MASK = (1 << 64) - 1


def numbers(seed):
    """SplitMix64 (Steele, Lea and Flood, 2014): 64-bit numbers without end."""
    state = seed & MASK
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        yield mixed ^ (mixed >> 31)


def vocabulary():
    """The words, in the order of the file."""
    return (pathlib.Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()


def requests(count, seed):
    """The requests, as dictionaries with title, description, reason and comment."""
    words, stream = vocabulary(), numbers(seed)

    def text(length):
        return " ".join(words[next(stream) % len(words)] for _ in range(length))

    for _ in range(count):
        yield {
            "title": text(TITLE_WORDS),
            "description": text(DESCRIPTION_WORDS),
            "reason": text(REASON_WORDS),
            "comment": text(COMMENT_WORDS),
        }


def lines(form, count, seed):
    for number, request in enumerate(requests(count, seed), start=1):
        if form == "json":
            yield json.dumps(request, ensure_ascii=False)
        elif form == "texts":
            yield from request.values()
        else:
            yield f"{number}\t{request['title']} {request['description']}"
            yield f"{number}\t{request['reason']}"
            yield f"{number}\t{request['comment']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000, help="requests to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=["json", "rows", "texts"], default="json")
    chosen = parser.parse_args()
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n", closefd=False)
    for line in lines(chosen.form, chosen.count, chosen.seed):
        out.write(line + "\n")
    out.flush()


if __name__ == "__main__":
    main()
