# What can be asked of this repository; `make` alone lists it.
#
# SCRATCH is where Swift builds; a kept one saves minutes: make test SCRATCH=/var/cache/escale

.POSIX:

SWIFT = swift
SCRATCH = .build
SECONDS_EACH = 60
PREFIX = /usr/local
DESTDIR =
BINARIES = $(SCRATCH)/release
SOURCES = Sources Tests Package.swift
BUILD = $(SWIFT) build --scratch-path $(SCRATCH)
RELEASE = $(BUILD) --configuration release --static-swift-stdlib

help:
	@echo "make demo     two technicians work offline on one request, then meet"
	@echo "make test     installs what is missing, checks the style, runs every test"
	@echo "make mutants  plants bugs into a copy, one after another, and asks the tests"
	@echo "make torture  simulates, fells and kills at full volume: MEMORY_SEEDS, DISK_SEEDS, KILLS"
	@echo "make coverage counts what of the sources the Swift tests enter"
	@echo "make fuzz     throws bytes at every reader, SECONDS_EACH (60)"
	@echo "make bench    measures in release mode, writes docs/BENCHMARKS.md"
	@echo "make build    builds both programs for development"
	@echo "make release  builds both programs for use"
	@echo "make install  puts programs, completions, manual pages, units under PREFIX (and DESTDIR)"
	@echo "make uninstall  takes away what install put there, and nothing else"
	@echo "make format   formats the sources;  make lint only checks them"
	@echo "make clean    removes what was built"

needs:
	@SWIFT=$(SWIFT) sh scripts/install-needs.sh

build: needs
	$(BUILD)

release: needs
	PKG_CONFIG_PATH="$$(sh scripts/archives.sh $(SCRATCH)/archives)" $(RELEASE) --product escale
	PKG_CONFIG_PATH="$$(sh scripts/archives.sh $(SCRATCH)/archives)" $(RELEASE) --product escale-server

# Needs what "make release" built, or other BINARIES.
install:
	sh scripts/install.sh "$(BINARIES)" "$(PREFIX)" "$(DESTDIR)"

uninstall:
	sh scripts/uninstall.sh "$(PREFIX)" "$(DESTDIR)"

demo: build
	@sh scripts/demo.sh "$(SCRATCH)/debug"

test: needs lint
	$(BUILD) --build-tests
	$(SWIFT) test --scratch-path $(SCRATCH) --skip-build --parallel --skip TransportTests
	$(SWIFT) test --scratch-path $(SCRATCH) --skip-build --filter TransportTests
	ESCALE_BIN="$(SCRATCH)/debug" python3 -B Tests/run.py EndToEnd
	ESCALE_BIN="$(SCRATCH)/debug" python3 -B Tests/run.py Portal
	sh scripts/kill-test.sh "$(SCRATCH)/debug"

mutants: needs
	python3 -B Tests/Mutants/run.py

torture: build
	$(BUILD) --configuration release --product escale-sim
	ESCALE_EXHAUSTIVE=1 $(SWIFT) test --scratch-path $(SCRATCH) --filter MergeEnumerationTests
	sh scripts/torture.sh "$(SCRATCH)/release" "$(SCRATCH)/debug"

fuzz: needs
	sh scripts/fuzz.sh "$(SCRATCH)/fuzz" "$(SECONDS_EACH)"

coverage: needs
	sh scripts/coverage.sh "$(SCRATCH)/coverage" "$(SWIFT)"

bench: release
	python3 -B Benchmarks/bench.py --binaries "$(SCRATCH)/release"

format:
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

lint:
	python3 -B Tests/Mutants/run.py --check
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

clean:
	$(SWIFT) package --scratch-path $(SCRATCH) clean

.PHONY: help needs build release install uninstall demo test mutants torture fuzz bench format lint clean
