#!/usr/bin/env bash
# The whole of docker-compose.yml, for a machine with Docker: builds, starts, waits until all is healthy, ingests the
# seed release, finds it through the API, scales the parser to 3, and removes everything again. Some ten minutes the
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

say "ingesting the seed release"
presswatch ingest seeds/releases

found=""
for _ in $(seq 1 60); do
  found=$(curl -fsS 'http://127.0.0.1:8080/api/v1/releases?limit=1' || true)
  case $found in *'"releaseId"'*) break ;; esac
  sleep 1
done
case $found in
  *'"releaseId"'*) say "found it" ;;
  *) say "the seed release was not found within 60 s: $found"; exit 1 ;;
esac

say "three parsers"
compose up --detach --no-recreate --scale parser=3 --wait --wait-timeout 300
[ "$(compose ps --quiet parser | wc -l)" -eq 3 ]
presswatch status

curl -fsS http://127.0.0.1:5601/api/status >/dev/null
say "ok"
