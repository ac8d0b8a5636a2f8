# `make help` lists the commands.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help packages test-packages build demo prove test replay bench fuzz format lint clean

# Debian packages that a build needs, and those that tests use besides; `package:program` is fine with any such program.
PACKAGES := libxml2-dev zlib1g-dev pkg-config
TEST_PACKAGES := libxml2-utils:xmllint python3:python3 kubernetes-client:kubectl prometheus:prometheus
TEST_PACKAGES += netconfd openssh-server openssh-client:ssh
# Debian's Python makes virtual environments only with this.
TEST_PACKAGES += $(shell python3 -c 'import ensurepip' 2>/dev/null || echo python3-venv)

SOURCES := Package.swift Sources Tests Benchmarks Fuzz
PLUGFEST := .build/debug/plugfest
export PLUGFEST_SHARED ?= $(abspath ../shared)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages:
	@scripts/install-packages $(PACKAGES)

test-packages:
	@scripts/install-packages $(PACKAGES) $(TEST_PACKAGES)

build: packages ## build everything (the first time takes a few minutes)
	swift build

demo: build ## run the NetBox suite against the reference operator, on the embedded lab
	@$(PLUGFEST) run --suite suites/netbox/suite.yaml --candidate suites/netbox/candidates/reference/candidate.yaml \
	  --lab labs/embedded.yaml

prove: build ## find out whether oracles catch operators with mistakes and accuse nobody (ARGUMENTS=--quick)
	@$(PLUGFEST) prove suites/*/candidates/*/candidate.yaml --lab labs/embedded.yaml $(ARGUMENTS)

test: test-packages lint ## install what tests need, check the formatting, and run all tests
	swift build --build-tests
	# Labs that all start at once would be too slow to say anything.
	swift test --skip-build --experimental-maximum-parallelization-width 12

replay: build ## replay the recordings of a real API server and a real NetBox (PLUGFEST_SHARED, TIMES)
	@scripts/replay

bench: packages ## measure a release build, and leave the figures in reports/benchmarks.json
	@scripts/bench

fuzz: packages ## feed parsers, patches and the lab random input, for two minutes each (SECONDS_EACH)
	@scripts/fuzz

format: ## format all sources
	swift format --in-place --parallel --recursive $(SOURCES)

lint: ## check the formatting
	swift format lint --strict --parallel --recursive $(SOURCES)

clean: ## remove what was built
	rm -rf .build
