#!/usr/bin/env bash
# Builds the documents as a site that works from disk, in .build/site, and verifies that every link in it leads somewhere.
# Material for MkDocs is installed in .build/mkdocs from Python's registry.
set -euo pipefail
cd "$(dirname "$0")/.."
environment=.build/mkdocs
if [[ ! -x $environment/bin/mkdocs ]]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 15 "mkdocs-material>=9.5,<10"
fi
pages=.build/site-pages
rm -rf "$pages"
mkdir -p "$pages"
# The layout of the repository, so that the documents' own links hold: README is the first page.
cp README.md "$pages/index.md"
cp CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE "$pages/"
cp -r Docs "$pages/"
cp -r presets "$pages/presets"
cp -r packaging "$pages/packaging"
cp -r Examples "$pages/Examples"
mkdir "$pages/site"
cp scripts/site/*.js scripts/site/*.css "$pages/site/"
rm -rf "$pages/Examples/.build" "$pages/Examples/Sources"
sed -i 's|](\.\./README\.md|](../index.md|g' "$pages"/Docs/*.md
sed -i 's|](README\.md|](index.md|g' "$pages"/*.md
NO_MKDOCS_2_WARNING=1 DISABLE_MKDOCS_2_WARNING=true "$environment/bin/mkdocs" build --quiet --strict --config-file scripts/site/mkdocs.yml
python3 scripts/site/check-links.py .build/site
echo "the site is in .build/site: open .build/site/index.html"
