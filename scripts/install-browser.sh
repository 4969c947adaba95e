#!/usr/bin/env bash
# Sees to it that the studio's tests have a browser: Debian's chromium with its driver, and in .build/browser a Python with selenium,
# numpy and pillow. What cannot be had is told in a line and is no error: those tests are skipped then.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build/browser

have_browser() {
  { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null && command -v chromedriver >/dev/null
}
have_python() { "$environment/bin/python" -c 'import numpy, PIL, selenium' 2>/dev/null; }

install_browser() {
  local as_root=()
  command -v apt-get >/dev/null || return 1
  if [[ $EUID -ne 0 ]]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || return 1
    as_root=(sudo -n)
  fi
  "${as_root[@]}" apt-get update -qq >&2 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver >&2
}

if ! have_browser; then
  echo "install-browser: installing chromium and chromium-driver" >&2
  install_browser || echo "install-browser: without chromium and chromedriver, the tests in a browser are skipped" >&2
fi
if ! have_python; then
  echo "install-browser: installing selenium, numpy and pillow in $environment" >&2
  if ! { python3 -m venv "$environment" &&
    "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 15 "selenium>=4.20,<5" numpy pillow; } \
    >/dev/null 2>&1; then
    rm -rf "$environment"
    echo "install-browser: without selenium (Python's venv and pip, and a network), the tests in a browser are skipped" >&2
  fi
fi
