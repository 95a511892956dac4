# make: set up what is missing, then build content/ into output/.  make test: set up, then run the tests.
PYTHON := .venv/bin/python

.PHONY: all setup test test-all bench check clean
all: .venv/.ready
	@$(PYTHON) build.py

setup: .venv/.ready
.venv/.ready: requirements.lock .ci/setup
	@sh .ci/setup

check: .venv/.ready
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy

test: check
	@$(PYTHON) -m pytest -m "not slow"

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
