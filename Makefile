# Two commands on a fresh machine with Python 3.11 or newer: `make demo` shows what freshlint does,
# `make test` checks that it still does it.

ifndef PYTHON
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
endif

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

DEMO := $(BIN)/freshlint check --isolated --as-of 2026-04-22 fixtures/articles
INSTALLED := .venv/installed

.PHONY: help install demo test lint accuracy docs pack bench audit-kills fuzz clean

help:
	@echo "make demo   install into .venv, check the articles in fixtures/articles, show the diff of the fixes"
	@echo "make test   lint, types, import contracts and all tests"
	@echo "make accuracy   precision and recall on the labelled pages in fixtures/pairs"
	@echo "make docs   the docs site, into docs/build"
	@echo "make fuzz   run the tests over generated input for MINUTES (20), with other seeds each round"
	@echo "make pack   write the imported facts anew from the packages that rules/pack/recipe.yaml pins"
	@echo "make bench  what checking costs beside other programs: CORPUS=DIR, FILES=N, SEED=N, REPEAT=N"
	@echo "make audit-kills   an audit killed 50 times at random moments (KILLS=N) ends as an undisturbed one"
	@echo "make clean  remove .venv"

install: $(INSTALLED)

$(INSTALLED): pyproject.toml
	@test -n "$(PYTHON)" || { echo "freshlint needs Python 3.11 or newer: install it, or make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

# Findings exit with 1, which is what the demo is about; anything else that is not 0 fails it.
demo: $(INSTALLED)
	$(DEMO) || test $$? -eq 1
	$(DEMO) --diff --unsafe-fixes || test $$? -eq 1

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: lint
	$(BIN)/pytest -n 2

accuracy: $(INSTALLED)
	$(BIN)/python -m tests.accuracy.run

docs: $(INSTALLED)
	$(BIN)/python docs/reference.py
	$(BIN)/zensical build --strict

pack: $(INSTALLED)
	$(BIN)/freshlint facts pack rules/pack/recipe.yaml --into rules/freshlint_rules/facts/imported \
		--own rules/freshlint_rules/facts --report rules/pack/REPORT.md --packages .venv/packages

# Peers that are installed are measured too: ripgrep, codespell, typos, rumdl, semgrep, textlint.
bench: $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python -m benchmarks.run

MINUTES ?= 20
FUZZ_SEED ?= 1
fuzz: $(INSTALLED)
	$(BIN)/python -m tests.fuzzing --minutes $(MINUTES) --seed $(FUZZ_SEED)

KILLS ?= 50
audit-kills: $(INSTALLED)
	FRESHLINT_KILLS=$(KILLS) $(BIN)/pytest tests/audit/test_resume.py -k killed_at_random -n 0

clean:
	rm -rf .venv
