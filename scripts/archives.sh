#!/bin/sh
# archives.sh FOLDER: gathers the archives of the system's libraries in FOLDER, and prints where that
# is. As PKG_CONFIG_PATH it leads the linker of a release to them before the shared ones.
#
# So a released program runs where these libraries aren't, and needn't look for 2,000 of their names
# at each start, a tenth of what a short command takes. What has no archive here is linked as ever.
set -eu

mkdir -p "$1"
folder=$(cd "$1" && pwd)

for library in sqlite3 z stdc++; do
  archive=$(cc -print-file-name="lib$library.a")
  [ ! -e "$archive" ] || ln -sf "$archive" "$folder/lib$library.a"
done

for module in sqlite3:sqlite3 zlib:z; do
  cat >"$folder/${module%:*}.pc" <<PC
Name: ${module%:*}
Description: the system's ${module%:*}
Version: 0
Libs: -L$folder -l${module#*:}
PC
done

echo "$folder"
