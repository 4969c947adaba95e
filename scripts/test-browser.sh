#!/usr/bin/env bash
# The studio's page in a real browser: Tests/Browser. Names of tests, such as test_editing.EditingTests, run only these.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-browser.sh
python=$PWD/.build/browser/bin/python
[[ -x $python ]] || python=python3
cd Tests/Browser
reason=$("$python" -c 'import studio; print(studio.missing() or "")')
if [[ -n $reason ]]; then
  echo "test-browser: skipped: $reason" >&2
  exit 0
fi
if [[ $# -gt 0 ]]; then
  exec "$python" -m unittest "$@"
fi
exec "$python" -m unittest discover --pattern 'test_*.py'
