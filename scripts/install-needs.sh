#!/bin/sh
# Installs what building, testing and the demonstration need and this machine lacks (Debian, Ubuntu).
set -eu

# "what shows that it is there" then "the package that brings it"
needs="
command:cc gcc
command:curl curl
command:git git
command:gzip gzip
command:openssl openssl
command:python3 python3
header:sqlite3.h libsqlite3-dev
header:zlib.h zlib1g-dev
command:chromium chromium
command:pip3 python3-pip
command:wrk wrk
command:msmtp msmtp
"

# Python modules that tests need: what is imported, then what brings it.
modules="
playwright playwright
axe_playwright_python axe-playwright-python
jsonschema jsonschema
aiosmtpd aiosmtpd
"

is_there() {
  case $1 in
    command:*) command -v "${1#command:}" >/dev/null 2>&1 ;;
    header:*) [ -e "/usr/include/${1#header:}" ] || [ -e "/usr/local/include/${1#header:}" ] ;;
  esac
}

missing=$(printf '%s' "$needs" | while read -r sign package; do
  [ -z "$sign" ] || is_there "$sign" || printf '%s ' "$package"
done)

if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "error: missing: $missing" >&2
    echo "hint: install them with this system's own package manager, then try again." >&2
    exit 1
  fi
  if [ "$(id -u)" -eq 0 ]; then as_root=; else as_root=sudo; fi
  echo "installing: $missing"
  export DEBIAN_FRONTEND=noninteractive
  $as_root apt-get update -qq
  # shellcheck disable=SC2086 # the names are words of their own
  $as_root apt-get install -y -qq --no-install-recommends $missing
fi

missing=$(printf '%s' "$modules" | while read -r module package; do
  [ -z "$module" ] || python3 -c "import $module" 2>/dev/null || printf '%s ' "$package"
done)

if [ -n "$missing" ]; then
  echo "installing: $missing"
  # Where the system keeps Python to itself, the modules go to this user.
  # shellcheck disable=SC2086 # the names are words of their own
  python3 -m pip install --quiet $missing ||
    python3 -m pip install --quiet --user --break-system-packages $missing
fi

if ! command -v "${SWIFT:-swift}" >/dev/null 2>&1; then
  echo "error: there is no Swift toolchain on this machine." >&2
  echo "hint: install Swift 6.3 or newer (swift.org/install) and put \`swift\` on the PATH." >&2
  exit 1
fi
