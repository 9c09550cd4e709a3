#!/usr/bin/env bash
# Fetches Pagefind for this machine from npm, locked by hash in package-lock.json here.
#   search/fetch.sh PROGRAM      (where the program is put)
set -euo pipefail

out=$1
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v npm >/dev/null; then
  echo "npm is needed for the full-text search (on Debian and Ubuntu: apt-get install npm)." >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$work"
npm ci --prefix "$work" --omit=dev --loglevel=error >/dev/null
programs=("$work"/node_modules/@pagefind/*/bin/pagefind_extended*)
for program in "${programs[@]}"; do
  if [ -x "$program" ]; then install -m 755 "$program" "$out"; exit 0; fi
done
echo "Pagefind has no program for this kind of machine." >&2
exit 2
