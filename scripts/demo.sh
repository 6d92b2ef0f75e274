#!/bin/sh
# The demonstration: two technicians work on the same requests with no network, sync in either
# order, and everybody ends with the same state. It cleans up after itself.
#
#     scripts/demo.sh [FOLDER WITH THE PROGRAMS]       KEEP=1 keeps what it made
set -eu

cd "$(dirname "$0")/.."
programs=$(cd "${1:-.build/debug}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/escale-demo.XXXXXX")
server=

cleanup() {
  status=$?
  trap - EXIT INT TERM
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  if [ "$status" -ne 0 ] && [ -s "$work/server.log" ]; then
    echo "--- the server's last lines" >&2
    tail -n 20 "$work/server.log" >&2
  fi
  if [ "${KEEP:-0}" = 1 ]; then echo "kept: $work"; else rm -rf "$work"; fi
  exit "$status"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-fr}}}" in fr*) language=fr ;; *) language=en ;; esac

# say FRENCH ENGLISH
say() {
  if [ "$language" = fr ]; then printf '\n• %s\n' "$1"; else printf '\n• %s\n' "$2"; fi
}

# shown WHO COMMAND…: prints what is typed
shown() {
  printf '  %s$ escale' "$1"
  shift
  for word in "$@"; do
    case $word in *' '*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n'
}

# quietly WHO COMMAND…: runs escale on that person's replica
quietly() {
  who=$1
  shift
  ESCALE_REPLICA="$work/$who.sqlite" "$programs/escale" "$@" --no-input --lang "$language"
}

# as WHO COMMAND…: shows, runs, and shows the answer. Exit 7, a conflict after a sync, is no failure
# here: it is what we came to see
as() {
  shown "$@"
  code=0
  quietly "$@" >"$work/said" 2>&1 || code=$?
  sed 's/^/    /' "$work/said"
  case $code in
    0) ;;
    7) printf '    (exit 7)\n' ;;
    *) exit "$code" ;;
  esac
}

# value KEY: one value of the JSON object on standard input
value() {
  python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"
}

desk() {
  "$programs/escale-server" "$@" --data "$work/server"
}

# A request that lea creates for paul and takes, and that both replicas then hold
new_request() {
  shown lea new --service proximite --for paul --title "$1"
  quietly lea new --service proximite --field equipe=nancy-lettres --for paul \
    --title "$1" --description "$2" --json >"$work/request"
  ref=$(value ref <"$work/request")
  as lea take "$ref"
  as lea sync
  as karim sync
}

# Both act without a network: nothing is sent until somebody syncs
apart() {
  say "Sans réseau : léa résout $ref, karim la gèle." \
    "No network: lea resolves $ref, karim freezes it."
  as lea resolve "$ref" -m "Pilote d'impression remplacé, page de test imprimée."
  as karim freeze "$ref" -m "En attente d'une pièce du fournisseur."
}

same_everywhere() {
  quietly lea show "$ref" --json >"$work/hers"
  quietly karim show "$ref" --json >"$work/his"
  hers=$(value state <"$work/hers")
  his=$(value state <"$work/his")
  if [ "$hers" != "$his" ]; then
    echo "error: lea sees $hers, karim sees $his" >&2
    exit 1
  fi
  say "Léa et karim voient tous deux : $hers." "lea and karim both see: $hers."
}

say "Un serveur, avec l'annuaire d'une université." "A server, with a university's directory."
desk init --directory Fixtures/directory.json
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
desk invite lea >"$work/invite"
invite=$(head -n 1 "$work/invite" | awk '{print $NF}')
echo "un mot de passe de démonstration" >"$work/password"
desk user password karim --password-stdin <"$work/password"
"$programs/escale-server" serve --data "$work/server" --listen "127.0.0.1:$port" \
  >"$work/server.log" 2>&1 &
server=$!
url=http://127.0.0.1:$port
tries=0
until curl -fsS -o /dev/null "$url/readyz" 2>/dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -ge 100 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "error: the server did not start" >&2
    exit 1
  fi
  sleep 0.1
done
echo "    $url"

say "Deux techniciens de la même équipe s'inscrivent, l'une par invitation, l'autre par mot de passe." \
  "Two technicians of one team join, one by invitation, the other by password."
as lea join "$url" --user lea --invite "$invite"
as karim join "$url" --user karim --password-stdin <"$work/password"

say "Une demande que léa crée pour paul, et prend en charge." \
  "A request that lea creates for paul, and takes."
new_request "Imprimante du 2e étage muette" "Plus rien ne sort depuis ce matin, le voyant clignote."
apart
say "Karim se synchronise le premier, puis léa, puis karim de nouveau." \
  "karim syncs first, then lea, then karim again."
as karim sync
as lea sync
as karim sync
same_everywhere

say "La même histoire, mais léa se synchronise la première." \
  "The same story, but lea syncs first."
new_request "Scanner qui coupe les pages" "Le bas des pages manque, quel que soit le format."
apart
as lea sync
as karim sync
as lea sync
same_everywhere

say "L'ordre n'a rien changé : le travail fait l'emporte, et rien de ce qui fut écrit n'est perdu." \
  "The order changed nothing: work done wins, and nothing that was written is lost."
as karim show "$ref" --history
say "Pourquoi ? Chaque verdict, avec ses poids." "Why? Each verdict, with its weights."
as karim explain "$ref"
say "Ce que karim doit savoir." "What karim should know."
as karim conflicts

say "À vous, dans deux terminaux :" "Your turn, in two terminals:"
cat <<END

    $programs/escale-server init --directory Fixtures/directory.json
    $programs/escale-server invite lea
    $programs/escale-server serve

    $programs/escale join http://127.0.0.1:8080 --user lea --invite CODE
    $programs/escale new --service proximite --field equipe=nancy-lettres --for paul --title "…"
    $programs/escale list
    $programs/escale sync
END
