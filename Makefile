# Set-up is these two: `make demo` renders a first film, `make test` runs every test. The rest are their parts.
SWIFT ?= swift
FORMATTED := Package.swift Sources Tests Examples Benchmarks/Package.swift Benchmarks/Sources Benchmarks/scaling \
  Benchmarks/micro/Package.swift Benchmarks/micro/Benchmarks

PREFIX ?= /usr/local
DESTDIR ?=

.PHONY: demo install static-runtime deb deb-check static static-check image release-check site test test-browser studio-pictures stress race-check leak-check fuzz sanitize soak build bench-static bench-micro \
  bench-scaling docs gallery \
  shadings lint format clean

demo:
	@scripts/demo.sh

build:
	@scripts/setup.sh
	$(SWIFT) build -c release --product juliareel

# The program with manual pages, completions for bash, zsh and fish, presets, palettes, schema and documents:
# `make install PREFIX=$$HOME/.local`; DESTDIR stands before PREFIX.
install: static-runtime
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install.sh .build/package/juliareel

# .build/package/juliareel: the program with Swift's runtime inside, so that it runs without a toolchain.
static-runtime:
	@scripts/setup.sh
	@SWIFT="$(SWIFT)" scripts/build-static.sh

# A package in .build/package for the Debian or Ubuntu that this runs on; with SUITE=trixie for another release of Debian, and with its
# FFmpeg (debootstrap; root).
deb: $(if $(SUITE),,static-runtime)
	@$(if $(SUITE),SWIFT="$(SWIFT)" scripts/deb-suite.sh $(SUITE),scripts/deb.sh .build/package/juliareel)

# .build/static/juliareel: the program with FFmpeg inside as well, which needs only the C library; as an archive with the licences of what is
# inside, and as a package for any Debian or Ubuntu whose libc is as new. On Debian.
static:
	@scripts/setup.sh
	@SWIFT="$(SWIFT)" scripts/build-static.sh --ffmpeg
	@scripts/deb.sh .build/static/juliareel .build/static
	@scripts/archive.sh

# Installs that package into a clean Debian 12 and a clean Debian 13.
static-check:
	@scripts/check-deb.sh bookworm "$$(ls -t .build/static/juliareel_*.deb | head -n 1)"
	@scripts/check-deb.sh trixie "$$(ls -t .build/static/juliareel_*.deb | head -n 1)"

# A container's image of that package, as an OCI archive in .build/static (buildah, debootstrap; root).
image: static
	@scripts/image.sh

# The checklist of a release: tests, fuzzing, all packages in clean systems, documents, sums.
release-check:
	@scripts/release.sh

# Installs the package into a clean Debian in a folder (debootstrap; root) and uses it there; SUITE as of deb.
deb-check: deb
	@scripts/check-deb.sh $(SUITE)

# The render-only benchmark as one file that runs where neither Swift nor FFmpeg is installed.
bench-static:
	$(SWIFT) build -c release --product juliareel-bench --static-swift-stdlib

test:
	@scripts/setup.sh --for-tests
	@scripts/test.sh

# The studio's page in a headless Chromium; part of `make test`.
test-browser: build
	@scripts/test-browser.sh

# The tests that depend on chance and on the order of threads, twenty times as often as usual and more.
stress:
	@scripts/setup.sh --for-tests
	$(SWIFT) build -c release --build-tests
	JULIAREEL_STRESS_RUNS=200000 $(SWIFT) test -c release --skip-build --filter StressTests
	JULIAREEL_STRESS_RUNS=20000 $(SWIFT) test -c release --skip-build --filter FilmInterruptionTests
	JULIAREEL_STRESS_RUNS=100 $(SWIFT) test -c release --skip-build --filter "ResumeTests|KeptSegmentTests"
	JULIAREEL_STRESS_RUNS=20 $(SWIFT) test -c release --skip-build --filter FaultTests
	FUZZ_SECONDS=10 scripts/fuzz.sh --where-possible

# ThreadSanitizer on the scheduler and on the film pipeline.
race-check:
	@scripts/setup.sh --for-tests
	@scripts/check-races.sh

# Valgrind on every way that a film takes or ends.
leak-check: build
	@scripts/check-leaks.sh

# libFuzzer on everything that reads files of strangers; FUZZ_SECONDS changes how long for each kind.
fuzz:
	@scripts/setup.sh
	@scripts/fuzz.sh

# AddressSanitizer and UndefinedBehaviorSanitizer on what reads and writes memory by hand.
sanitize:
	@scripts/setup.sh --for-tests
	@scripts/sanitize.sh

# Half an hour of film, in which neither memory nor open files may grow; SOAK_MINUTES changes how long.
soak: build
	@scripts/soak.sh

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(FORMATTED)

format:
	$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)

# Times are reported; allocations are the gate (Benchmarks/micro/Thresholds).
bench-micro:
	cd Benchmarks/micro && $(SWIFT) package --disable-sandbox benchmark --no-progress --format markdown
	cd Benchmarks/micro && $(SWIFT) package --disable-sandbox benchmark thresholds check --no-progress

bench-scaling:
	cd Benchmarks && $(SWIFT) run -c release scaling scaling/traces/classic-loop-4k.json
	cd Benchmarks && $(SWIFT) test -c release

# The library's documentation, in .build/documentation, where a warning is an error, and the site.
docs:
	@scripts/setup.sh
	@scripts/docs.sh
	@scripts/site.sh

# All documents as a site that works from disk, .build/site/index.html, with its links verified.
site:
	@scripts/site.sh

# The pictures of README, Docs/Gallery.md and Docs/Shadings.md.
gallery: shadings
	@scripts/gallery.sh

# A still of each shading and each palette.
shadings: build
	@scripts/shadings.sh

# The pictures of Docs/Studio.md.
studio-pictures: build
	@scripts/install-browser.sh
	.build/browser/bin/python scripts/studio-pictures.py

clean:
	rm -rf .build
