# One command each: what a newcomer, a developer and CI need. `make help` lists them.
# Needs Python 3.11 or newer and make; the first run downloads what the lock files name, later runs work offline.

VENV := .venv
BIN := $(VENV)/bin
OUT := out
EXAMPLES := examples/small examples/roros examples/elverum
JOBS := 2

# hundreds of processes start in the tests: each would compile all sources anew
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test check format reference pictures setup setup-dev bench lock clean

help:  ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

demo: setup  ## promise one order, then open the server with the Røros and Elverum examples and a user for each role
	@mkdir -p $(OUT)
	$(BIN)/klynge warmup
	$(BIN)/klynge plan examples/roros --out $(OUT)/roros.json --board $(OUT)/roros.html >$(OUT)/roros.txt
	$(BIN)/klynge promise examples/roros --item flokk/chair/J0G2-RABM-K41M --quantity 12 --region Oslo --wanted 2026-12-11 --menu --plan $(OUT)/roros.json
	@sh .ci/demo

test: setup-dev  ## everything CI runs: check, then all tests
	@$(BIN)/klynge warmup & kernels=$$!; $(MAKE) --no-print-directory check; checked=$$?; \
	wait $$kernels && exit $$checked  # both are long and use one core each
	$(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal

check: setup-dev  ## lint, format, types, and the example clusters
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@for folder in $(EXAMPLES); do $(BIN)/klynge check $$folder || exit 1; done
	@for folder in $(wildcard examples/*/products); do $(BIN)/klynge product check $$folder || exit 1; done

format: setup-dev  ## mend formatting and what ruff can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reference: setup-dev  ## write what the code says of itself to docs/reference: schemas, the command, the API
	$(BIN)/python -m klynge.exchange.plan_schema docs/reference
	$(BIN)/python -m klynge.configure.reading.schema docs/reference
	$(BIN)/python -m klynge.cli_reference docs/reference
	$(BIN)/python -m klynge.server.api.reference docs/reference

pictures: setup-dev  ## take the pictures of every page in docs/pages (needs a Chromium)
	$(BIN)/klynge warmup
	$(BIN)/python -m tests.browser.pictures docs/pages

bench: setup  ## list the benchmarks; `make bench-NAME` runs one (ARGS="..." are passed on)
	@$(BIN)/python benchmarks/list.py

bench-%: setup-dev
	$(BIN)/python benchmarks/$*.py $(ARGS)

setup:  ## make .venv and install what the command needs
	@sh .ci/setup run

setup-dev:  ## make .venv and install what tests and checks need too
	@sh .ci/setup dev

lock: setup-dev  ## write both lock files anew from pyproject.toml (needs the network)
	$(BIN)/python -m pip install --quiet 'uv>=0.9'
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCK) --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev $(LOCK) --constraint requirements.lock --output-file requirements-dev.lock

LOCK := --quiet --upgrade --universal --generate-hashes --no-annotate --python-version 3.11 --custom-compile-command 'make lock'

clean:  ## remove what was made: .venv, caches, out
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests examples benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
