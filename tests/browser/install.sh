#!/usr/bin/env bash
# Makes sure that a Chromium and a Chinese font are here: looks first, installs where it may, else says what to do.
set -euo pipefail

browser() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

if browser >/dev/null; then exit 0; fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium and a Chinese font for the browser tests"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update --quiet=2
  apt-get install --quiet=2 --yes --no-install-recommends chromium fonts-noto-cjk >/dev/null
  exit 0
fi
cat >&2 <<'EOF'
The browser tests need Chromium (or Google Chrome) and a Chinese font, and this user may not install them.
  Debian:        sudo apt-get install chromium fonts-noto-cjk
  Fedora:        sudo dnf install chromium google-noto-sans-cjk-fonts
  macOS:         brew install --cask chromium
An installed one that is not on the PATH: CHROMIUM=/path/to/chrome make test
EOF
exit 2
