#!/bin/sh
# Throws bytes at everything that reads bytes from outside, for so many seconds or executions each.
#
#   fuzz.sh FOLDER SECONDS [EXECUTIONS] [TARGET…]     targets: change request answer bundle
#                                                     history lifecycle directory incidents
#
# Builds the readers with coverage into FOLDER, and keeps what was found worth keeping there. What
# crashes is written to FOLDER/TARGET-crash-…; it belongs into Fixtures/fuzz/TARGET once mended.
set -eu
folder=$1 seconds=$2 executions=${3:--1}
[ $# -lt 3 ] && shift 2 || shift 3
targets=${*:-change request answer bundle history lifecycle directory incidents}
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$root"

# Checks for overflow and bounds stay in: they are what is looked for.
flags="-O -wmo -parse-as-library -swift-version 6 -package-name escale -sanitize=fuzzer
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature NonisolatedNonsendingByDefault
  -enable-upcoming-feature InternalImportsByDefault -I $folder -L $folder"

# module NAME FILES…: builds a library of its own.
module() {
  name=$1
  shift
  newest=$(ls -t "$@" | head -1)
  [ "$folder/lib$name.a" -nt "$newest" ] && return
  echo "building $name"
  swiftc $flags -emit-module -emit-library -static -module-name "$name" \
    -emit-module-path "$folder/$name.swiftmodule" -o "$folder/lib$name.a" "$@"
}

# program TARGET LIBRARIES -- FILES…: builds a program that reads one kind of bytes.
program() {
  name=$1 libraries=$2
  shift 2
  swiftc $flags -module-name "Fuzz_$name" -o "$folder/$name" "$@" $libraries -lEscaleCore
}

# Writes the fixtures that a target begins with, as bytes.
seeds() {
  mkdir -p "$folder/corpus/$1"
  python3 -B Tests/Fuzz/seeds.py "$1" "$folder/corpus/$1"
}

module EscaleCore $(find Sources/EscaleCore -name '*.swift')
status=0
for target in $targets; do
  case $target in
  change) program change "" Tests/Fuzz/ChangeTarget.swift Tests/Fuzz/FuzzSource.swift ;;
  history) program history "" Tests/Fuzz/HistoryTarget.swift Tests/Fuzz/FuzzSource.swift ;;
  lifecycle) program lifecycle "" Tests/Fuzz/LifecycleTarget.swift Tests/Fuzz/FuzzSource.swift ;;
  request)
    module SyncProtocol $(find Sources/SyncProtocol -name '*.swift')
    program request -lSyncProtocol Tests/Fuzz/RequestTarget.swift Tests/Fuzz/FuzzSource.swift
    ;;
  answer)
    module SyncProtocol $(find Sources/SyncProtocol -name '*.swift')
    program answer -lSyncProtocol Tests/Fuzz/AnswerTarget.swift Tests/Fuzz/FuzzSource.swift
    ;;
  bundle)
    module SyncProtocol $(find Sources/SyncProtocol -name '*.swift')
    program bundle -lSyncProtocol Tests/Fuzz/BundleTarget.swift Tests/Fuzz/FuzzSource.swift
    ;;
  directory)
    program directory "" Tests/Fuzz/DirectoryTarget.swift Tests/Fuzz/FuzzSource.swift \
      Sources/Ledger/Directory/DirectoryDocument.swift Sources/Ledger/Directory/LoginName.swift \
      Sources/Ledger/Directory/DirectoryDocument+reading.swift \
      Sources/Ledger/Directory/JSONValue+directory.swift
    ;;
  incidents)
    module Console Sources/Console/Terminal/SystemText.swift
    program incidents -lConsole Tests/Fuzz/IncidentTarget.swift Tests/Fuzz/FuzzSource.swift \
      $(cd Sources/ServerCommands/Import && for file in CSV*.swift Log[CRT]*.swift IncidentLog.swift \
        IncidentMapper*.swift ImportError*.swift ImportRemark.swift ImportText.swift ImportField.swift \
        PlannedChange.swift Cast.swift; do echo "Sources/ServerCommands/Import/$file"; done)
    ;;
  *)
    echo "no target is called $target" >&2
    exit 2
    ;;
  esac
  seeds "$target"
  echo "== $target"
  "$folder/$target" "$folder/corpus/$target" -max_total_time="$seconds" -runs="$executions" \
    -max_len=4096 -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$folder/$target-" \
    -print_final_stats=1 2>"$folder/$target.log" || {
    status=1
    tail -20 "$folder/$target.log"
  }
  grep -E 'stat::(number_of_executed_units|average_exec)|cov:' "$folder/$target.log" | tail -3
done
exit $status
