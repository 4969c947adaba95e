#!/usr/bin/env bash
# Runs what `make test` promises: format check, a build without a warning, all tests, those in a browser included.
# In release mode, as users run it: vector code that is not optimised is a hundred times slower.
set -euo pipefail
cd "$(dirname "$0")/.."

make --no-print-directory lint

# A warning is printed when its file is compiled, so only a clean checkout, as CI's is, is sure to show all of them.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift build -c release --build-tests 2>&1 | tee "$log"
if grep -q 'warning:' "$log"; then
  echo "test: the build has warnings" >&2
  exit 1
fi
swift test -c release --skip-build
scripts/test-browser.sh
