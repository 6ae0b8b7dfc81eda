# Patchbay: `make` lists what there is.
SWIFT ?= swift
SOURCES := Package.swift Sources Plugins Tests
PACKAGES := libcurl4-openssl-dev libsqlite3-dev libxml2-dev libsimdjson-dev libzstd-dev libmicrohttpd-dev libssl-dev libjemalloc-dev pkg-config tzdata
TEST_PACKAGES := $(PACKAGES) protobuf-compiler nginx-light openssl gcc g++
PYTHON_PACKAGES := $(PACKAGES) python3 python3-venv
LOADING := -Xlinker --export-dynamic
# What tests leave in the folder for temporary files is removed with it.
APART := export TMPDIR=$$(mktemp -d) && trap 'rm -rf "$$TMPDIR"' EXIT &&

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 17

.PHONY: demo
demo: packages ## run the main job against simulated upstreams
	$(SWIFT) build -c release
	PATCHBAY=.build/release/patchbay bash .ci/demo

.PHONY: build
build: packages ## build the command and the plugins, optimised
	$(SWIFT) build -c release

.PHONY: test
test: test-packages ## pass the tests, and replay the recordings where they are at hand
	$(APART) $(SWIFT) test --disable-xctest
	bash .ci/replay .build/debug/patchbay

.PHONY: verify
verify: python-packages ## compare the analytics with independent references from PyPI
	$(SWIFT) build -c release --product patchbay-verify
	bash .ci/verify/run

.PHONY: check
check: lint readme definitions docs ## format, README's commands, examples of the definitions, documentation

.PHONY: format
format: ## lay out the Swift code
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

.PHONY: lint
lint: ## find what is not laid out
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

.PHONY: readme
readme: ## run the README's commands and compile its code
	bash .ci/readme

.PHONY: definitions
definitions: ## run the examples on the pages of the definitions, and compare what they state
	bash .ci/definitions

.PHONY: docs
docs: ## build the documentation; a dead link fails
	bash .ci/docs

.PHONY: bench
bench: python-packages ## measure against the floor and Python's analytics: medians of interleaved runs, ratios
	$(SWIFT) build -c release
	bash .ci/bench

.PHONY: asan
asan: test-packages ## pass the tests under AddressSanitizer
	$(APART) PATCHBAY_SANITIZED=1 LSAN_OPTIONS=suppressions=$(CURDIR)/.ci/leaks:print_suppressions=0 \
	  $(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-asan

.PHONY: tsan
tsan: test-packages ## pass the tests under ThreadSanitizer
	$(APART) PATCHBAY_SANITIZED=1 PATCHBAY_TSAN=1 $(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build-tsan $(LOADING)

.PHONY: fuzz
fuzz: packages ## fuzz the codecs for FUZZ_SECONDS each (default 30)
	bash .ci/fuzz $${FUZZ_SECONDS:-30}

.PHONY: packages test-packages python-packages
packages: ## install the Debian packages that the build needs
	@bash .ci/packages $(PACKAGES)
test-packages: ## install the Debian packages that the tests need
	@bash .ci/packages $(TEST_PACKAGES)
python-packages: ## install the Debian packages that the comparisons with Python need
	@bash .ci/packages $(PYTHON_PACKAGES)
