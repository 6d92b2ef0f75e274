#!/bin/sh
# Kills clients and the server at random moments, and checks that nothing acknowledged is lost.
#
#     scripts/kill-test.sh [FOLDER WITH THE PROGRAMS] [KILLS]       SEED=… repeats its choices
set -eu

here=$(cd "$(dirname "$0")" && pwd)
programs=$(cd "${1:-$here/../.build/debug}" && pwd)
exec python3 -B "$here/kill_test.py" "$programs" "${2:-500}"
