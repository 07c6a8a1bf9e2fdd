# `make serve` and `make test` are all that most people need; each sets up what is missing first.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
PORT ?= 8080

.PHONY: help serve dist cli test lint test-native test-wasm test-browser test-kill test-formats bench bench-corpus score train screenshots clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

serve: dist ## Build the page and serve it on 127.0.0.1:8080
	@node scripts/serve.mjs dist $(PORT)

dist: ## Write the static site to dist/
	@scripts/setup.sh web
	. scripts/tools.sh
	trunk build --release --offline

cli: ## Build target/release/sayso
	@scripts/setup.sh rust
	cargo build --release --features cli

test: lint test-native test-wasm test-browser ## Run every test: lints, native, wasm, browser

lint: ## Check formatting and lints
	@scripts/setup.sh rust
	cargo fmt --all --check
	cargo clippy -p sayso-kernel --all-targets -- -D warnings
	cargo clippy --features cli --all-targets -- -D warnings
	cargo clippy --target wasm32-unknown-unknown --features web,worker --bins -- -D warnings

test-native: ## Unit, property, golden, command-line and corpus tests, and those of page and worker that need no browser
	@scripts/setup.sh rust
	cargo test -p sayso-kernel
	cargo test --features cli
	cargo test --features web,worker --bins

test-wasm: ## The core's tests again, compiled to wasm
	@scripts/setup.sh web
	. scripts/tools.sh
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner cargo test --target wasm32-unknown-unknown --test wasm

test-browser: dist ## The real dist/ in real Chromium
	@scripts/setup.sh browser
	node --test --test-concurrency=1 tests/browser/*.test.mjs

test-kill: dist ## Kill the browser 50 times in the middle of work, and look what is left
	@scripts/setup.sh browser
	KILLS=50 node --test tests/browser/kill.test.mjs

test-formats: ## Give what is exported to the tools that it is meant for (pip and npm install them)
	@scripts/setup.sh rust
	scripts/test-formats.sh

bench: dist ## Print the figures of docs/benchmarks.md
	@scripts/setup.sh browser
	node tests/bench/bench.mjs
	node tests/bench/desk.mjs

bench-corpus: cli ## Print how long and how much memory 1 GB to convert and 100 MB to annotate take (10 minutes, 4 GB of disk)
	@node tests/bench/corpus.mjs

score: cli ## Score the annotations against ../shared
	@scripts/score.sh

train: cli ## Train models/en.bin anew from ../shared (hours; needs Python 3.11)
	@scripts/train.sh

screenshots: dist ## Make the pictures in docs/ from the example
	@scripts/setup.sh browser
	node tests/browser/screenshots.mjs

clean: ## Remove what was built (tools stay)
	rm -rf target dist tests/browser/node_modules
