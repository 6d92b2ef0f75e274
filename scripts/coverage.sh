#!/bin/sh
# Runs the Swift tests, built so that they count what of the sources was entered, and prints how much
# that is of each target.
#
#   coverage.sh SCRATCH [SWIFT]      lists what was never entered in SCRATCH/missed.txt
#
# A region is a stretch of code without a branch. The tests end to end and in a browser aren't counted:
# most of what the programs and the pages do is tried there alone.
set -eu
scratch=$1 swift=${2:-swift}
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$scratch"
scratch=$(cd "$scratch" && pwd)
cd "$root"

"$swift" build --scratch-path "$scratch" --build-tests --enable-code-coverage
"$swift" test --scratch-path "$scratch" --skip-build --enable-code-coverage --parallel \
  --skip TransportTests
cp "$scratch/debug/codecov/default.profdata" "$scratch/first.profdata"
"$swift" test --scratch-path "$scratch" --skip-build --enable-code-coverage --filter TransportTests
tools=$(dirname "$(readlink -f "$(command -v "$swift")")")
"$tools/llvm-profdata" merge -sparse "$scratch/first.profdata" \
  "$scratch/debug/codecov/default.profdata" -o "$scratch/all.profdata"
python3 -B scripts/coverage.py "$tools/llvm-cov" "$scratch"
