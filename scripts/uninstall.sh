#!/bin/sh
# Takes away what install.sh put there, and leaves the folders to whom they belong.
#
#   uninstall.sh PREFIX [DESTDIR]
set -eu
root=${2-}$1
for program in escale escale-server; do
  rm -f "$root/bin/$program" "$root/share/bash-completion/completions/$program" \
    "$root/share/zsh/site-functions/_$program" \
    "$root/share/fish/vendor_completions.d/$program.fish"
done
for folder in "$root/share/man/man1" "$root/share/man/fr/man1"; do
  rm -f "$folder/escale.1" "$folder"/escale-*.1
done
for unit in system/escale-server.service user/escale-sync.service user/escale-sync.timer; do
  rm -f "$root/lib/systemd/$unit"
done
echo "uninstalled below $root"
