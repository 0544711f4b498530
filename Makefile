# Each target sets up what it needs: the environment lives in .venv.
PYTHON ?= python3
RUN := .venv/bin/python
READY := .venv/.ready

.PHONY: help demo test lint build formgrader bench clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY)  ## build the course, make a class, grade it, write all pages
	$(RUN) -m autograder demo

test: $(READY) lint  ## all tests
	$(RUN) -m pytest -n 2

lint: $(READY)  ## style and types
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

build: $(READY)  ## make source and release notebooks of the masters
	$(RUN) -m autograder build

formgrader: $(READY)  ## grade free-text answers by hand, in the browser
	$(RUN) -m autograder formgrader

bench: $(READY)  ## measure speed and memory against stock nbgrader; some minutes
	$(RUN) -m tests.bench.bench

clean:  ## remove the environment and the demo
	rm -rf .venv demo

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@
