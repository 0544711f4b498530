# Each target sets up what it needs: the environment lives in .venv.
PYTHON ?= python3
RUN := .venv/bin/python
READY := .venv/.ready
STUDENT := .venv-student/.ready

.PHONY: help demo test test-browser pictures lint build bench clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY)  ## build the course, make a class, grade it, write all pages
	$(RUN) -m autograder demo

test: $(READY) lint  ## all tests but those in a browser
	$(RUN) -m pytest -n 3

test-browser: $(READY) $(STUDENT)  ## tests in a browser; needs Chromium: apt-get install chromium
	$(RUN) -m pytest -n 2 -m browser tests/browser

pictures: $(READY) $(STUDENT)  ## the same, and the documentation's pictures anew
	$(RUN) -m pytest -n 2 -m browser tests/browser --pictures

lint: $(READY)  ## style and types
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

build: $(READY)  ## make source and release notebooks of the masters
	$(RUN) -m autograder build

bench: $(READY)  ## measure speed and memory against stock nbgrader; some minutes
	$(RUN) -m tests.bench.bench

clean:  ## remove the environment and the demo
	rm -rf .venv .venv-student demo

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# What students are told to install, and nothing else.
$(STUDENT): release/requirements.txt
	$(PYTHON) -m venv .venv-student
	.venv-student/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@
