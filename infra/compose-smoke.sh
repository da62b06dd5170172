#!/usr/bin/env bash
# The whole of docker-compose.yml, for a machine with Docker: builds, starts, waits until all is healthy, ingests a
# release, finds it and the seed release through the API, scales the parser to 3, and removes everything again. Some ten minutes the
# first time; 4 GB of memory; ports 8080 and 5601 of loopback.
set -euo pipefail
cd "$(dirname "$0")/.."

compose() { docker compose --project-name presswatch-smoke "$@"; }
say() { echo "compose-smoke: $*" >&2; }

finish() {
  local code=$?
  if [ "$code" -ne 0 ]; then
    compose ps --all >&2 || true
    compose logs --no-color --tail 40 >&2 || true
    say "FAILED ($code)"
  fi
  compose down --volumes --remove-orphans >/dev/null 2>&1 || say "docker compose down failed: look with docker ps"
  exit "$code"
}

if ! docker info >/dev/null 2>&1; then
  say "no container engine answers: start Docker"
  exit 1
fi
trap finish EXIT

compose config --quiet
say "building and starting"
compose up --build --detach --wait --wait-timeout 900

presswatch() { compose run --rm --no-deps --no-TTY setup node services/standalone/src/presswatch.ts "$@"; }

say "setup again: everything is there"
presswatch setup

# The fetcher reads the seed release by itself; what is ingested here is another one.
say "ingesting a release"
compose run --rm --no-deps --no-TTY setup sh -c \
  'printf "Smoketest ferry returns\n\nThe night ferry runs again from Monday.\n" >/tmp/smoke.txt &&
   node services/standalone/src/presswatch.ts ingest /tmp/smoke.txt'

find_release() { # $1: a query, $2: what it is to find
  local found=""
  for _ in $(seq 1 60); do
    found=$(curl -fsS --get --data-urlencode "q=$1" http://127.0.0.1:8080/api/v1/releases || true)
    case $found in *'"releaseId"'*) say "found $2"; return 0 ;; esac
    sleep 1
  done
  say "$2 was not found within 60 s: $found"
  return 1
}
find_release 'title:smoketest' 'the release that was ingested'
find_release 'kharkiv' 'the seed release'

say "three parsers"
compose up --detach --no-recreate --scale parser=3 --wait --wait-timeout 300
[ "$(compose ps --quiet parser | wc -l)" -eq 3 ]
presswatch status

curl -fsS http://127.0.0.1:5601/api/status >/dev/null
say "ok"
