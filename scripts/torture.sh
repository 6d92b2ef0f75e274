#!/bin/sh
# Simulates, fells and kills at full volume, and prints what was reached beside what must be.
#
#     scripts/torture.sh FOLDER_OF_ESCALE_SIM FOLDER_OF_THE_PROGRAMS
#
# MEMORY_SEEDS, DISK_SEEDS, CRASH_STRIDE, CRASH_DAMAGES, KILLS, FIRST_SEED and JOBS set the volumes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
simulator=$1/escale-sim
programs=$2
memory=${MEMORY_SEEDS:-2000000}
disk=${DISK_SEEDS:-100000}
stride=${CRASH_STRIDE:-1}
damages=${CRASH_DAMAGES:-10}
kills=${KILLS:-10000}
first=${FIRST_SEED:-1}
jobs=${JOBS:-2}
logs=$(mktemp -d)
failed=0

# Runs one level of simulation, its seeds shared out over the jobs.
simulate() {
  level=$1
  each=$((($2 + jobs - 1) / jobs))
  began=$(date +%s)
  job=0
  pids=
  while [ "$job" -lt "$jobs" ]; do
    "$simulator" "$level" --seed $((first + job * each)) --seeds "$each" --failures 10 \
      --situations >"$logs/$level-$job" 2>&1 &
    pids="$pids $!"
    job=$((job + 1))
  done
  for pid in $pids; do wait "$pid" || failed=1; done
  seconds=$(($(date +%s) - began + 1))
  grep -h '^seed' "$logs/$level"-* || true
  row "$level seeds, $((each * jobs * 3600 / seconds)) an hour" "$3" $((each * jobs))
}

row() { printf '%-58s %14s %14s\n' "$1" "$2" "$3"; }

row "measure" "must" "reached"
simulate memory "$memory" 2000000
simulate disk "$disk" 50000

"$simulator" crash --stride "$stride" --damages "$damages" >"$logs/crash" 2>&1 || failed=1
grep -v '^writes\|^crash' "$logs/crash" || true
row "crash points, $damages damages each" "all" \
  "$(sed -n 's/^crash: \([0-9]*\) points.*/\1/p' "$logs/crash")"

sh "$here/kill-test.sh" "$programs" "$kills" >"$logs/kills" 2>&1 || failed=1
tail -n 3 "$logs/kills"
row "kills of the real programs" 10000 "$kills"

echo
echo "situations, how often they came up:"
cat "$logs"/memory-* "$logs"/disk-* | awk -F '\t' '
  NF == 2 { count[$2] += $1 }
  END { for (situation in count) printf "%10d  %s\n", count[situation], situation }' |
  LC_ALL=C sort -k 2
rm -r "$logs"
exit "$failed"
