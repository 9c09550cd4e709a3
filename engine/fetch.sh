#!/usr/bin/env bash
# Fetches what the page guide/check/ runs: Python for the browser from npm, and the reader of workbooks built for it.
# Both are locked by hash: in package-lock.json here, and in requirements.lock.
#   engine/fetch.sh FOLDER PIP...      (FOLDER is replaced; PIP is the command that is pip)
set -euo pipefail

out=$1; shift
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v npm >/dev/null; then
  echo "npm is needed (on Debian and Ubuntu: apt-get install npm). Without it the site is built all the same," >&2
  echo "and its page guide/check/ tells how to check with the command line." >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$work"
npm ci --prefix "$work" --omit=dev --loglevel=error >/dev/null
awk '/^python-calamine==/ {on = 1} on {print} on && !/\\$/ {exit}' "$here/../requirements.lock" > "$work/calamine.lock"
"$@" download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: --dest "$work/wheels" \
  --platform pyemscripten_2026_0_wasm32 --implementation cp --python-version 3.14 --abi cp314 -r "$work/calamine.lock"

mkdir -p "$work/engine"
for name in pyodide.mjs pyodide.asm.mjs pyodide.asm.wasm pyodide-lock.json python_stdlib.zip; do
  cp "$work/node_modules/pyodide/$name" "$work/engine"
done
cp "$work"/wheels/*.whl "$work/engine"
chmod 644 "$work"/engine/*
rm -rf "$out"
cp -r "$work/engine" "$out"
