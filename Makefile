# make          set up what is missing, then build content/ into output/
# make test     set up what is missing, then run every test that needs neither Java nor a browser nor many runs
# make test-all those as well; sets up what they need
# make bench    compare with plain WeasyPrint and Typst; BENCH="--times 1 10 50 --write" for docs/benchmarks.md
# make test-weasyprint  WeasyPrint's own tests, without and with the binding; needs Ghostscript; takes minutes
# make pictures draw the pictures of README and docs anew
# make specimens draw the specimen pages of line composition (docs/specimens) anew, to be looked at
# make profile  compute the generic profile of print anew
PYTHON := .venv/bin/python

.PHONY: all setup test test-all test-weasyprint bench pictures specimens profile check clean
all: .venv/.ready
	@$(PYTHON) build.py --jobs 2
	@echo "kumihan: the products are in output/"

setup: .venv/.ready
.venv/.ready: requirements.lock .ci/setup
	@sh .ci/setup

check: .venv/.ready
	@$(PYTHON) -m ruff check -q .
	@$(PYTHON) -m mypy

test: check
	@$(PYTHON) -m pytest -m "not slow"

test-all: check
	@sh .ci/setup-all
	@$(PYTHON) -m pytest

test-weasyprint: .venv/.ready
	@$(PYTHON) -m tests.stock

.venv/.bench: .venv/.ready requirements-bench.lock
	@$(PYTHON) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

bench: .venv/.bench
	@$(PYTHON) -m tests.bench $(BENCH)

pictures: specimens
	@PYTHONPATH=. $(PYTHON) docs/images/draw.py

specimens: .venv/.ready
	@PYTHONPATH=. $(PYTHON) docs/specimens/draw.py

profile: .venv/.ready
	@$(PYTHON) -m kumihan.export.generic_profile > styles/coated.icc

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
