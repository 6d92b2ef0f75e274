#!/bin/sh
# Puts the programs and all that belongs to them where a system looks for it.
#
#   install.sh BINARIES PREFIX [DESTDIR]
set -eu
binaries=$1 prefix=$2 root=${3-}$2
scripts=$(cd "$(dirname "$0")" && pwd)
for program in escale escale-server; do
  [ -x "$binaries/$program" ] || {
    echo "$binaries/$program is missing: run make release first" >&2
    exit 1
  }
done

umask 022
install -d "$root/bin" "$root/lib/systemd/system" "$root/lib/systemd/user" \
  "$root/share/bash-completion/completions" "$root/share/zsh/site-functions" \
  "$root/share/fish/vendor_completions.d" "$root/share/man"
for program in escale escale-server; do
  install -m 755 "$binaries/$program" "$root/bin/$program"
  python3 -B "$scripts/man_pages.py" "$binaries/$program" "$root/share/man"
done
for program in escale escale-server; do
  "$binaries/$program" completions bash >"$root/share/bash-completion/completions/$program"
  "$binaries/$program" completions zsh >"$root/share/zsh/site-functions/_$program"
  "$binaries/$program" completions fish >"$root/share/fish/vendor_completions.d/$program.fish"
done
for unit in system/escale-server.service user/escale-sync.service user/escale-sync.timer; do
  sed "s|@PREFIX@|$prefix|g" "$scripts/units/${unit#*/}" >"$root/lib/systemd/$unit"
done
echo "installed below $root"
