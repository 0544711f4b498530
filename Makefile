# Each target sets up what it needs: the environment lives in .venv.
PYTHON ?= python3
RUN := .venv/bin/python
READY := .venv/.ready
TORCH := .venv/.torch
STUDENT := .venv-student/.ready
SITE := .venv-site/bin/python
SITE_READY := .venv-site/.ready
CDN := .venv-site/cdn/.ready

# Bytecode is kept, also where the environment says otherwise: each process that the
# tests start would compile all modules anew, and pytest all tests.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo test gates test-browser parity pictures ready lint build formgrader bench site clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY)  ## make a class, grade it, write all pages
	$(RUN) -m autograder demo

test: $(TORCH) lint  ## all tests but those in a browser
	$(RUN) -m pytest -n 4 --dist loadscope --no-loadscope-reorder

gates: $(TORCH)  ## gate all seminars anew, by other numbers, and compare what stands built
	$(RUN) -m autograder build --check

test-browser: $(TORCH) $(STUDENT) $(CDN) site  ## tests in a browser; needs Chromium: apt-get install chromium
	$(RUN) -m pytest -n 2 --dist loadscope --no-loadscope-reorder -m browser tests/browser

parity: $(READY)  ## what stock nbgrader says of the tests' courses, asked and kept anew
	$(RUN) -m tests.parity.record

pictures: $(TORCH) $(STUDENT) $(CDN) site  ## the same, and the documentation's pictures anew
	$(RUN) -m pytest -n 2 --dist loadscope --no-loadscope-reorder -m browser tests/browser --pictures

ready: $(TORCH) $(STUDENT) $(CDN)  ## all environments; make -j2 ready makes two at a time

lint: $(READY)  ## style and types
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

build: $(TORCH)  ## make source and release notebooks of the masters
	$(RUN) -m autograder build

formgrader: $(READY)  ## grade free-text answers by hand, in the browser
	$(RUN) -m autograder formgrader

bench: $(TORCH)  ## measure speed and memory against stock nbgrader; some minutes
	$(RUN) -m tests.bench.bench

site: $(SITE_READY)  ## the notebooks with a Python that runs in the browser, in site/_output
	rm -rf site/_output site/.jupyterlite.doit.db
	cd site && ../$(SITE) -m jupyterlite_core build > _build.log 2>&1 || { cat _build.log; exit 1; }
	@echo "See it:   $(PYTHON) -m http.server --directory site/_output 8000"
	@echo "          http://localhost:8000/"
	@echo "Host it:  copy site/_output to any static web server (docs/site.md)"

clean:  ## remove the environments, the demo and the site
	rm -rf .venv .venv-student .venv-site demo tests/browser/failures
	rm -rf site/_output site/pypi site/.cache site/.jupyterlite.doit.db site/_build.log

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# Large, and for the seminars of lesson 3 alone; without CUDA, some gigabytes less:
# PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu make test
$(TORCH): requirements-torch.txt $(READY)
	$(RUN) -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# What students are told to install, and nothing else. Python compiles what it imports,
# a small part of all that, when it imports it.
$(STUDENT): release/requirements-torch.txt release/requirements.txt
	$(PYTHON) -m venv .venv-student
	.venv-student/bin/python -m pip install --quiet --disable-pip-version-check --no-compile -r $<
	@touch $@

# An environment of its own: JupyterLite takes over every extension it finds in it, and
# nbgrader's need a server. The wheels are what Pyodide lacks and the notebooks import.
$(SITE_READY): site/requirements.txt
	$(PYTHON) -m venv .venv-site
	$(SITE) -m pip install --quiet --disable-pip-version-check --no-compile -r site/requirements.txt
	rm -rf site/pypi
	$(SITE) -m pip download --quiet --disable-pip-version-check --no-deps \
		--only-binary=:all: --dest site/pypi --constraint site/requirements.txt comm ipywidgets
	@touch $@

# What the tests serve in place of Pyodide's CDN.
$(CDN): $(READY) $(SITE_READY) tests/browser/pyodide.py
	$(RUN) -m tests.browser.pyodide $(@D)
	@touch $@
