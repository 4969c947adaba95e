# Set-up is these two: `make demo` renders a first film, `make test` runs every test. The rest are their parts.
SWIFT ?= swift
FORMATTED := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

.PHONY: demo test build lint format clean

demo: build
	@.build/release/juliareel render presets/classic-loop.json -o classic-loop.mp4

build:
	@scripts/setup.sh
	$(SWIFT) build -c release --product juliareel

test:
	@scripts/setup.sh --for-tests
	@scripts/test.sh

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(FORMATTED)

format:
	$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)

clean:
	rm -rf .build
