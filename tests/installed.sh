#!/usr/bin/env bash
# The wheel at work outside the checkout: what it lacks, the sources beside it would hide.
# Usage: tests/installed.sh PYTHON, an interpreter of the locked environment.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(realpath -s "$1")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
pip=("$python" -m pip --quiet --disable-pip-version-check)
"${pip[@]}" wheel --no-deps --no-build-isolation --wheel-dir "$place" .
"${pip[@]}" install --no-deps --no-index --target "$place/lib" "$place"/yangguang-*.whl
cd "$place"
export PYTHONPATH="$place/lib"
"$python" -c 'import sys, yangguang; sys.exit(not yangguang.__file__.startswith(sys.argv[1]))' "$place/lib"
lib/bin/yangguang init portal
lib/bin/yangguang check portal/data
lib/bin/yangguang build portal/data --site portal/site
lib/bin/yangguang publish portal/site www
test -f www/unions/first-union/2025/index.html
test -f www/assets/yangguang.css
